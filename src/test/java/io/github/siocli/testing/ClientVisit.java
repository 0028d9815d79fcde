package io.github.siocli.testing;

import java.time.Duration;

/** An official client in a process of its own that visits our server; {@code visitor.js} lists what it does there. */
public final class ClientVisit implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final NodeProcess process;

    private ClientVisit(NodeProcess process) {
        this.process = process;
    }

    /** Sends a client. */
    public static ClientVisit send(String url, String scenario, String options) {
        return new ClientVisit(NodeProcess.start("visitor.js", url, scenario, options));
    }

    /** What a client tells of its visit. */
    public static String tells(String url, String scenario, String options) {
        try (ClientVisit visitor = send(url, scenario, options)) {
            return visitor.awaitLine("");
        }
    }

    /** Waits for a line that contains the text, among all lines printed so far and yet to come. */
    public String awaitLine(String part) {
        return process.awaitLine(line -> line.contains(part), LIMIT);
    }

    /** Waits for the line with that number, counted from 0. */
    public String awaitLine(int number) {
        int[] seen = {-1};
        return process.awaitLine(line -> ++seen[0] == number, LIMIT);
    }

    /** Tells it to do something. */
    public void say(String line) {
        process.writeLine(line);
    }

    @Override
    public void close() {
        process.close();
    }
}
