package io.github.siocli.client.engine;

import io.github.siocli.net.http.OneShotBody;
import io.github.siocli.protocol.engineio.EngineError;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.PayloadFraming;
import io.github.siocli.protocol.engineio.PayloadReader;
import io.github.siocli.protocol.engineio.PayloadWriter;
import io.github.siocli.protocol.engineio.StrictUtf8;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Translates polling between Engine.IO 3 and 4. The response to the handshake shows the generation of the server;
 * sessions of Engine.IO 4 pass unchanged.
 */
final class PollingTranslation implements Interceptor {

    private static final MediaType TEXT = MediaType.get("text/plain;charset=UTF-8");
    private static final MediaType BINARY = MediaType.get("application/octet-stream");
    private static final long MAX_PEEK_BYTES = 64 << 10;
    private static final long MAX_LEFTOVER_BYTES = 16 << 20;

    private final ProtocolDetector detector;
    private final Supplier<Call.Factory> bareClient;

    PollingTranslation(ProtocolDetector detector, Supplier<Call.Factory> bareClient) {
        this.detector = detector;
        this.bareClient = bareClient;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if ("websocket".equalsIgnoreCase(request.header("Upgrade"))) {
            return chain.proceed(request);
        }
        if (request.url().queryParameter("sid") == null) {
            return handshake(chain, request);
        }
        Optional<ProtocolDetector.OpenEio3Session> open = detector.findSession(request.url());
        if (open.isEmpty() || open.get().polling().isEmpty()) {
            return chain.proceed(request);
        }
        Request eio3 = ProtocolDetector.asEio3Request(request);
        Eio3Session session = open.get().session();
        PollingState polling = open.get().polling().get();
        if (request.method().equals("POST")) {
            return post(chain, eio3, session, polling.posts());
        }
        Optional<Buffer> leftover = polling.takeLeftover();
        return leftover.isPresent()
                ? okResponse(
                        eio3,
                        ResponseBody.create(leftover.get(), TEXT, leftover.get().size()))
                : poll(chain, eio3, session);
    }

    private Response handshake(Chain chain, Request request) throws IOException {
        int eio = detector.nextEio();
        Response response = chain.proceed(detector.handshakeRequest(request, eio));
        if (detector.forcedEio().isEmpty()
                && response.code() == EngineError.STATUS
                && EngineError.isOtherGeneration(
                        response.code(), response.peekBody(MAX_PEEK_BYTES).string())) {
            response.close();
            eio = ProtocolDetector.otherEio(eio);
            response = chain.proceed(detector.handshakeRequest(request, eio));
        }
        Optional<PayloadFraming> framing = framing(response);
        if (framing.isPresent() && eio == 4 && detector.forcedEio().isPresent()) {
            return closeUnused(chain, request, response);
        }
        if (framing.isPresent() && eio == 4 && detector.needsAuthInHandshake()) {
            closeUnused(chain, request, response).close();
            Response again = chain.proceed(detector.handshakeRequest(request, 3));
            return openSession(request, again, framing(again).orElse(null), eio);
        }
        return openSession(request, response, framing.orElse(null), eio);
    }

    private static Optional<PayloadFraming> framing(Response response) throws IOException {
        if (!response.isSuccessful()) {
            return Optional.empty();
        }
        BufferedSource payload = response.body().source();
        payload.request(PayloadFraming.PREFIX_BYTES);
        byte[] start = payload.getBuffer()
                .snapshot((int) Math.min(payload.getBuffer().size(), PayloadFraming.PREFIX_BYTES))
                .toByteArray();
        return PayloadFraming.ofHandshake(start).filter(framing -> framing != PayloadFraming.SEPARATED);
    }

    /**
     * Starts the session that the response to a handshake opens.
     *
     * @param framing the framing of Engine.IO 3 in the response; null if it is not of Engine.IO 3
     */
    private Response openSession(Request request, Response response, @Nullable PayloadFraming framing, int requestedEio)
            throws IOException {
        if (framing == null) {
            detector.endEio3Session();
            return response;
        }
        Buffer leftover = new Buffer();
        String packet;
        try (BufferedSource payload = response.body().source()) {
            if (payload.request(MAX_LEFTOVER_BYTES)) {
                throw new PacketSyntaxException("more than a handshake");
            }
            PayloadReader reader = eio3Reader(payload.readByteArray());
            packet = firstPacket(reader);
            leftover.write(reader.remaining());
        }
        String sid = sid(packet);
        PostQueue posts = new PostQueue(packets -> ownPost(request, sid, packets));
        detector.openedOverPolling(packet, requestedEio, framing, new PollingState(posts, leftover));
        return response.newBuilder().body(ResponseBody.create(packet, TEXT)).build();
    }

