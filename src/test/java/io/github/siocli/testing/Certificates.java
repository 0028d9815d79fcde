package io.github.siocli.testing;

import java.nio.file.Path;

/**
 * Certificates for a server on localhost, generated on first use. All but the first are signed by {@link
 * #authority()}.
 */
public enum Certificates {
    /** For localhost, self-signed. */
    SELF_SIGNED(CertificateOrder.selfSigned("localhost")),
    /** For localhost, valid for clients that trust the authority. */
    SIGNED(CertificateOrder.signedBy("authority", "localhost")),
    /** Signed by an intermediate authority whose certificate the server does not send. */
    INCOMPLETE_CHAIN(CertificateOrder.signedBy("intermediate", "localhost")),
    /** Valid until five days ago. */
    EXPIRED(CertificateOrder.signedBy("authority", "localhost").valid(-10, 5)),
    /** Valid in ten days. */
    NOT_YET_VALID(CertificateOrder.signedBy("authority", "localhost").valid(10, 20)),
    /** For another host. */
    OTHER_HOST(CertificateOrder.signedBy("authority", "other.example")),
    /** For all hosts of a domain. */
    WILDCARD(CertificateOrder.signedBy("authority", "*.other.example")),
    /** With an address as host name, which is not a valid name of that address. */
    ADDRESS_AS_NAME(CertificateOrder.signedBy("authority", "127.0.0.1")),
    /** Signed with a certificate that the authority has issued, but not for an authority. */
    IMPOSTOR(CertificateOrder.signedBy("server", "localhost").sendingSigner()),
    /** Signed by an intermediate authority that expired five days ago. */
    EXPIRED_ISSUER(CertificateOrder.signedBy("expired-issuer", "localhost").sendingSigner()),
    /** For localhost, with an extended key usage for clients only. */
    WRONG_USAGE(CertificateOrder.signedBy("authority", "localhost").forClients()),
    /** For a client. */
    CLIENT(CertificateOrder.signedBy("authority", "client.example"));

    /** Password of each {@link #keyStore()}. */
    public static final String PASSWORD = "changeit";

    private final CertificateOrder order;

    Certificates(CertificateOrder order) {
        this.order = order;
    }

    /** Returns the certificate of the server, as PEM. */
    public Path certificate() {
        return CertificateWorkshop.make(name(), order).certificate();
    }

    /** Returns its private key, as PEM. */
    public Path key() {
        return CertificateWorkshop.make(name(), order).key();
    }

    /** Returns key and certificate as PKCS#12, with {@link #PASSWORD}. */
    public Path keyStore() {
        return CertificateWorkshop.make(name(), order).keyStore();
    }

    /** Returns the certificate of the trusted authority, as PEM. */
    public Path authority() {
        return CertificateWorkshop.make(name(), order).authority();
    }

    /** Returns the option {@code tls} of {@code server.js}. */
    public String options() {
        return "{%s}".formatted(keyAndCertificate());
    }

    /**
     * Returns the option {@code tls} for a server that accepts only clients with a certificate of the authority, such
     * as {@link #CLIENT}.
     */
    public String optionsForKnownClients() {
        return "{%s,\"ca\":\"%s\",\"requestCert\":true}".formatted(keyAndCertificate(), portable(authority()));
    }

    private String keyAndCertificate() {
        return "\"key\":\"%s\",\"cert\":\"%s\"".formatted(portable(key()), portable(certificate()));
    }

    private static String portable(Path file) {
        return file.toString().replace('\\', '/');
    }
}
