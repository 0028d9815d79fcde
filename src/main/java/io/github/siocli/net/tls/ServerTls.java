package io.github.siocli.net.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the server shows who it is.
 *
 * @param certificate its certificate, and those between it and the authority, as PEM
 * @param key its private key, as PEM (PKCS#8)
 * @param password of the key
 */
public record ServerTls(Path certificate, Path key, Optional<String> password) {}