    /** Closes a session that is not used, so that the server need not wait for its heartbeat timeout. */
    private Response closeUnused(Chain chain, Request request, Response response) throws IOException {
        byte[] body = response.peekBody(MAX_PEEK_BYTES).bytes();
        String packet = firstPacket(eio3Reader(body));
        response.close();
        Request close = withPackets(withSid(request, sid(packet)), List.of(String.valueOf(EnginePacket.CLOSE)));
        try {
            chain.proceed(close).close();
        } catch (IOException unheard) {
            // The server ends the session at its heartbeat timeout.
        }
        return response.newBuilder().body(ResponseBody.create(body, TEXT)).build();
    }

    private static PayloadReader eio3Reader(byte[] payload) {
        PayloadReader reader = new PayloadReader(Generation.EIO3, MAX_LEFTOVER_BYTES);
        reader.add(payload, 0, payload.length);
        reader.end();
        return reader;
    }

    private static String firstPacket(PayloadReader reader) throws PacketSyntaxException {
        return StrictUtf8.decode(reader.next().orElseThrow().bytes());
    }

    private static String sid(String packet) throws PacketSyntaxException {
        return ProtocolDetector.readHandshake(packet).sid();
    }

    private Response poll(Chain chain, Request request, Eio3Session session) throws IOException {
        try {
            Response response = chain.proceed(request);
            if (!response.isSuccessful()) {
                session.end();
            }
            return response;
        } catch (IOException e) {
            session.end();
            throw e;
        }
    }

    private Response post(Chain chain, Request request, Eio3Session session, PostQueue posts) throws IOException {
        List<String> packets = new ArrayList<>();
        boolean hasContent = false;
        for (String packet : text(request.body()).split(String.valueOf(EnginePacket.SEPARATOR))) {
            if (Eio3Session.isSent(packet)) {
                packets.add(packet);
            }
            hasContent |= packet.isEmpty() || packet.charAt(0) != EnginePacket.CLOSE;
        }
        if (!hasContent) {
            session.end();
        }
        if (packets.isEmpty()) {
            return okResponse(request);
        }
        Request sent = withPackets(request, packets);
        try {
            Response response = posts.execute(() -> chain.proceed(sent));
            if (response.isSuccessful()) {
                return response;
            }
            session.end();
            if (hasContent) {
                return response;
            }
            // A server that closed first need not receive our close.
            response.close();
            return okResponse(request);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private Call ownPost(Request template, String sid, List<String> packets) {
        return bareClient.get().newCall(withPackets(withSid(template, sid), packets));
    }

    private static Request withSid(Request template, String sid) {
        HttpUrl url = template.url().newBuilder().setQueryParameter("sid", sid).build();
        return ProtocolDetector.asEio3Request(template.newBuilder().url(url).build());
    }

    private static Request withPackets(Request request, List<String> packets) {
        return request.newBuilder()
                .removeHeader("Content-Type")
                .post(new OneShotBody(BINARY, ByteString.of(payload(packets))))
                .build();
    }

    /**
     * Returns the payload of packets that the library has written in the framing of Engine.IO 4. It is in the binary
     * framing: in the other one 1.x expects texts to be encoded twice, and 2.x does not.
     */
    static byte[] payload(List<String> packets) {
        List<EngineFrame> frames = new ArrayList<>();
        for (String packet : packets) {
            if (Eio3Session.isSent(packet)) {
                frames.add(
                        packet.charAt(0) == EnginePacket.BINARY
                                ? new EngineFrame.Binary(Base64.getDecoder().decode(packet.substring(1)))
                                : EngineFrame.text(packet));
            }
        }
        return PayloadWriter.write(PayloadFraming.BINARY, frames);
    }

    private static Response okResponse(Request request) {
        return okResponse(request, ResponseBody.create("ok", TEXT));
    }

    private static Response okResponse(Request request, ResponseBody body) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(body)
                .build();
    }

    private static String text(RequestBody body) throws IOException {
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        return buffer.readUtf8();
    }
}
