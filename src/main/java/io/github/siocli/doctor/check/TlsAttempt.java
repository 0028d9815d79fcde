package io.github.siocli.doctor.check;

import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Transport;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.tls.CertificateNames;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.websocket.Cancellation;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One TLS handshake with the server, and what it showed.
 *
 * @param protocol the version of TLS; empty if the handshake failed
 * @param cipher the cipher suite; empty if the handshake failed
 * @param application the protocol that the server chose (ALPN); empty if it chose none
 * @param coversHost true if the server's certificate has the name that the client requires; false if the handshake failed
 * @param chain the certificates that the server sent, its own first; may be empty
 * @param failure the reason of a failed handshake
 */
record TlsAttempt(
        String protocol,
        String cipher,
        String application,
        boolean coversHost,
        List<X509Certificate> chain,
        Optional<Failure> failure) {

    /**
     * The offer of a handshake.
     *
     * @param version the only version of TLS to offer; empty to offer all
     * @param applications the protocols to offer (ALPN)
     * @param sendsName true to send the server name (SNI)
     */
    record Offer(Optional<String> version, List<String> applications, boolean sendsName) {
        /** The offer of a connection of sio. */
        static final Offer LIKE_CONNECT = new Offer(Optional.empty(), List.of("http/1.1"), true);
        /** The offer of an old client, which sends no server name. */
        static final Offer NAMELESS = new Offer(Optional.empty(), List.of("http/1.1"), false);

        /** Returns the offer of a browser that knows a single version of TLS. */
        static Offer ofVersion(String version) {
            return new Offer(Optional.of(version), List.of("h2", "http/1.1"), true);
        }

        private void applyTo(SSLSocket socket) {
            SSLParameters parameters = socket.getSSLParameters();
            version.ifPresent(only -> parameters.setProtocols(new String[] {only}));
            parameters.setApplicationProtocols(applications.toArray(String[]::new));
            if (!sendsName) {
                parameters.setServerNames(List.of());
            }
            socket.setSSLParameters(parameters);
        }
    }

    boolean isConnected() {
        return failure.isEmpty();
    }

    /** Performs a handshake over a new connection. */
    static TlsAttempt run(CheckContext context, ClientTls tls, Offer offer) {
        ServerAddress server = context.options().server();
        try (ProbeClient client = context.newClient()) {
            try (Socket tcp = context.route()
                            .dialer(client.progress())
                            .dial(server.host(), server.port(), new Cancellation());
                    SSLSocket socket =
                            (SSLSocket) tls.sockets().createSocket(tcp, server.host(), server.port(), true)) {
                offer.applyTo(socket);
                socket.setSoTimeout((int) context.timeout().toMillis());
                socket.startHandshake();
                return new TlsAttempt(
                        socket.getSession().getProtocol(),
                        socket.getSession().getCipherSuite(),
                        socket.getApplicationProtocol(),
                        CertificateNames.of(tls.trust().chain().get(0))
                                .lists(socket.getSession().getPeerHost()),
                        tls.trust().chain(),
                        Optional.empty());
            } catch (IOException e) {
                return new TlsAttempt(
                        "",
                        "",
                        "",
                        false,
                        tls.trust().chain(),
                        Optional.of(
                                client.diagnosis(context.options().endpoint().enginePath())
                                        .of(e, Transport.POLLING)));
            }
        }
    }
}
