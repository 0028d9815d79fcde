package io.github.siocli.testing;

import java.time.Duration;

/** A process with an official client that connects to our server; {@code client-scenarios.js} lists its scenarios. */
public final class ClientVisit implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final NodeProcess process;

    private ClientVisit(NodeProcess process) {
        this.process = process;
    }

    /** Starts a client. */
    public static ClientVisit send(String url, String scenario, String options) {
        return new ClientVisit(NodeProcess.start("client-scenarios.js", url, scenario, options));
    }

    /** Runs a client to its end and returns its report. */
    public static String tells(String url, String scenario, String options) {
        try (ClientVisit visitor = send(url, scenario, options)) {
            return visitor.awaitLine("");
        }
    }

    /** Waits for a line that contains the text. Earlier lines count. */
    public String awaitLine(String part) {
        return process.awaitLine(line -> line.contains(part), LIMIT);
    }

    /** Waits for the line with a number, counted from 0. */
    public String awaitLine(int number) {
        int[] seen = {-1};
        return process.awaitLine(line -> ++seen[0] == number, LIMIT);
    }

    /** Sends a command to the client. */
    public void say(String line) {
        process.writeLine(line);
    }

    @Override
    public void close() {
        process.close();
    }
}
