package io.github.siocli.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Official clients of both generations in one process, which a test controls. */
public final class OfficialClients implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final NodeProcess process;
    private final Map<String, Integer> told = new HashMap<>();

    private OfficialClients(NodeProcess process) {
        this.process = process;
    }

    /**
     * Starts the process without clients.
     *
     * @param options options of all clients, as JSON
     */
    public static OfficialClients at(String url, String options) {
        return new OfficialClients(NodeProcess.start("client-scenarios.js", url, "commands", options));
    }

    /** Starts a client and returns at once. */
    public OfficialClients comes(String who, String options) {
        return say(who, "open", options);
    }

    /** Starts a client and waits until it is connected. */
    public OfficialClients joins(String who, String options) {
        comes(who, options);
        expect(who, "\"connect\"");
        return this;
    }

    /** Emits an event of a client: a JSON array with its name. */
    public OfficialClients emits(String who, String event) {
        return say(who, "emit", event);
    }

    /** Emits an event of a client and requests an acknowledgement. */
    public OfficialClients asks(String who, String event) {
        return say(who, "ask", event);
    }

    /** Disconnects a client. */
    public OfficialClients leaves(String who) {
        return say(who, "leave", "true");
    }

    private OfficialClients say(String who, String what, String how) {
        process.writeLine("{\"client\":\"" + who + "\",\"" + what + "\":" + how + "}");
        return this;
    }

    /** Returns the next report of a client: JSON, without the brackets and its name. */
    public String next(String who) {
        String start = "[\"" + who + "\",";
        int wanted = told.merge(who, 1, Integer::sum);
        int[] seen = {0};
        String line = process.awaitLine(told -> told.startsWith(start) && ++seen[0] == wanted, LIMIT);
        return line.substring(start.length(), line.length() - 1);
    }

    /** Waits for the next report of a client and checks it. */
    public OfficialClients expect(String who, String what) {
        String next = next(who);
        if (!next.equals(what)) {
            throw new AssertionError(who + " tells " + next + " and not " + what);
        }
        return this;
    }

    @Override
    public void close() {
        process.close();
    }
}
