package io.github.siocli.startup;

import java.nio.file.Path;

/**
 * Where a rehearsal takes place.
 *
 * @param http URL of a server
 * @param https URL of a server with TLS
 * @param authority the certificate of the authority behind that one, a PEM file
 * @param flood URL of a flood
 */
record TrainingEnvironment(String http, String https, Path authority, String flood) {

    /** The same URL with this machine's name for its address, as most servers are called by a name. */
    static String named(String url) {
        return url.replace("127.0.0.1", "localhost");
    }
}
