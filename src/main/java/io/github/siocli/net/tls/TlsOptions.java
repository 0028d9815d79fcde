package io.github.siocli.net.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The user's options for certificate checks and the client certificate.
 *
 * @param insecure true if every certificate is accepted
 * @param authorities a PEM file with the certificates to trust instead of the system's
 * @param systemAuthorities a PEM file with the system's authorities, if it is not in one of the usual places
 * @param client the files of the user's own certificate
 * @param serverName the server name for SNI and the certificate check; the host if empty
 */
public record TlsOptions(
        boolean insecure,
        Optional<Path> authorities,
        Optional<Path> systemAuthorities,
        Optional<CertificateFiles> client,
        Optional<String> serverName) {}
