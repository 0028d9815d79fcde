package io.github.siocli.net.tls;

import io.github.siocli.event.FailureException;

/**
 * The certificate of a server, with its private key.
 *
 * @param files the files, in any format that {@link CertificateAndKey} reads
 */
public record ServerTls(CertificateFiles files) {

    /**
     * Reads the files.
     *
     * @throws FailureException if a file cannot be read, or if the key does not belong to the certificate
     */
    public CertificateAndKey read() throws FailureException {
        return CertificateAndKey.read(files);
    }
}
