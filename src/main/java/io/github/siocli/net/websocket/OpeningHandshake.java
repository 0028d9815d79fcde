package io.github.siocli.net.websocket;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Opens one websocket: TCP, TLS, HTTP. For one thread. */
final class OpeningHandshake {

    /**
     * An open websocket connection.
     *
     * @param socket the socket; a TLS socket if TLS is used
     */
    record OpenConnection(Response response, Socket socket, ByteInput in, OutputStream out) {}

    private static final int SWITCHING = 101;
    private static final int MAX_INTERIM = 100;
    private static final int NONCE = 16;

    private final Dialer dialer;
    private final TlsLayer tls;
    private final WebSocketLimits limits;
    private final ScheduledExecutorService timer;
    private final NetworkWait networkWait;

    OpeningHandshake(
            Dialer dialer,
            TlsLayer tls,
            WebSocketLimits limits,
            ScheduledExecutorService timer,
            NetworkWait networkWait) {
        this.networkWait = networkWait;
        this.dialer = dialer;
        this.tls = tls;
        this.limits = limits;
        this.timer = timer;
    }

    /**
     * Opens the connection.
     *
     * @param observer gets the heads of request and response, and the body of a refusal
     * @throws HandshakeRefusedException if the response does not open the websocket
     */
    OpenConnection open(Request request, FrameObserver observer, Cancellation cancellation) throws IOException {
        Socket tcp = dialer.dial(request.url().host(), request.url().port(), cancellation);
        // The dialer may have wrapped the socket that it registered.
        cancellation.closeOnCancel(tcp);
        try (Timeout watch = new Timeout(timer, limits.handshake(), cancellation)) {
            try {
                return handshake(request, observer, tcp, cancellation, watch);
            } catch (HandshakeRefusedException e) {
                throw e;
            } catch (IOException e) {
                if (watch.hasFired()) {
                    throw new SocketTimeoutException("no response to the websocket request in time");
                }
                throw e;
            }
        }
    }

    /** Reads the HTTP response that begins in the input, with as much of its body as arrives in time. */
    Response readRefusal(Request request, FrameObserver observer, ByteInput in, Cancellation cancellation)
            throws IOException {
        return readRefusal(request, readResponse(in, observer), observer, in, cancellation);
    }

    private OpenConnection handshake(
            Request request, FrameObserver observer, Socket tcp, Cancellation cancellation, Timeout watch)
            throws IOException {
        Socket socket = request.isHttps()
                ? tls.wrap(tcp, request.url().host(), request.url().port())
                : tcp;
        UpgradeRequest handshake = new UpgradeRequest(request, RandomBytes.bytes(NONCE));
        String head = handshake.head();
        observer.request(head);
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.flush();
        ByteInput in = new ByteInput(networkWait.measure(socket.getInputStream()));
        ResponseHead answer = readResponse(in, observer);
        if (answer.status() != SWITCHING) {
            watch.close();
            Response refusal = readRefusal(request, answer, observer, in, cancellation);
            throw new HandshakeRefusedException("HTTP " + answer.status() + " " + answer.reason(), refusal);
        }
        Response response = response(request, answer).build();
        Optional<String> fault = handshake.fault(answer);
        if (fault.isPresent()) {
            throw new HandshakeRefusedException(fault.get(), response);
        }
        return new OpenConnection(response, socket, in, out);
    }

    private ResponseHead readResponse(ByteInput in, FrameObserver observer) throws IOException {
        ResponseHead answer = readHead(in, observer);
        for (int interim = 0; answer.status() < 200 && answer.status() != SWITCHING; interim++) {
            if (interim == MAX_INTERIM) {
                throw new InvalidResponseException(
                        InvalidResponseException.Kind.INTERIM_FLOOD, String.valueOf(answer.status()));
            }
            answer = readHead(in, observer);
        }
        return answer;
    }

    private ResponseHead readHead(ByteInput in, FrameObserver observer) throws IOException {
        ResponseHead head = ResponseHead.read(in);
        observer.response(head.text());
        return head;
    }

    private Response readRefusal(
            Request request, ResponseHead head, FrameObserver observer, ByteInput in, Cancellation cancellation) {
        Timeout watch = new Timeout(timer, limits.body(), cancellation);
        byte[] body = ResponseBodyReader.read(head, in);
        watch.close();
        observer.body(body);
        MediaType type = MediaType.parse(head.field("Content-Type"));
        return response(request, head).body(ResponseBody.create(body, type)).build();
    }

    private static Response.Builder response(Request request, ResponseHead head) {
        return new Response.Builder()
                .request(request)
                .protocol(head.protocol())
                .code(head.status())
                .message(head.reason())
                .headers(head.fields());
    }
}
