package io.github.siocli.net.tls;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Adds TLS to connected sockets. Sends the server name (SNI), which the JDK omits for names without a dot, and checks
 * that the certificate matches that name.
 */
public final class SniSocketFactory extends SSLSocketFactory {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final SSLSocketFactory sockets;
    /** Null to use the host. */
    private final @Nullable String name;

    private final boolean checksName;

    /**
     * Creates a factory.
     *
     * @param name the server name to use instead of the host; null to use the host
     * @param checksName true if the certificate must match the name
     */
    SniSocketFactory(SSLSocketFactory sockets, @Nullable String name, boolean checksName) {
        this.sockets = sockets;
        this.name = name == null || isAddress(name) ? name : IDN.toASCII(name);
        this.checksName = checksName;
    }

    /** Returns true if a host is an address, for which no server name is sent. */
    public static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    @Override
    public Socket createSocket(Socket tcp, String host, int port, boolean autoClose) throws IOException {
        String called = name == null ? host : name;
        SSLSocket tls = (SSLSocket) sockets.createSocket(tcp, called, port, autoClose);
        SSLParameters parameters = tls.getSSLParameters();
        if (checksName) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (!isAddress(called)) {
            // Passed as bytes, because SNIHostName rejects a text with an underscore.
            byte[] sent = called.replaceFirst("\\.$", "").getBytes(StandardCharsets.UTF_8);
            parameters.setServerNames(List.of(new SNIHostName(sent)));
        }
        tls.setSSLParameters(parameters);
        return tls;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
