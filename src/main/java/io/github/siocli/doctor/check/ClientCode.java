package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.result.Advice.Snippet;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Client code in several languages for what was found to work. Values of auth payloads and header fields are
 * placeholders, because the code is meant to be shared.
 */
final class ClientCode {

    private static final String DEFAULT_PATH = "/socket.io/";

    private final String url;
    private final String namespace;
    private final String path;
    private final boolean isEio3;
    /** The only transport to use; empty for all. */
    private final List<String> transports;
    /** True if a session stays on its node only if the browser sends cookies. */
    private final boolean needsCookies;

    /** Names in the auth payload; empty for servers before Socket.IO 3, which have none. */
    private final List<String> auth;

    private final List<String> headers;
    /** Names of query parameters; for servers before Socket.IO 3 also those of the auth payload. */
    private final List<String> query;

    private ClientCode(CheckContext context, EngineOpening opening) {
        ConnectOptions options = Sessions.options(context);
        String first = options.namespaces().get(0);
        this.url = options.server().url();
        this.namespace = first.equals("/") ? "" : first;
        this.path = opening.path();
        this.isEio3 = opening.eio() == 3;
        this.transports = transports(context);
        this.needsCookies = transports.isEmpty()
                && context.facts()
                        .find(ServerFacts.STICKINESS)
                        .filter(Stickiness::needsCookies)
                        .isPresent();
        List<String> payload = options.auth()
                .filter(json -> json.kind() == Json.Kind.OBJECT)
                .map(json -> List.copyOf(json.members().keySet()))
                .orElse(List.of());
        this.auth = isEio3 ? List.of() : payload;
        this.headers = names(options.http().fields());
        List<String> parameters = new ArrayList<>(names(options.http().query()));
        parameters.addAll(isEio3 ? payload : List.of());
        this.query = parameters;
    }

    /** Returns the code; empty if no namespace was connected. */
    static List<Snippet> of(CheckContext context) {
        return context.facts().isKnown(ServerFacts.CONNECTED_NAMESPACES)
                ? new ClientCode(context, context.facts().get(ServerFacts.OPENING)).snippets()
                : List.of();
    }

    private static List<String> names(List<NameValue> values) {
        return values.stream().map(NameValue::name).distinct().toList();
    }

    private static List<String> transports(CheckContext context) {
        List<Transport> given = context.options().protocol().transports();
        if (given.size() == 1) {
            return List.of(given.get(0).wireName());
        }
        Optional<Stickiness> stickiness = context.facts().find(ServerFacts.STICKINESS);
        boolean worksByPolling = context.facts().isKnown(ServerFacts.LONG_POLL)
                && stickiness.filter(nodes -> nodes.withCookies() > 0).isEmpty();
        return worksByPolling || !context.facts().isKnown(ServerFacts.WEBSOCKET)
                ? List.of()
                : List.of(Transport.WEBSOCKET.wireName());
    }

