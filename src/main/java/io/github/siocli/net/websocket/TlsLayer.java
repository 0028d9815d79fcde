package io.github.siocli.net.websocket;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS above a TCP connection, set up when it is first needed. The certificate must be for the host, by the rules of HTTPS,
 * unless the factory trusts everybody.
 *
 * @param sockets gives the factory of the sockets
 */
public record TlsLayer(Supplier<SSLSocketFactory> sockets) {

    /** Does the handshake. */
    SSLSocket over(Socket tcp, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.get().createSocket(tcp, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
