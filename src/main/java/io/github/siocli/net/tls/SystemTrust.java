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
import org.jspecify.annotations.Nullable;

/**
 * Trusts the authorities of the JDK and those of the operating system, because many JDKs have their own list, which
 * lacks the authorities that an administrator has added. Reading a list takes tens of milliseconds. The JDK's list is
 * read while the connection is established; the system's list is read only if the JDK's list rejects a certificate.
 */
final class SystemTrust extends X509ExtendedTrustManager {

    /** The usual places of the list: Debian, Red Hat and SUSE with their derivatives, macOS and the BSDs. */
    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private final List<Path> places;
    /** Trusts the authorities of the JDK; null until they are read. */
    private @Nullable X509ExtendedTrustManager java;
    /** Trusts the authorities of the system; null until they are read, and if there is no list of them. */
    private @Nullable X509ExtendedTrustManager system;

    private boolean isRead;

    /**
     * Creates a trust manager.
     *
     * @param file the file with the system's authorities; null for the usual places
     */
    SystemTrust(@Nullable Path file) {
        this.places = file == null ? BUNDLES : List.of(file);
    }

    /** Starts to read the JDK's list on a thread of its own, and returns at once. */
    void readInBackground() {
        Thread thread = new Thread(this::tryToReadJava, "sio-authorities");
        thread.setDaemon(true);
        thread.start();
    }

    private void tryToReadJava() {
        try {
            java();
        } catch (CertificateException e) {
            // The check of a certificate reports it.
        }
    }

    private synchronized X509ExtendedTrustManager java() throws CertificateException {
        if (java == null) {
            try {
                java = ClientTls.trustingJdk();
            } catch (GeneralSecurityException e) {
                throw new CertificateException("the list of authorities of the JDK cannot be read", e);
            }
        }
        return java;
    }

    /** A check of a certificate by a trust manager. */
    @FunctionalInterface
    private interface Check {
        void by(X509ExtendedTrustManager authorities) throws CertificateException;
    }

    private void check(Check check) throws CertificateException {
        try {
            check.by(java());
        } catch (CertificateException e) {
            Optional<X509ExtendedTrustManager> authorities = system();
            if (authorities.isEmpty()) {
                throw e;
            }
            check.by(authorities.get());
        }
    }

    /** Read once, because polling opens many connections. */
    private synchronized Optional<X509ExtendedTrustManager> system() {
        if (!isRead) {
            system = read().orElse(null);
            isRead = true;
        }
        return Optional.ofNullable(system);
    }

    private Optional<X509ExtendedTrustManager> read() {
        for (Path place : places) {
            try {
                Collection<? extends Certificate> authorities = ClientTls.certificates(place);
                if (!authorities.isEmpty()) {
                    return Optional.of(ClientTls.trusting(authorities));
                }
            } catch (IOException | GeneralSecurityException notHere) {
                // Try the next place. Without any list, the result of the JDK's check stands.
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
        java().checkClientTrusted(sent, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
            throws CertificateException {
        java().checkClientTrusted(sent, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String authType) throws CertificateException {
        java().checkClientTrusted(sent, authType);
    }

    /** Returns nothing: only servers send such a list, and an HTTP client that asks need not wait for it. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
