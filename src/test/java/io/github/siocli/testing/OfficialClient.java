package io.github.siocli.testing;

import java.time.Duration;

/** The official client, used to check the test servers. */
public final class OfficialClient {

    private OfficialClient() {}

    /** Connects, requests an echo, and returns the result as a line of JSON. */
    public static String run(String url, String options) {
        try (NodeProcess client = start(url, options)) {
            return client.awaitLine(line -> true, Duration.ofSeconds(20));
        }
    }

    static NodeProcess start(String url, String options) {
        return NodeProcess.start("client.js", url, options);
    }
}
