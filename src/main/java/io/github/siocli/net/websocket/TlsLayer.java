package io.github.siocli.net.websocket;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Adds TLS to a TCP connection.
 *
 * @param sockets gets the socket factory, which checks certificates and their host names; called at the first TLS connection
 */
public record TlsLayer(Supplier<SSLSocketFactory> sockets) {

    /** Wraps the connection and performs the TLS handshake. */
    SSLSocket wrap(Socket tcp, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.get().createSocket(tcp, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
