package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.siocli.testing.Nginx;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.OfficialClient;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the table of symptoms in the README: what the official client reports, and what {@code sio} says about the same server. */
class SymptomsIT {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+?) \\| .+? \\| `sio (.+?)` \\|$");

    /** Stands for a client of which the table does not quote a message. */
    private static final String NO_CLIENT = "";

    static Stream<Arguments> symptoms() {
        return Stream.of(
                arguments(
                        "`xhr poll error`",
                        server(() -> NodeServer.broken("express-404")),
                        "{}",
                        "xhr poll error",
                        "check the port and the path"),
                arguments(
                        "`websocket error`",
                        server(() -> NodeServer.broken("code0-polling-only")),
                        "{\"transports\":[\"websocket\"]}",
                        "websocket error",
                        "transports: [\"polling\", \"websocket\"]"),
                arguments(
                        "`Session ID unknown`",
                        server(() -> NodeServer.cluster(false)),
                        NO_CLIENT,
                        NO_CLIENT,
                        "use sticky sessions"),
                arguments(
                        "`Invalid namespace`",
                        shared(ServerVersion.V4_8, "/nope"),
                        "{}",
                        "Invalid namespace",
                        "check the spelling, and that the server defines it: io.of(\"/nope\")"),
                arguments(
                        "`Transport unknown`",
                        server(() -> NodeServer.broken("code0")),
                        "{}",
                        "xhr poll error",
                        "Transport unknown"),
                arguments(
                        "`Unsupported protocol version`",
                        shared(ServerVersion.V4_8, ""),
                        "{\"version\":\"2.5\"}",
                        "xhr poll error",
                        "Engine.IO 4"),
                arguments(
                        "`server error` with a client of 3.x or 4.x",
                        shared(ServerVersion.V2_5, ""),
                        "{}",
                        "server error",
                        "Engine.IO 3"),
                arguments(
                        "`blocked by CORS policy`",
                        shared(ServerVersion.V4_8, ""),
                        NO_CLIENT,
                        NO_CLIENT,
                        "cors: { origin: [\"https://your.page\"] }"),
                arguments("400 behind nginx", nginx(), NO_CLIENT, NO_CLIENT, "proxy_set_header Upgrade $http_upgrade;"),
                arguments(
                        "`connect_error` with a message of your server",
                        shared(ServerVersion.V4_8, "/admin"),
                        "{}",
                        "not authorized",
                        "not authorized"),
                arguments(
                        "`io server disconnect`",
                        server(() -> NodeServer.start(ServerVersion.V4_8, "{\"expel\":{}}")),
                        NO_CLIENT,
                        NO_CLIENT,
                        "calls disconnect()"));
    }

    /** A server of a symptom, and the URL that its clients use. */
    private record Place(Runnable stop, String url) implements AutoCloseable {

        @Override
        public void close() {
            stop.run();
        }
    }

    private static Supplier<Place> server(Supplier<NodeServer> start) {
        return () -> {
            NodeServer server = start.get();
            return new Place(server::close, server.url());
        };
    }

    private static Supplier<Place> shared(ServerVersion version, String path) {
        return () -> new Place(() -> {}, NodeServer.shared(version).url() + path);
    }

    private static Supplier<Place> nginx() {
        return () -> {
            Nginx nginx = Nginx.start("server { listen PORT; location / { proxy_pass http://127.0.0.1:%d; } }"
                    .formatted(NodeServer.shared(ServerVersion.V4_8).port()));
            return new Place(nginx::close, "http://" + nginx.hostAndPort());
        };
    }

    private static List<MatchResult> rows() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        int table = page.indexOf("| what you see |");
        return ROW.matcher(page.substring(table, page.indexOf("\n\n", table)))
                .results()
                .toList();
    }

    @Test
    void everyRowOfTheTableIsTested() throws IOException {
        assertThat(rows())
                .map(row -> row.group(1))
                .containsExactlyElementsOf(
                        symptoms().map(symptom -> (String) symptom.get()[0]).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("symptoms")
    void theCommandOfTheRowExplainsIt(
            String symptom, Supplier<Place> start, String options, String message, String explanation)
            throws IOException {
        String line = rows().stream()
                .filter(row -> row.group(1).equals(symptom))
                .findFirst()
                .orElseThrow()
                .group(2);
        try (Place place = start.get()) {
            if (!options.equals(NO_CLIENT)) {
                assertThat(OfficialClient.run(place.url(), options))
                        .contains("\"error\":\"")
                        .contains(message);
            }
            Sio.Result result = Sio.run(
                    line.replace("URL", place.url()).replace("…", "guessed").split(" "));
            assertThat(result.out() + result.err()).contains(explanation);
        }
    }
}
