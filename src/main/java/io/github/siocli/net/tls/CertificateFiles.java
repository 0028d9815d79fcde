package io.github.siocli.net.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that contain a certificate and its private key.
 *
 * @param certificate a PEM file with the certificate and those of its issuers, or a PKCS#12 file
 * @param key a PEM file with the private key; empty if the first file contains the key
 * @param password the passphrase of the key, if it is encrypted
 */
public record CertificateFiles(Path certificate, Optional<Path> key, Optional<String> password) {

    /** Omits the password. */
    @Override
    public String toString() {
        return "CertificateFiles[" + certificate + ", " + key + "]";
    }
}
