package io.github.siocli.testing;

import java.time.Duration;

/** The official client, as the measure of what the fixtures do. */
public final class OfficialClient {

    private OfficialClient() {}

    /** Connects, asks for an echo, and returns a line of JSON about how that went. */
    public static String run(String url, String options) {
        try (NodeProcess client = start(url, options)) {
            return client.awaitLine(line -> true, Duration.ofSeconds(20));
        }
    }

    static NodeProcess start(String url, String options) {
        return NodeProcess.start("client.js", url, options);
    }
}
