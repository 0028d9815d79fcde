package io.github.siocli.doctor.check;

import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.websocket.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Finds out whether a server that sends no response to HTTP/1.1 speaks only HTTP/2 (RFC 9113). */
final class Http2Probe {

    /** Failures with which such a server ends a request of HTTP/1.1. */
    private static final Set<FailureKind> CANDIDATES =
            Set.of(FailureKind.CONNECTION_CUT, FailureKind.NOT_HTTP, FailureKind.WEBSOCKET_UNANSWERED);

    /** The connection preface (section 3.4) with an empty SETTINGS frame. */
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final int FRAME_HEAD = 9;
    private static final int TYPE = 3;
    private static final int SETTINGS = 4;

    private Http2Probe() {}

    /** Returns the failure, or a better one if the server speaks HTTP/2. */
    static Failure explain(CheckContext context, Failure failure) {
        return CANDIDATES.contains(failure.kind()) && speaksHttp2(context)
                ? Failure.of(FailureKind.HTTP2_ONLY, context.options().server().hostAndPort())
                : failure;
    }

    private static boolean speaksHttp2(CheckContext context) {
        ServerAddress server = context.options().server();
        context.requests().count();
        try (ProbeClient client = context.newClient();
                Socket tcp = context.route()
                        .dialer(client.progress())
                        .dial(server.host(), server.port(), new Cancellation());
                Socket socket = server.secure() ? secured(context.route().tls(), tcp, server) : tcp) {
            socket.setSoTimeout((int) context.timeout().toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(PREFACE);
            out.flush();
            byte[] head = socket.getInputStream().readNBytes(FRAME_HEAD);
            return head.length == FRAME_HEAD && head[TYPE] == SETTINGS;
        } catch (IOException e) {
            return false;
        }
    }

    private static SSLSocket secured(ClientTls tls, Socket tcp, ServerAddress server) throws IOException {
        SSLSocket socket = (SSLSocket) tls.sockets().createSocket(tcp, server.host(), server.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        return socket;
    }
}
