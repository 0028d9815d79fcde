package io.github.siocli.startup;

import java.nio.file.Path;

/**
 * Servers that the command lines of a training run connect to.
 *
 * @param http URL of a server without TLS
 * @param https URL of a server with TLS
 * @param authority PEM file with the certificate of the authority that issued the certificate of the TLS server
 * @param flood URL of the server that sends events as fast as possible
 * @param tests file with tests that the servers pass
 */
record TrainingEnvironment(String http, String https, Path authority, String flood, Path tests) {

    /** Replaces the address in a URL by {@code localhost}, so that host names are looked up too. */
    static String withHostName(String url) {
        return url.replace("127.0.0.1", "localhost");
    }
}
