package io.github.siocli.net.tls;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.BoundedReader;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.websocket.HostLookup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS configuration of one session.
 *
 * @param sockets adds TLS to connected sockets
 * @param trust checks certificates and their names, and records the server's chain
 * @param keys sends the user's certificate if the server asks for it
 * @param serverName replaces the host in SNI and in the certificate check
 */
public record ClientTls(
        SSLSocketFactory sockets, RecordingTrustManager trust, ClientKeyManager keys, Optional<String> serverName) {

    /** The type of key exchange that TLS 1.3 reports for every certificate. */
    private static final String ANY_KEY = "UNKNOWN";

    /**
     * Creates the configuration. Reads the trust store of the system or the given file, and the user's certificate.
     *
     * @throws FailureException if a file cannot be read
     */
    public static ClientTls create(TlsOptions options) throws FailureException {
        try {
            RecordingTrustManager trust = new RecordingTrustManager(trustManager(options), options.insecure());
            CertificateAndKey own = options.client().isPresent()
                    ? CertificateAndKey.read(options.client().get())
                    : null;
            ClientKeyManager keys = new ClientKeyManager(own);
            SSLSocketFactory sockets = new SniSocketFactory(
                    context(trust, keys).getSocketFactory(),
                    options.serverName().orElse(null));
            return new ClientTls(sockets, trust, keys, options.serverName());
        } catch (GeneralSecurityException e) {
            throw new FailureException(Failure.of(FailureKind.INTERNAL, "TLS cannot be set up: " + e.getMessage()), e);
        }
    }

    /** Returns true if a server completes a TLS handshake. Accepts every certificate. */
    public static boolean acceptsTls(ServerAddress server, Duration timeout) {
        int millis = (int) timeout.toMillis();
        try (Socket tcp = new Socket()) {
            tcp.connect(new InetSocketAddress(HostLookup.address(server.host()), server.port()), millis);
            tcp.setSoTimeout(millis);
            SSLSocketFactory sockets = context(new RecordingTrustManager(new SystemTrust(null), true))
                    .getSocketFactory();
            try (SSLSocket tls = (SSLSocket) sockets.createSocket(tcp, server.host(), server.port(), true)) {
                tls.startHandshake();
                return true;
            }
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    /** Returns true if the JDK's own list of authorities accepts a chain; other lists may accept it too. */
    public static boolean isTrustedByJdk(List<X509Certificate> chain) {
        try {
            trustingJdk().checkServerTrusted(chain.toArray(X509Certificate[]::new), ANY_KEY);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static SSLContext context(TrustManager trust, KeyManager... keys) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {trust}, new SecureRandom());
        return context;
    }

    private static X509ExtendedTrustManager trustManager(TlsOptions options)
            throws GeneralSecurityException, FailureException {
        if (options.authorities().isEmpty()) {
            SystemTrust trust = new SystemTrust(options.systemAuthorities().orElse(null));
            if (!options.insecure()) {
                trust.readInBackground();
            }
            return trust;
        }
        Path file = options.authorities().get();
        try {
            Collection<? extends Certificate> certificates = certificates(file);
            if (certificates.isEmpty()) {
                throw new FailureException(
                        Failure.of(FailureKind.FILE_UNREADABLE, file.toString(), "it holds no certificate"));
            }
            return trusting(certificates);
        } catch (NoSuchFileException e) {
            throw new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, file.toString(), "no such file"), e);
        } catch (CertificateException e) {
            throw new FailureException(
                    Failure.of(FailureKind.FILE_UNREADABLE, file.toString(), "it is not a PEM file with certificates"),
                    e);
        } catch (IOException e) {
            throw new FailureException(
                    Failure.of(FailureKind.FILE_UNREADABLE, file.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    /** Reads the certificates of a file. */
    static Collection<? extends Certificate> certificates(Path file) throws IOException, CertificateException {
        byte[] content = BoundedReader.certificates(file);
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
    }

    /** Returns a trust manager that accepts these certificates and those that they have signed. */
    static X509ExtendedTrustManager trusting(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return trusting(store);
    }

    /** Returns a trust manager that accepts the authorities of the JDK. */
    static X509ExtendedTrustManager trustingJdk() throws GeneralSecurityException {
        return trusting((KeyStore) null);
    }

    /**
     * Returns the trust manager of a key store; null stands for the store of the system, as in {@link
     * TrustManagerFactory}.
     */
    private static X509ExtendedTrustManager trusting(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }
}