    private List<Snippet> snippets() {
        String version = isEio3 ? "@2" : "@4";
        return List.of(
                Snippet.of(
                        "JavaScript (browser)",
                        "<script src=\"https://cdn.socket.io/" + (isEio3 ? "2.5.0" : "4.8.1")
                                + "/socket.io.min.js\"></script>\n" + browser()),
                Snippet.of(
                        "JavaScript (Node)",
                        "// npm install socket.io-client" + version + "\n"
                                + (isEio3
                                        ? "const io = require(\"socket.io-client\");"
                                        : "const { io } = require(\"socket.io-client\");")
                                + "\n" + javaScript(headers)),
                Snippet.of("Java", java("IO.Options options = new IO.Options();", ";", "", "Map.of(", ")")),
                Snippet.of("Kotlin (Android)", java("val options = IO.Options()", "", "array", "mapOf(", ")")),
                Snippet.of("Swift", swift()),
                Snippet.of("Dart", dart()),
                Snippet.of("Python", python()),
                Snippet.of("C#", cSharp()));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** Returns the code for browsers, which send header fields of scripts over polling only. */
    private String browser() {
        boolean usesPolling = !transports.contains(Transport.WEBSOCKET.wireName());
        String note = headers.isEmpty() || transports.contains(Transport.POLLING.wireName())
                ? ""
                : "// browsers send no extraHeaders with a websocket"
                        + (usesPolling ? ", only over polling" : "")
                        + ": pass " + String.join(", ", headers) + (isEio3 ? " in query\n" : " in auth or query\n");
        return note + javaScript(usesPolling ? headers : List.of());
    }

    /** Returns the call of the JavaScript client. */
    private String javaScript(List<String> extraHeaders) {
        List<String> members = new ArrayList<>();
        if (!path.equals(DEFAULT_PATH)) {
            members.add("path: " + quoted(path));
        }
        if (!path.endsWith("/")) {
            members.add("addTrailingSlash: false");
        }
        if (!transports.isEmpty()) {
            members.add("transports: [" + quoted(transports.get(0)) + "]");
        }
        if (needsCookies) {
            members.add("withCredentials: true");
        }
        if (!auth.isEmpty()) {
            members.add("auth: { " + pairs(auth, ": ") + " }");
        }
        if (!query.isEmpty()) {
            members.add("query: { " + pairs(query, ": ") + " }");
        }
        if (!extraHeaders.isEmpty()) {
            members.add("extraHeaders: { " + pairs(extraHeaders, ": ") + " }");
        }
        return "const socket = io(\"" + url + namespace + "\""
                + (members.isEmpty() ? "" : ", {\n  " + String.join(",\n  ", members) + "\n}") + ");";
    }

    private static String placeholder(String name) {
        return quoted("<" + name + ">");
    }

    private String java(String declaration, String end, String array, String openMap, String closeMap) {
        boolean isKotlin = !array.isEmpty();
        String pair = isKotlin ? " to " : ", ";
        List<String> lines = new ArrayList<>();
        lines.add("// io.socket:socket.io-client:" + (isEio3 ? "1.0.2" : "2.1.2"));
        lines.add(declaration);
        if (!path.equals(DEFAULT_PATH)) {
            lines.add("options.path = " + quoted(path) + end);
        }
        if (!transports.isEmpty()) {
            lines.add("options.transports = "
                    + (isKotlin
                            ? "arrayOf(" + quoted(transports.get(0)) + ")"
                            : "new String[] {" + quoted(transports.get(0)) + "}")
                    + end);
        }
        if (!auth.isEmpty()) {
            lines.add("options.auth = " + openMap + pairs(auth, pair) + closeMap + end);
        }
        if (!query.isEmpty()) {
            lines.add("options.query = " + quoted(queryString("")) + end);
        }
        if (!headers.isEmpty()) {
            String list = isKotlin ? "listOf(" : "List.of(";
            lines.add("options.extraHeaders = " + openMap
                    + headers.stream()
                            .map(name -> quoted(name) + pair + list + placeholder(name) + ")")
                            .collect(Collectors.joining(", "))
                    + closeMap + end);
        }
        lines.add((isKotlin ? "val socket = " : "Socket socket = ") + "IO.socket(" + quoted(url + namespace)
                + ", options)" + end);
        lines.add("socket.connect()" + end);
        return String.join("\n", lines);
    }

    private static String pairs(List<String> names, String separator) {
        return names.stream()
                .map(name -> quoted(name) + separator + placeholder(name))
                .collect(Collectors.joining(", "));
    }

    private String swift() {
        List<String> config = new ArrayList<>();
        config.add(".version(" + (isEio3 ? ".two" : ".three") + ")");
        if (!path.equals(DEFAULT_PATH)) {
            config.add(".path(" + quoted(path) + ")");
        }
        if (!transports.isEmpty()) {
            config.add(transports.contains("websocket") ? ".forceWebsockets(true)" : ".forcePolling(true)");
        }
        if (!query.isEmpty()) {
            config.add(".connectParams([" + pairs(query, ": ") + "])");
        }
        if (!headers.isEmpty()) {
            config.add(".extraHeaders([" + pairs(headers, ": ") + "])");
        }
        String payload = auth.isEmpty() ? "" : "withPayload: [" + pairs(auth, ": ") + "]";
        return "// https://github.com/socketio/socket.io-client-swift, version 16\n"
                + "let manager = SocketManager(socketURL: URL(string: " + quoted(url) + ")!, config: ["
                + String.join(", ", config) + "])\n"
                + "let socket = manager."
                + (namespace.isEmpty() ? "defaultSocket" : "socket(forNamespace: " + quoted(namespace) + ")")
                + "\nsocket.connect(" + payload + ")";
    }

    private String dart() {
        List<String> calls = new ArrayList<>();
        if (!path.equals(DEFAULT_PATH)) {
            calls.add(".setPath('" + path + "')");
        }
        if (!transports.isEmpty()) {
            calls.add(".setTransports(['" + transports.get(0) + "'])");
        }
        if (!auth.isEmpty()) {
            calls.add(".setAuth({" + pairs(auth, ": ") + "})");
        }
        if (!query.isEmpty()) {
            calls.add(".setQuery({" + pairs(query, ": ") + "})");
        }
        if (!headers.isEmpty()) {
            calls.add(".setExtraHeaders({" + pairs(headers, ": ") + "})");
        }
        return "// dart pub add socket_io_client:" + (isEio3 ? "^1.0.2" : "^3.0.0") + "\nfinal socket = IO.io('" + url
                + namespace + "', IO.OptionBuilder()" + String.join("", calls) + ".build());";
    }

    private String python() {
        List<String> arguments = new ArrayList<>();
        arguments.add(quoted(url + queryString("?")));
        if (!path.equals(DEFAULT_PATH)) {
            arguments.add("socketio_path=" + quoted(path.replaceAll("^/|/$", "")));
        }
        if (!transports.isEmpty()) {
            arguments.add("transports=[" + quoted(transports.get(0)) + "]");
        }
        if (!auth.isEmpty()) {
            arguments.add("auth={" + pairs(auth, ": ") + "}");
        }
        if (!headers.isEmpty()) {
            arguments.add("headers={" + pairs(headers, ": ") + "}");
        }
        if (!namespace.isEmpty()) {
            arguments.add("namespaces=[" + quoted(namespace) + "]");
        }
        return "# pip install \"python-socketio[client]" + (isEio3 ? "<5\"" : ">=5\"") + "\nimport socketio\n"
                + "sio = socketio.Client()\nsio.connect(" + String.join(", ", arguments) + ")";
    }

    private String queryString(String prefix) {
        return query.isEmpty()
                ? ""
                : query.stream().map(name -> name + "=<" + name + ">").collect(Collectors.joining("&", prefix, ""));
    }

    private String cSharp() {
        List<String> members = new ArrayList<>();
        members.add("EIO = EngineIO." + (isEio3 ? "V3" : "V4"));
        if (!path.equals(DEFAULT_PATH)) {
            members.add("Path = " + quoted(path));
        }
        if (!transports.isEmpty()) {
            members.add(
                    transports.contains("websocket")
                            ? "Transport = TransportProtocol.WebSocket"
                            : "Transport = TransportProtocol.Polling, AutoUpgrade = false");
        }
        if (!auth.isEmpty()) {
            members.add("Auth = new Dictionary<string, string> { " + entries(auth) + " }");
        }
        if (!query.isEmpty()) {
            members.add("Query = new Dictionary<string, string> { " + entries(query) + " }");
        }
        if (!headers.isEmpty()) {
            members.add("ExtraHeaders = new Dictionary<string, string> { " + entries(headers) + " }");
        }
        return "// dotnet add package SocketIOClient --version 3.1.2\nvar socket = new SocketIOClient.SocketIO("
                + quoted(url + namespace) + ", new SocketIOOptions { " + String.join(", ", members)
                + " });\nawait socket.ConnectAsync();";
    }

    private static String entries(List<String> names) {
        return names.stream()
                .map(name -> "[" + quoted(name) + "] = " + placeholder(name))
                .collect(Collectors.joining(", "));
    }
}
