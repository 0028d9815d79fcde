package io.github.siocli.net.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the authorities that Java knows, and those of the system: many a JDK has a list of its own, which lacks what an
 * administrator has added. The system's is read only where Java's does not do, as that takes its time.
 */
final class SystemTrust extends X509ExtendedTrustManager {

    /** Where systems have it: Debian and its kin, Red Hat and its kin, SUSE, macOS and the BSDs. */
    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private final X509ExtendedTrustManager java;
    private final Optional<Path> file;
    private Optional<X509ExtendedTrustManager> system = Optional.empty();
    private boolean isRead;

    /**
     * The trust of the system.
     *
     * @param file where the system's authorities are, instead of the usual places
     */
    SystemTrust(X509ExtendedTrustManager java, Optional<Path> file) {
        this.java = java;
        this.file = file;
    }

    /** A way to check a certificate. */
    @FunctionalInterface
    private interface Check {
        void by(X509ExtendedTrustManager authorities) throws CertificateException;
    }

    private void check(Check check) throws CertificateException {
        try {
            check.by(java);
        } catch (CertificateException e) {
            Optional<X509ExtendedTrustManager> authorities = system();
            if (authorities.isEmpty()) {
                throw e;
            }
            check.by(authorities.get());
        }
    }

    /** Read once: polling makes connections again and again. */
    private synchronized Optional<X509ExtendedTrustManager> system() {
        if (!isRead) {
            system = read();
            isRead = true;
        }
        return system;
    }

    private Optional<X509ExtendedTrustManager> read() {
        List<Path> places = file.map(List::of).orElse(BUNDLES);
        for (Path place : places) {
            try {
                Collection<? extends Certificate> authorities = ClientTls.certificates(place);
                if (!authorities.isEmpty()) {
                    return Optional.of(ClientTls.trusting(authorities));
                }
            } catch (IOException | GeneralSecurityException notHere) {
                // The next place may have it; without any, Java's own verdict stands.
            }
        }
        return Optional.empty();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String authType, Socket socket) throws CertificateException {
        check(authorities -> authorities.checkServerTrusted(sent, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
            throws CertificateException {
        check(authorities -> authorities.checkServerTrusted(sent, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String authType) throws CertificateException {
        check(authorities -> authorities.checkServerTrusted(sent, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String authType, Socket socket) throws CertificateException {
        java.checkClientTrusted(sent, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
            throws CertificateException {
        java.checkClientTrusted(sent, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String authType) throws CertificateException {
        java.checkClientTrusted(sent, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return java.getAcceptedIssuers();
    }
}
