package io.github.siocli.net.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Explains why the recorded chain is not valid although the authority that it ends with is trusted. The JDK looks
     * for a valid path and does not say why there is none.
     *
     * @return empty if that authority is not known
     */
    Optional<String> brokenLink() {
        List<X509Certificate> sent = chain;
        for (X509Certificate authority : delegate.getAcceptedIssuers()) {
            List<X509Certificate> path =
                    sent.stream().takeWhile(link -> !link.equals(authority)).toList();
            if (!path.isEmpty()
                    && path.get(path.size() - 1).getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
                return brokenLink(path, authority);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> brokenLink(List<X509Certificate> path, X509Certificate authority) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(fault(e));
        } catch (GeneralSecurityException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the fault of a chain, in the words of the JDK, with the subject of the certificate if it is an issuer. */
    static String fault(CertPathValidatorException e) {
        return e.getIndex() > 0 && e.getCertPath().getCertificates().get(e.getIndex()) instanceof X509Certificate issuer
                ? issuer.getSubjectX500Principal().getName() + ": " + e.getMessage()
                : String.valueOf(e.getMessage());
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
        if (!CertificateNames.of(certificate).cover(session.getPeerHost())) {
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
