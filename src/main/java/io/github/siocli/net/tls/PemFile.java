package io.github.siocli.net.tls;

import io.github.siocli.event.FailureException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PEM file with certificates and keys (RFC 7468).
 *
 * @param file the name of the file, for messages
 * @param blocks the blocks of the file in order; empty if it is not a PEM file
 */
record PemFile(Path file, List<Block> blocks) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z-]+:.*$");

    /**
     * One certificate or key.
     *
     * @param label the label of the block, such as CERTIFICATE
     * @param encrypted true if the key is encrypted in the traditional format, which is older than PKCS#8
     */
    record Block(String label, boolean encrypted, byte[] der) {

        boolean isCertificate() {
            return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
        }

        boolean isPrivateKey() {
            return label.endsWith("PRIVATE KEY");
        }
    }

    static PemFile of(Path file, byte[] content) throws FailureException {
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (found.find()) {
            String text = found.group(2);
            String base64 = HEADER.matcher(text).replaceAll("").replaceAll("\\s", "");
            try {
                blocks.add(new Block(
                        found.group(1),
                        text.contains("Proc-Type: 4,ENCRYPTED"),
                        Base64.getDecoder().decode(base64)));
            } catch (IllegalArgumentException e) {
                throw CertificateAndKey.unreadable(file, "the " + found.group(1) + " in it is not Base64", e);
            }
        }
        return new PemFile(file, blocks);
    }

    /** Returns the certificates of the file, at least one. */
    List<X509Certificate> certificates() throws FailureException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.isCertificate()) {
                certificates.add(certificate(block));
            }
        }
        if (certificates.isEmpty()) {
            throw CertificateAndKey.unreadable(
                    file,
                    labels().isEmpty() ? "it is neither PEM nor PKCS#12" : "it holds no certificate but " + labels(),
                    null);
        }
        return certificates;
    }

    private X509Certificate certificate(Block block) throws FailureException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException e) {
            throw CertificateAndKey.unreadable(file, "a certificate in it is invalid", e);
        }
    }

    /**
     * Returns the first private key of the file.
     *
     * @param password the password of an encrypted key; null for none
     * @param owners public keys of which one should belong to the private key
     */
    PrivateKey privateKey(@Nullable String password, List<PublicKey> owners) throws FailureException {
        for (Block block : blocks) {
            if (block.isPrivateKey()) {
                return new PrivateKeys(file, owners).read(block, password);
            }
        }
        if (blocks.isEmpty()) {
            throw CertificateAndKey.unreadable(file, "it is not a PEM file with a private key", null);
        }
        throw CertificateAndKey.wrong(
                file + " holds no private key but " + labels(), "name the key file with --key FILE");
    }

    private String labels() {
        return String.join(", ", blocks.stream().map(Block::label).distinct().toList());
    }
}
