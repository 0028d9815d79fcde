package io.github.siocli.net.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks certificates with another trust manager, and whether they are for the host; or accepts all. Records the server's
 * last chain for the diagnosis.
 */
public final class RecordingTrustManager extends X509ExtendedTrustManager {

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
            delegate.checkServerTrusted(sent, authType, socket);
            checkName(sent[0], ((SSLSocket) socket).getHandshakeSession());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
            throws CertificateException {
        chain = List.of(sent);
        if (!trustsAll) {
            delegate.checkServerTrusted(sent, authType, engine);
            checkName(sent[0], engine.getHandshakeSession());
        }
    }

    private static void checkName(X509Certificate certificate, SSLSession session) throws CertificateException {
        if (!CertificateNames.of(certificate).covers(session.getPeerHost())) {
            throw new OtherHostException(session.getPeerHost());
        }
    }

    /** Always throws an exception: without a connection there is no host name to check. */
    @Override
    public void checkServerTrusted(X509Certificate[] sent, String authType) {
        throw new UnsupportedOperationException();
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
