package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.event.Transport;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.websocket.Cancellation;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Performs a TLS handshake, and examines the certificates. */
final class TlsCheck implements Check {

    @Override
    public CheckModel model() {
        return CheckModel.of("tls", CheckLayer.TLS, "TLS")
                .requiring(ServerFacts.CONNECTION)
                .providing(ServerFacts.CHANNEL);
    }

    @Override
    public Finding run(CheckContext context) {
        ConnectOptions options = context.options();
        ServerAddress server = options.server();
        if (!server.secure()) {
            context.facts().put(ServerFacts.CHANNEL, "");
            return Finding.skipped("not used with " + server.url());
        }
        ClientTls tls = context.route().tls();
        try (ProbeClient client = context.newClient()) {
            try (Socket tcp = context.route()
                            .dialer(client.progress())
                            .dial(server.host(), server.port(), new Cancellation());
                    SSLSocket socket =
                            (SSLSocket) tls.sockets().createSocket(tcp, server.host(), server.port(), true)) {
                socket.setSoTimeout((int) context.timeout().toMillis());
                socket.startHandshake();
                SSLSession session = socket.getSession();
                context.facts().put(ServerFacts.CHANNEL, session.getProtocol());
                X509Certificate own = tls.trust().chain().get(0);
                long days = Duration.between(
                                context.clock().instant(), own.getNotAfter().toInstant())
                        .toDays();
                return Finding.ok(session.getProtocol() + ", " + session.getCipherSuite() + "; certificate valid for "
                        + days + " days");
            } catch (IOException e) {
                return Finding.failed(
                        client.diagnosis(options.endpoint().enginePath()).of(e, Transport.POLLING));
            }
        }
    }
}
