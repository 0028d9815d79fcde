package io.github.siocli.net.tls;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.StandardConstants;
import org.jspecify.annotations.Nullable;

/**
 * Adds TLS to connected sockets, and sends the server name (SNI), which the JDK omits for names without a dot. The name
 * is the host of the session, which the trust manager compares with the certificate.
 */
public final class SniSocketFactory extends SSLSocketFactory {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final SSLSocketFactory sockets;
    /** Null to use the host. */
    private final @Nullable String name;

    /**
     * Creates a factory.
     *
     * @param name the server name to use instead of the host; null to use the host
     */
    SniSocketFactory(SSLSocketFactory sockets, @Nullable String name) {
        this.sockets = sockets;
        this.name = name == null || isAddress(name) ? name : IDN.toASCII(name);
    }

    /** Returns true if a host is an address, for which no server name is sent. */
    public static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    @Override
    public Socket createSocket(Socket tcp, String host, int port, boolean autoClose) throws IOException {
        String called = name == null ? host : name;
        SSLSocket tls = (SSLSocket) sockets.createSocket(tcp, called, port, autoClose);
        if (!isAddress(called)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setServerNames(List.of(new HostName(called.replaceFirst("\\.$", ""))));
            tls.setSSLParameters(parameters);
        }
        return tls;
    }

    /** A host name in any spelling; {@link javax.net.ssl.SNIHostName} rejects an underscore, which containers use. */
    private static final class HostName extends SNIServerName {

        private HostName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.UTF_8));
        }
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
