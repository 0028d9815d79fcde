package io.github.siocli.net.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the certificate for a client is.
 *
 * @param certificate a PEM file with the certificate and those of its issuers, or a PKCS#12 file
 * @param key a PEM file with the private key, where it is not in the first file
 * @param password what opens the key
 */
public record CertificateFiles(Path certificate, Optional<Path> key, Optional<String> password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "CertificateFiles[" + certificate + ", " + key + "]";
    }
}
