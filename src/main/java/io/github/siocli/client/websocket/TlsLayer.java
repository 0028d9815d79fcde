package io.github.siocli.client.websocket;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS above a TCP connection, set up when it is first needed.
 *
 * @param sockets gives the factory of the sockets
 * @param verifier decides whether a certificate is for a host; empty for the rules of HTTPS as the JDK knows them
 */
public record TlsLayer(Supplier<SSLSocketFactory> sockets, Optional<HostnameVerifier> verifier) {

    /**
     * Does the handshake.
     *
     * @throws SSLPeerUnverifiedException where the verifier says that the certificate is for another host
     */
    SSLSocket over(Socket tcp, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.get().createSocket(tcp, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        if (verifier.isEmpty()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        if (verifier.isPresent() && !verifier.get().verify(host, socket.getSession())) {
            throw new SSLPeerUnverifiedException("Hostname " + host + " not verified");
        }
        return socket;
    }
}
