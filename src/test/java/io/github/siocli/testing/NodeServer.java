package io.github.siocli.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Node server on its own port of 127.0.0.1. It ends with {@link #close()} or with this JVM. */
public final class NodeServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern READY = Pattern.compile("\\{\"port\":(\\d+)(,\"tls\":true)?}");
    private static final Map<String, NodeServer> SHARED = new ConcurrentHashMap<>();

    private final NodeProcess process;
    private final int port;
    private final boolean tls;

    private NodeServer(NodeProcess process, int port, boolean tls) {
        this.process = process;
        this.port = port;
        this.tls = tls;
    }

    /** Starts a real Socket.IO server. */
    public static NodeServer start(ServerVersion version) {
        return start(version, "{}");
    }

    /** Starts a real Socket.IO server with options, a JSON object; {@code server.js} documents them. */
    public static NodeServer start(ServerVersion version, String options) {
        return start("server.js", "--version", version.number(), "--options", options);
    }

    /** Starts a real Socket.IO server with TLS. */
    public static NodeServer start(ServerVersion version, Certificates certificate) {
        return start(version, "{\"tls\":" + certificate.options() + "}");
    }

    /**
     * Returns the shared server of a version, which runs as long as this JVM. Tests must leave no state in it and
     * must not close it.
     */
    public static NodeServer shared(ServerVersion version) {
        return shared(version, "json");
    }

    /** As {@link #shared(ServerVersion)}, with a parser, {@code json} or {@code msgpack}. */
    public static NodeServer shared(ServerVersion version, String parser) {
        return SHARED.computeIfAbsent(version + parser, absent -> start(version, "{\"parser\":\"" + parser + "\"}"));
    }

    /** Starts a server with one known fault; {@code failing-servers.js} lists them. */
    public static NodeServer broken(String kind, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = kind;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return start("failing-servers.js", all);
    }

    /**
     * Starts an Engine.IO server without Socket.IO; {@code engine-server.js} documents its options and the events that
     * control it.
     */
    public static NodeServer engine(String options) {
        return start("engine-server.js", "--options", options);
    }

    /**
     * Starts a proxy, {@code http}, {@code https} or {@code socks5}, with options, a JSON object; {@code proxy.js}
     * documents them.
     */
    public static NodeServer proxy(String kind, String options) {
        return start("proxy.js", kind, options);
    }

    /**
     * Starts a server that sends events named {@code data} as fast as they are read, then {@code end}. Websocket
     * only.
     */
    public static NodeServer flood(long count, int size) {
        return start("flood.js", "--count", Long.toString(count), "--size", Integer.toString(size));
    }

    /**
     * Starts two processes with a Socket.IO server on one port.
     *
     * @param isSticky true if connections from one address reach one process
     */
    public static NodeServer cluster(boolean isSticky) {
        return isSticky ? start("cluster.js", "--sticky", "IP") : start("cluster.js");
    }

    /** Starts a web page that connects to servers; {@code page.js} documents it. */
    public static NodeServer page() {
        return start("page.js");
    }

    /** Starts a web page with TLS that connects to servers. */
    public static NodeServer page(Certificates certificate) {
        return start("page.js", "--tls", certificate.options());
    }

    /** Starts a plain websocket server; {@code websocket.js} lists its paths. */
    public static NodeServer webSocket() {
        return start("websocket.js");
    }

    /** Starts a plain websocket server with TLS. */
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

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Returns the URL, such as {@code http://127.0.0.1:40123}; with TLS, the host is the name in the certificates. */
    public String url() {
        return tls ? "https://localhost:" + port : "http://127.0.0.1:" + port;
    }

    /** Returns the URL with a path, which is the namespace for Socket.IO. */
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

    /** Returns everything that the server has logged until now: one JSON object per line. */
    public List<String> log() {
        process.awaitOutput();
        return process.lines().stream()
                .skip(1)
                .filter(line -> !line.startsWith(NodeProcess.SYNC))
                .toList();
    }

    /** Sends an event to every client of a namespace; the event is a JSON array of name and arguments. */
    public void emit(String namespace, String event) {
        process.writeLine("{\"nsp\":\"%s\",\"emit\":%s}".formatted(namespace, event));
    }

    /** Disconnects every client of a namespace, and closes the connection if asked. */
    public void kick(String namespace, boolean close) {
        process.writeLine("{\"nsp\":\"%s\",\"kick\":%s}".formatted(namespace, close));
    }

    /** Sets the cases of a page, a JSON array. */
    public void setCases(String cases) {
        process.writeLine("{\"cases\":%s}".formatted(cases));
    }

    /** Cuts every TCP connection and continues to listen. */
    public void drop() {
        process.writeLine("{\"drop\":true}");
    }

    /** Returns true if the process is running. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the process and waits until it has ended. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
