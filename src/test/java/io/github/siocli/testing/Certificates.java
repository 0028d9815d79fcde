package io.github.siocli.testing;

import java.nio.file.Path;

/** Certificates for a server on localhost, made when they are first asked for. All but the first are signed by {@link #authority()}. */
public enum Certificates {
    /** For localhost, signed by itself. */
    SELF_SIGNED(CertificateOrder.selfSigned("localhost")),
    /** For localhost, in order for whoever trusts the authority. */
    SIGNED(CertificateOrder.signedBy("authority", "localhost")),
    /** Signed by an authority between, whose certificate is not sent along. */
    INCOMPLETE_CHAIN(CertificateOrder.signedBy("intermediate", "localhost")),
    /** Valid until five days ago. */
    EXPIRED(CertificateOrder.signedBy("authority", "localhost").valid(-10, 5)),
    /** Valid in ten days. */
    NOT_YET_VALID(CertificateOrder.signedBy("authority", "localhost").valid(10, 20)),
    /** For another host. */
    OTHER_HOST(CertificateOrder.signedBy("authority", "other.example")),
    /** For a client. */
    CLIENT(CertificateOrder.signedBy("authority", "client.example"));

    /** The password of each {@link #keyStore()}. */
    public static final String PASSWORD = "changeit";

    private final CertificateOrder order;

    Certificates(CertificateOrder order) {
        this.order = order;
    }

    /** The certificate that the server sends, as PEM. */
    public Path certificate() {
        return CertificateWorkshop.make(name(), order).certificate();
    }

    /** Its private key, as PEM. */
    public Path key() {
        return CertificateWorkshop.make(name(), order).key();
    }

    /** Key and certificate as PKCS#12, with {@link #PASSWORD}. */
    public Path keyStore() {
        return CertificateWorkshop.make(name(), order).keyStore();
    }

    /** The certificate of the authority to trust, as PEM. */
    public Path authority() {
        return CertificateWorkshop.make(name(), order).authority();
    }

    /** The option {@code tls} of {@code server.js}. */
    public String options() {
        return "{%s}".formatted(keyAndCertificate());
    }

    /** The same for a server that lets in only clients with a certificate of the authority, such as {@link #CLIENT}. */
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
