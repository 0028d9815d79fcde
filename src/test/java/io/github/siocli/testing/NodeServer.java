package io.github.siocli.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on a port of its own at 127.0.0.1, run by Node; it ends with {@link #close()}, or with this JVM. */
public final class NodeServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern READY = Pattern.compile("\\{\"port\":(\\d+)(,\"tls\":true)?}");
    private static final Map<ServerVersion, NodeServer> SHARED = new ConcurrentHashMap<>();

    private final NodeProcess process;
    private final int port;
    private final boolean tls;

    private NodeServer(NodeProcess process, int port, boolean tls) {
        this.process = process;
        this.port = port;
        this.tls = tls;
    }

    /** A real Socket.IO server. */
    public static NodeServer start(ServerVersion version) {
        return start(version, "{}");
    }

    /** A real Socket.IO server with options, a JSON object; {@code server.js} says which. */
    public static NodeServer start(ServerVersion version, String options) {
        return start("server.js", "--version", version.number(), "--options", options);
    }

    /** A real Socket.IO server behind TLS. */
    public static NodeServer start(ServerVersion version, Certificates certificate) {
        return start(version, "{\"tls\":" + certificate.options() + "}");
    }

    /** The one server of a version that runs as long as this JVM, for tests that leave nothing behind. Never close it. */
    public static NodeServer shared(ServerVersion version) {
        return SHARED.computeIfAbsent(version, NodeServer::start);
    }

    /** A server that fails in one known way; {@code broken.js} lists them. */
    public static NodeServer broken(String kind, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = kind;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return start("broken.js", all);
    }

    /** An Engine.IO server by hand with options, a JSON object; {@code engine.js} says which, and what events it obeys. */
    public static NodeServer engine(String options) {
        return start("engine.js", "--options", options);
    }

    /** A proxy of a kind, {@code http}, {@code https} or {@code socks5}, with options, a JSON object; {@code proxy.js} says which. */
    public static NodeServer proxy(String kind, String options) {
        return start("proxy.js", kind, options);
    }

    /** A server that sends events named {@code data} as fast as they are read, then {@code end}. Websocket only. */
    public static NodeServer flood(long count, int size) {
        return start("flood.js", "--count", Long.toString(count), "--size", Integer.toString(size));
    }

    /** A plain WebSocket server without Socket.IO; {@code websocket.js} lists what it does at which path. */
    public static NodeServer webSocket() {
        return start("websocket.js");
    }

    /** A plain WebSocket server behind TLS. */
    public static NodeServer webSocket(Certificates certificate) {
        return start("websocket.js", "--tls", certificate.options());
    }

    private static NodeServer start(String script, String... args) {
        NodeProcess process = NodeProcess.start(script, args);
        try {
            Matcher ready = READY.matcher(process.awaitLine(line -> true, LIMIT));
            if (!ready.matches()) {
                throw new AssertionError(script + " did not print its port but " + process.lines());
            }
            return new NodeServer(process, Integer.parseInt(ready.group(1)), ready.group(2) != null);
        } catch (AssertionError e) {
            process.kill();
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Its address, such as {@code http://127.0.0.1:40123}; behind TLS with the name that the certificates are for. */
    public String url() {
        return tls ? "https://localhost:" + port : "http://127.0.0.1:" + port;
    }

    /** Its address with a path, which for Socket.IO is the namespace. */
    public String url(String path) {
        return url() + path;
    }

    /** Waits for a line of the log that contains the text, and returns it. Earlier lines count. */
    public String awaitLog(String part) {
        return awaitLog(part, LIMIT);
    }

    /** Waits for a line of the log that contains the text, and returns it. Earlier lines count. */
    public String awaitLog(String part, Duration limit) {
        return awaitLog(line -> line.contains(part), limit);
    }

    /** Waits for a line of the log, and returns it. Earlier lines count. */
    public String awaitLog(Predicate<String> line, Duration limit) {
        return process.awaitLine(line, limit);
    }

    /** What it saw so far: one JSON object a line. */
    public List<String> log() {
        List<String> lines = process.lines();
        return lines.subList(1, lines.size());
    }

    /** Has it send an event to every client of a namespace; the event is a JSON array of name and arguments. */
    public void emit(String namespace, String event) {
        process.writeLine("{\"nsp\":\"%s\",\"emit\":%s}".formatted(namespace, event));
    }

    /** Has it disconnect every client of a namespace; the connection below is closed as well if wanted. */
    public void kick(String namespace, boolean close) {
        process.writeLine("{\"nsp\":\"%s\",\"kick\":%s}".formatted(namespace, close));
    }

    /** Has it cut every TCP connection, and listen on. */
    public void drop() {
        process.writeLine("{\"drop\":true}");
    }

    /** Whether the process still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a crash would, and waits until it is gone. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
