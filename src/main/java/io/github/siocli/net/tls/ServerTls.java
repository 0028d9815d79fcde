package io.github.siocli.net.tls;

import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The certificate of a server, with its private key.
 *
 * @param files the files, in any format that {@link CertificateAndKey} reads
 */
public record ServerTls(CertificateFiles files) {

    /**
     * Creates the configuration for two PEM files.
     *
     * @param certificate the certificate of the server, with those of its issuers
     * @param key the private key
     * @param password the passphrase of the key, if it is encrypted
     */
    public ServerTls(Path certificate, Path key, Optional<String> password) {
        this(new CertificateFiles(certificate, Optional.of(key), password));
    }

    /**
     * Reads the files.
     *
     * @throws FailureException if a file cannot be read, or if the key does not belong to the certificate
     */
    public CertificateAndKey read() throws FailureException {
        return CertificateAndKey.read(files);
    }
}
