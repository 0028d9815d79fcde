package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.Haproxy;
import io.github.siocli.testing.Nginx;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.Programs;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares what {@code sio doctor --origin} says about pages with what Chromium does with the same servers. The verdicts of
 * Chromium are recorded in a file, because its installation takes longer than all these tests; {@code
 * -Dchromium.record=true} records them again.
 */
class DoctorBrowserIT {

    private static final boolean RECORDS = Boolean.getBoolean("chromium.record");
    private static final Path VERDICTS = Path.of("src", "test", "resources", "chromium", "verdicts.txt");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Groups: origin; polling; polling with credentials; websocket. */
    private static final Pattern EVIDENCE = Pattern.compile(
            "([^ ]+): polling (works|blocked).*?; with credentials (works|blocked).*?; websocket (works|blocked)");

    private static final Pattern VERDICT = Pattern.compile(
            "\"name\":\"([^\"]+)\",\"plain\":(true|false),\"credentials\":(true|false),\"websocket\":(true|false)");

    /** Nodes keep no session of the other one; a cookie says which node to use. */
    private static final String NODES = """
            frontend all
              bind PORT%s
              default_backend nodes
            backend nodes
              balance roundrobin
              %s
              server a 127.0.0.1:%d cookie a
              server b 127.0.0.1:%d cookie b
            """;

    @TempDir
    private Path directory;

    private final List<AutoCloseable> started = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    /** The servers of 4.8, by their options. */
    private final Map<String, NodeServer> servers = new HashMap<>();

    private NodeServer page;
    private NodeServer securePage;
    /** The pages by their names: the name of the query, and the address without it. */
    private Map<String, String> pages;

    /**
     * A server and a page.
     *
     * @param options more options of {@code sio doctor}
     */
    private record Case(
            String name, String page, String url, boolean isEio3, Map<String, String> headers, List<String> options) {

        private String toJson(boolean isOwnPage) {
            String fields = headers.entrySet().stream()
                    .map(field -> "\"%s\":\"%s\"".formatted(field.getKey(), field.getValue()))
                    .collect(Collectors.joining(","));
            return "{\"name\":\"%s\",\"page\":\"%s\",\"url\":\"%s\",\"eio3\":%s%s}"
                    .formatted(
                            name,
                            page,
                            isOwnPage ? "/" : url,
                            isEio3,
                            fields.isEmpty() ? "" : ",\"headers\":{" + fields + "}");
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : started) {
            closeable.close();
        }
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        started.add(closeable);
        return closeable;
    }

    @Test
    void agreesWithChromium() throws IOException, InterruptedException {
        startPages();
        addServersWithCors();
        addServersBehindProxies();
        addOtherPages();
        if (RECORDS) {
            record();
        }
        assertThat(verdictsOfDoctor()).isEqualTo(Files.readString(VERDICTS));
    }

