package io.github.siocli.net.tls;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.BoundedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate chain with its private key.
 *
 * @param key the private key
 * @param chain the certificate that belongs to the key, followed by the other certificates of its file
 */
public record CertificateAndKey(PrivateKey key, List<X509Certificate> chain) {

    public CertificateAndKey {
        chain = List.copyOf(chain);
    }

    /**
     * Reads a chain and its key from PEM or PKCS#12 files.
     *
     * @throws FailureException if a file cannot be read or has another format, or if the password or the key is wrong
     */
    public static CertificateAndKey read(CertificateFiles files) throws FailureException {
        byte[] content = bytes(files.certificate());
        if (Pkcs12.isPkcs12(content)) {
            return Pkcs12.read(files, content);
        }
        List<X509Certificate> certificates =
                PemFile.of(files.certificate(), content).certificates();
        Path keyFile = files.key().orElse(files.certificate());
        byte[] keyContent = files.key().isPresent() ? bytes(keyFile) : content;
        List<PublicKey> owners =
                certificates.stream().map(X509Certificate::getPublicKey).toList();
        PrivateKey key =
                PemFile.of(keyFile, keyContent).privateKey(files.password().orElse(null), owners);
        return new CertificateAndKey(key, ordered(certificates, key, files));
    }

    /** Moves the certificate of the key to the front, because a file may contain its certificates in any order. */
    private static List<X509Certificate> ordered(
            List<X509Certificate> certificates, PrivateKey key, CertificateFiles files) throws FailureException {
        for (X509Certificate certificate : certificates) {
            if (belongs(key, certificate.getPublicKey())) {
                List<X509Certificate> ordered = new ArrayList<>(certificates);
                ordered.remove(certificate);
                ordered.add(0, certificate);
                return ordered;
            }
        }
        String place = files.key().map(file -> "the key in " + file).orElse("its key");
        throw wrong(
                place + " does not match the certificate in " + files.certificate(),
                "compare the public keys: openssl x509 -noout -pubkey, openssl pkey -pubout");
    }

    private static boolean belongs(PrivateKey key, PublicKey owner) {
        if (!key.getAlgorithm().equals(owner.getAlgorithm())) {
            return false;
        }
        byte[] text = "sio".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(signatureFor(key));
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(owner);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherKey) {
            return false;
        }
    }

    private static String signatureFor(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    private static byte[] bytes(Path file) throws FailureException {
        try {
            return BoundedReader.certificates(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "no such file or directory", e);
        } catch (AccessDeniedException e) {
            throw unreadable(file, "permission denied", e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    static FailureException unreadable(Path file, String why, Exception cause) {
        return new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, file.toString(), why), cause);
    }

    static FailureException wrong(String what, String hint) {
        return new FailureException(Failure.of(FailureKind.USAGE, what, hint));
    }

    /**
     * Returns the failure for a key that cannot be decrypted.
     *
     * @param hasPassword true if there is a password, which is wrong
     */
    static FailureException encrypted(Path file, boolean hasPassword) {
        return hasPassword
                ? wrong("wrong passphrase for the key in " + file, "check --key-pass or SIO_KEY_PASS")
                : wrong(
                        "the key in " + file + " is encrypted",
                        "--key-pass PASSWORD, --key-pass @FILE, or SIO_KEY_PASS in the environment");
    }
}
