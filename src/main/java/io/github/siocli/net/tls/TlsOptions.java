package io.github.siocli.net.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How certificates are checked, and ours is shown.
 *
 * @param insecure whether any certificate will do
 * @param authorities a PEM file with the certificates to trust instead of the system's
 * @param systemAuthorities a PEM file with those of the system, where they are not in one of the usual places
 * @param client where our own certificate is
 * @param serverName the name that the server is called by (SNI), and that its certificate must be for; the host
 *     where there is none
 */
public record TlsOptions(
        boolean insecure,
        Optional<Path> authorities,
        Optional<Path> systemAuthorities,
        Optional<CertificateFiles> client,
        Optional<String> serverName) {}