    @Test
    void advisesToAllowTheOrigin() {
        DoctorReport report = reportFor("https://app.example", "{}");
        assertThat(report.fact("browser"))
                .isEqualTo(
                        "pages of https://app.example cannot connect with a browser: no Access-Control-Allow-Origin");
        assertThat(report.firstAdvice())
                .contains("\"server code\"")
                .contains("cors: { origin: [\\\"https://app.example\\\"] }");
        assertThat(report.code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void acceptsAClientThatStartsWithWebsocket() {
        DoctorReport report =
                DoctorReport.of(server("{}"), "--origin", "https://app.example", "--transport", "websocket,polling");
        assertThat(report.status("browser")).isEqualTo("ok");
        assertThat(report.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void advisesToSetTheFieldInOnePlace() {
        page = closing(NodeServer.page());
        String origin = "https://app.example";
        String url = behind(cors(origin, ""), "add_header Access-Control-Allow-Origin " + origin + " always;");
        DoctorReport report = DoctorReport.of(url, "--origin", origin);
        assertThat(report.firstAdvice())
                .contains("\"proxy configuration\"")
                .contains("proxy_hide_header Access-Control-Allow-Origin;");
    }

    @Test
    void advisesToAllowAHeaderField() {
        assertThat(reportFor(
                                "https://app.example",
                                cors("https://app.example", ",\"allowedHeaders\":[]"),
                                "-H",
                                "X-Token: 1")
                        .firstAdvice())
                .contains("allowedHeaders: [\\\"x-token\\\"]");
        assertThat(DoctorReport.of(
                                NodeServer.shared(ServerVersion.V2_5).url(),
                                "--origin",
                                "https://app.example",
                                "-H",
                                "X-Token: 1")
                        .firstAdvice())
                .contains("handlePreflightRequest");
    }

    @Test
    void advisesToAcceptARefusedOrigin() {
        DoctorReport report = reportFor("https://app.example", "{\"refuseOrigin\":true}");
        assertThat(report.fact("browser"))
                .contains("the server refuses the request: 403 Forbidden: this origin is not allowed");
        assertThat(report.firstAdvice()).contains("let allowRequest()").contains("accept https://app.example");
    }

    @Test
    void advisesToServePagesOfHttpsOverHttps() {
        NodeServer resolver = closing(NodeServer.proxy("socks5", "{\"hosts\":{\"shop.example\":\"127.0.0.1\"}}"));
        DoctorReport report = DoctorReport.of(
                server(cors("*", "")).replace("127.0.0.1", "shop.example"),
                "-x",
                "socks5h://127.0.0.1:" + resolver.port(),
                "--origin",
                "https://shop.example");
        assertThat(report.firstAdvice()).contains("serve it over https");
    }

    @Test
    void advisesToSendTheCookieToOtherSites() throws IOException {
        String options = "{\"cors\":{\"origin\":true,\"credentials\":true}}";
        NodeServer one = closing(NodeServer.start(ServerVersion.V4_8, options));
        NodeServer two = closing(NodeServer.start(ServerVersion.V4_8, options));
        DoctorReport report =
                DoctorReport.of(sticky(one, two, "SameSite=Lax"), "--origin", "https://app.example", "--handshakes=30");
        assertThat(report.firstAdvice()).contains("set the cookie with SameSite=None; Secure");
        assertThat(report.code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void refusesAPageInPlaceOfItsOrigin() {
        Sio.Result result = Sio.run("doctor", ":3000", "--origin", "https://app.example/page");
        assertThat(result.err()).isEqualTo("""
                sio: --origin takes the origin of a page, not "https://app.example/page"
                     try: --origin https://app.example, or --origin null for files
                """);
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }

    /** Many origins leave fewer handshakes, and the rest is not judged. */
    @Test
    void reportsOriginsThatAreNotChecked() {
        List<String> args =
                new ArrayList<>(List.of(NodeServer.shared(ServerVersion.V1_7).url()));
        for (int i = 1; i <= 16; i++) {
            args.addAll(List.of("--origin", "https://app" + i + ".example"));
        }
        DoctorReport report =
                DoctorReport.of(args.get(0), args.subList(1, args.size()).toArray(String[]::new));
        assertThat(report.status("browser")).isEqualTo("warning");
        assertThat(report.fact("browser"))
                .contains("pages of https://app1.example can connect;")
                .endsWith("pages of https://app16.example are not checked: the limit of 50 requests is reached");
        assertThat(report.code()).isEqualTo(ExitCode.DONE);
    }

    private DoctorReport reportFor(String origin, String serverOptions, String... more) {
        List<String> args = new ArrayList<>(List.of("--origin", origin));
        args.addAll(List.of(more));
        return DoctorReport.of(server(serverOptions), args.toArray(String[]::new));
    }

    private void startPages() {
        page = closing(NodeServer.page());
        securePage = closing(NodeServer.page(Certificates.SIGNED));
        pages = new TreeMap<>(Map.of(
                "other-site", "http://localhost:" + page.port(),
                "same-site", "http://127.0.0.1:" + page.port(),
                "https", "https://localhost:" + securePage.port(),
                "https-same-site", "https://127.0.0.1:" + securePage.port()));
    }

    private void add(String name, String pageName, String url, String... options) {
        cases.add(new Case(name, pageName, url, false, Map.of(), List.of(options)));
    }

    private String server(String options) {
        return servers.computeIfAbsent(options, key -> closing(NodeServer.start(ServerVersion.V4_8, key)))
                .url();
    }

    private void addServersWithCors() {
        String origin = pages.get("other-site");
        add("4.8", "other-site", NodeServer.shared(ServerVersion.V4_8).url());
        add("3.1", "other-site", NodeServer.shared(ServerVersion.V3_1).url());
        for (ServerVersion version : List.of(ServerVersion.V2_5, ServerVersion.V1_7)) {
            String url = NodeServer.shared(version).url();
            cases.add(new Case(version.number(), "other-site", url, true, Map.of(), List.of()));
            cases.add(new Case(
                    version.number() + " with a header field",
                    "other-site",
                    url,
                    true,
                    Map.of("X-Token", "1"),
                    List.of("-H", "X-Token: 1")));
        }
        for (String allowed : List.of("https://app.example:443", origin)) {
            String url = closing(NodeServer.start(ServerVersion.V2_5, "{\"origins\":\"%s\"}".formatted(allowed)))
                    .url();
            String name = allowed.equals(origin) ? "2.5 for this origin" : "2.5 for another origin";
            cases.add(new Case(name, "other-site", url, true, Map.of(), List.of()));
        }
        add("cors *", "other-site", server("{\"cors\":{\"origin\":\"*\"}}"));
        add("cors * with credentials", "other-site", server("{\"cors\":{\"origin\":\"*\",\"credentials\":true}}"));
        add("cors of the page", "other-site", server(cors(origin, "")));
        add("cors with credentials", "other-site", server(cors(origin, ",\"credentials\":true")));
        add("cors of all", "other-site", server("{\"cors\":{\"origin\":true,\"credentials\":true}}"));
        add(
                "cors of a list",
                "other-site",
                server("{\"cors\":{\"origin\":[\"https://app.example\",\"%s\"]}}".formatted(origin)));
        add("cors of another page", "other-site", server(cors("https://app.example", ",\"credentials\":true")));
        add("cors of another port", "other-site", server(cors("http://localhost:1", "")));
        add("cors with a slash", "other-site", server(cors(origin + "/", "")));
        add("cors in upper case", "other-site", server(cors(origin.replace("localhost", "LOCALHOST"), "")));
        add("refused origin", "other-site", server("{\"cors\":{\"origin\":\"*\"},\"refuseOrigin\":true}"));
        addHeaderCase("allowed header field", server(cors(origin, "")), "X-Token");
        addHeaderCase("listed header field", server(cors(origin, ",\"allowedHeaders\":[\"x-token\"]")), "X-Token");
        addHeaderCase("other header field", server(cors(origin, ",\"allowedHeaders\":[\"x-other\"]")), "X-Token");
        addHeaderCase(
                "any header field",
                server(cors(origin, ",\"allowedHeaders\":[\"*\"],\"credentials\":true")),
                "X-Token");
        addHeaderCase(
                "authorization", server(cors(origin, ",\"allowedHeaders\":[\"authorization\"]")), "Authorization");
        addHeaderCase("authorization by *", server(cors(origin, ",\"allowedHeaders\":[\"*\"]")), "Authorization");
        addHeaderCase("safe header field", server(cors(origin, "")), "Accept-Language");
    }

    private static String cors(String origin, String more) {
        return "{\"cors\":{\"origin\":\"%s\"%s}}".formatted(origin, more);
    }

    private void addHeaderCase(String name, String url, String field) {
        cases.add(new Case(name, "other-site", url, false, Map.of(field, "1"), List.of("-H", field + ": 1")));
    }

    private void addServersBehindProxies() {
        String origin = pages.get("other-site");
        String always = "add_header Access-Control-Allow-Origin %s always;";
        add("field of the proxy", "other-site", behind("{}", always.formatted(origin)));
        add("field of server and proxy", "other-site", behind(cors(origin, ""), always.formatted(origin)));
        add("* of server and proxy", "other-site", behind(cors("*", ""), always.formatted("*")));
        String credentials = "add_header Access-Control-Allow-Credentials %s always;";
        add("credentials of the proxy", "other-site", behind(cors(origin, ""), credentials.formatted("true")));
        add("credentials in upper case", "other-site", behind(cors(origin, ""), credentials.formatted("True")));
        add(
                "field for GET only",
                "other-site",
                behind(
                        "{}",
                        "if ($request_method = GET) { " + always.formatted(origin) + " proxy_pass http://server; }"));
        String preflight = behind(
                cors(origin, ""), "if ($request_method = OPTIONS) { " + always.formatted(origin) + " return 405; }");
        addHeaderCase("refused preflight", preflight, "X-Token");
        add("refused preflight that is not needed", "other-site", preflight);
        add("no websocket", "other-site", proxied(cors(origin, ""), "proxy_pass http://server;"));
        add(
                "websocket for known origins",
                "other-site",
                behind(cors(origin, ""), "if ($http_upgrade$http_origin ~ websockethttp://localhost) { return 403; }"));
    }

    private String behind(String options, String directives) {
        return proxied(options, "proxy_pass http://server; UPGRADE; " + directives);
    }

    private String proxied(String options, String directives) {
        String upstream = server(options).replace("http://", "");
        return "http://"
                + closing(Nginx.start(("upstream server { server %s; }\n"
                                        + "server { listen PORT; location /socket.io/ { %s }\n"
                                        + "location / { proxy_pass http://127.0.0.1:%d; } }")
                                .formatted(upstream, directives, page.port())))
                        .hostAndPort();
    }

    private void addOtherPages() throws IOException {
        add("same site", "same-site", server("{}"));
        add("same site with cors", "same-site", server(cors(pages.get("same-site"), ",\"credentials\":true")));
        String allowed = "{\"cors\":{\"origin\":true,\"credentials\":true}}";
        NodeServer one = closing(NodeServer.start(ServerVersion.V4_8, allowed));
        NodeServer two = closing(NodeServer.start(ServerVersion.V4_8, allowed));
        Files.writeString(
                directory.resolve("haproxy.pem"),
                Files.readString(Certificates.SIGNED.certificate()) + Files.readString(Certificates.SIGNED.key()));
        for (String attributes : List.of("", "SameSite=Lax", "SameSite=None", "SameSite=None; Secure", "Secure")) {
            for (String pageName : List.of("other-site", "same-site", "https-same-site")) {
                add(("cookie " + attributes).strip() + " for " + pageName, pageName, sticky(one, two, attributes));
            }
        }
        add("https page", "https", server(cors(pages.get("https"), "")));
        NodeServer resolver = closing(NodeServer.proxy("socks5", "{\"hosts\":{\"shop.example\":\"127.0.0.1\"}}"));
        String shop = server("{\"cors\":{\"origin\":\"*\"}}").replace("127.0.0.1", "shop.example");
        String viaProxy = "socks5h://127.0.0.1:" + resolver.port();
        add("https page of http server", "https", shop, "-x", viaProxy);
        add("http page of http server", "other-site", shop, "-x", viaProxy);
        for (String options : List.of("{}", "{\"refuseOrigin\":true}")) {
            String own = behind(options, "");
            String name = options.equals("{}") ? "own page" : "own page, refused origin";
            pages.put(name.replace(' ', '-').replace(",", ""), own);
            add(name, name.replace(' ', '-').replace(",", ""), own);
        }
    }

    /** Returns the address of two nodes behind HAProxy; over TLS if browsers send its cookie only there. */
    private String sticky(NodeServer one, NodeServer two, String attributes) {
        boolean isSecure = attributes.contains("Secure");
        // Cookies do not depend on the port, so that each server needs a name of its own.
        String directive = "cookie NODE%d insert indirect nocache".formatted(started.size());
        if (attributes.contains("SameSite")) {
            directive += " attr " + attributes.replace("; Secure", "");
        }
        String nodes = NODES.formatted(
                isSecure ? " ssl crt " + directory.resolve("haproxy.pem") : "",
                directive + (isSecure ? " secure" : ""),
                one.port(),
                two.port());
        return (isSecure ? "https://" : "http://")
                + closing(Haproxy.start(nodes)).hostAndPort();
    }

    private String verdictsOfDoctor() throws InterruptedException {
        List<Callable<String>> runs = new ArrayList<>();
        cases.forEach(one -> runs.add(() -> verdictOfDoctor(one)));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        started.add(threads::shutdownNow);
        StringBuilder verdicts = new StringBuilder();
        for (Future<String> run : threads.invokeAll(runs)) {
            try {
                verdicts.append(run.get());
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        }
        return verdicts.toString();
    }

    private String verdictOfDoctor(Case one) {
        List<String> args = new ArrayList<>(List.of("doctor", one.url(), "-v", "--origin", pages.get(one.page())));
        if (one.url().startsWith("https:")) {
            args.add("--insecure");
        }
        if (one.name().startsWith("cookie ")) {
            // Fewer sessions may meet the same node by chance.
            args.add("--handshakes=30");
        }
        args.addAll(one.options());
        String out = Sio.run(args.toArray(String[]::new)).out().replaceAll("\n +", " ");
        Matcher evidence = EVIDENCE.matcher(out);
        assertThat(evidence.find()).as(one.name() + "\n" + out).isTrue();
        return line(one.name(), evidence.group(2), evidence.group(3), evidence.group(4));
    }

    private static String line(String name, String plain, String credentials, String websocket) {
        return "%-50s | %-7s | %-7s | %s%n".formatted(name, plain, credentials, websocket);
    }

    /** Opens each page in Chromium, and writes what its connections did. */
    private void record() throws IOException, InterruptedException {
        String json = cases.stream()
                .map(one -> one.toJson(pages.get(one.page()).equals(one.url())))
                .collect(Collectors.joining(",", "[", "]"));
        page.setCases(json);
        securePage.setCases(json);
        Map<String, String> lines = new TreeMap<>();
        for (String name : pages.keySet()) {
            NodeServer server = pages.get(name).startsWith("https:") ? securePage : page;
            Path log = directory.resolve(name + ".log");
            // As Chrome does by default, and unlike the Chromium of Debian.
            Path profile = Files.createDirectories(directory.resolve(name).resolve("Default"));
            Files.writeString(
                    profile.resolve("Preferences"),
                    "{\"profile\":{\"cookie_controls_mode\":0,\"block_third_party_cookies\":false}}");
            Process chromium = new ProcessBuilder(
                            Programs.find("chromium").orElseThrow().toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-dev-shm-usage",
                            "--ignore-certificate-errors",
                            "--host-resolver-rules=MAP shop.example 127.0.0.1",
                            "--remote-debugging-port=0",
                            "--enable-logging=stderr",
                            "--user-data-dir=" + directory.resolve(name),
                            pages.get(name) + "/?" + name)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                server.awaitLog("\"done\",\"page\":\"" + name + "\"", LIMIT);
            } finally {
                chromium.destroy();
                chromium.waitFor();
            }
            // The console of the browser explains each blocked connection.
            Files.readAllLines(log).stream()
                    .filter(text -> text.contains("CONSOLE"))
                    .forEach(System.out::println);
        }
        for (NodeServer server : List.of(page, securePage)) {
            for (String text : server.log()) {
                Matcher verdict = VERDICT.matcher(text);
                if (verdict.find()) {
                    lines.put(
                            verdict.group(1),
                            line(
                                    verdict.group(1),
                                    word(verdict.group(2)),
                                    word(verdict.group(3)),
                                    word(verdict.group(4))));
                }
            }
        }
        Files.createDirectories(VERDICTS.getParent());
        Files.writeString(
                VERDICTS, cases.stream().map(one -> lines.get(one.name())).collect(Collectors.joining()));
    }

    private static String word(String connects) {
        return connects.equals("true") ? "works" : "blocked";
    }
}
