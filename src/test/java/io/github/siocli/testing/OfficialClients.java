package io.github.siocli.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Official clients of both generations, together in one process, that visit our server and do what they are told. */
public final class OfficialClients implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final NodeProcess process;
    private final Map<String, Integer> told = new HashMap<>();

    private OfficialClients(NodeProcess process) {
        this.process = process;
    }

    /**
     * A party where nobody is yet.
     *
     * @param options of all clients, as JSON
     */
    public static OfficialClients at(String url, String options) {
        return new OfficialClients(NodeProcess.start("visitor.js", url, "party", options));
    }

    /** A client comes; nothing is waited for. */
    public OfficialClients comes(String who, String options) {
        return say(who, "open", options);
    }

    /** A client comes and is connected. */
    public OfficialClients joins(String who, String options) {
        comes(who, options);
        expect(who, "\"connect\"");
        return this;
    }

    /** A client sends an event: a JSON array with its name. */
    public OfficialClients emits(String who, String event) {
        return say(who, "emit", event);
    }

    /** A client sends an event and wants it acknowledged. */
    public OfficialClients asks(String who, String event) {
        return say(who, "ask", event);
    }

    /** A client disconnects. */
    public OfficialClients leaves(String who) {
        return say(who, "leave", "true");
    }

    private OfficialClients say(String who, String what, String how) {
        process.writeLine("{\"who\":\"" + who + "\",\"" + what + "\":" + how + "}");
        return this;
    }

    /** What a client tells next: JSON, without the brackets and its name. */
    public String next(String who) {
        String start = "[\"" + who + "\",";
        int wanted = told.merge(who, 1, Integer::sum);
        int[] seen = {0};
        String line = process.awaitLine(told -> told.startsWith(start) && ++seen[0] == wanted, LIMIT);
        return line.substring(start.length(), line.length() - 1);
    }

    /** Waits for what a client tells next, which must be that. */
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
