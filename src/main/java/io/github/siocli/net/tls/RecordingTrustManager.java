package io.github.siocli.net.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks certificates with another trust manager, or accepts all, and records the server's last chain for the
 * diagnosis.
 */
public final class RecordingTrustManager extends X509ExtendedTrustManager {

    /** The kinds of names that {@link X509Certificate#getSubjectAlternativeNames} lists. */
    private static final Integer DNS_NAME = 2;

    private static final Integer IP_ADDRESS = 7;

    private final X509ExtendedTrustManager delegate;
    private final boolean trustsAll;
    private volatile List<X509Certificate> chain = List.of();

    RecordingTrustManager(X509ExtendedTrustManager checks, boolean trustsAll) {
        this.delegate = checks;
        this.trustsAll = trustsAll;
    }

    /** Returns the certificates that the server sent last, its own first; empty before the first handshake. */
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String authType, Socket socket) throws CertificateException {
        chain = List.of(sent);
        if (!trustsAll) {
            if (socket instanceof SSLSocket tls
                    && hasExactName(sent[0], tls.getHandshakeSession().getPeerHost())) {
                skipNameCheck(tls);
            }
            delegate.checkServerTrusted(sent, authType, socket);
        }
    }

    /** Returns true if a certificate lists a host name or an address literally. Wildcards are not considered. */
    private static boolean hasExactName(X509Certificate certificate, String host) {
        Integer kind = SniSocketFactory.isAddress(host) ? IP_ADDRESS : DNS_NAME;
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(name ->
                                    name.get(0).equals(kind) && host.equalsIgnoreCase(String.valueOf(name.get(1))));
        } catch (CertificateParsingException e) {
            // The JDK's check reports it.
            return false;
        }
    }

    /**
     * Omits the JDK's check of the name, which takes 25 ms because it parses the JDK's list of authorities to find out
     * where wildcards are allowed.
     */
    private static void skipNameCheck(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("");
        socket.setSSLParameters(parameters);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
            throws CertificateException {
        chain = List.of(sent);
        if (!trustsAll) {
            delegate.checkServerTrusted(sent, authType, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String authType) throws CertificateException {
        chain = List.of(sent);
        if (!trustsAll) {
            delegate.checkServerTrusted(sent, authType);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String authType, Socket socket) throws CertificateException {
        delegate.checkClientTrusted(sent, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
            throws CertificateException {
        delegate.checkClientTrusted(sent, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String authType) throws CertificateException {
        delegate.checkClientTrusted(sent, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate.getAcceptedIssuers();
    }
}
