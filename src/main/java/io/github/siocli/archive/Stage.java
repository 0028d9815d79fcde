package io.github.siocli.archive;

import java.nio.file.Path;

/**
 * Where a rehearsal takes place.
 *
 * @param http URL of a server
 * @param https URL of a server with TLS
 * @param certificate the certificate of that one, a PEM file
 */
record Stage(String http, String https, Path certificate) {}
