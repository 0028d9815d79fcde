package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that success is reported only if the server has confirmed what was sent. */
class ConfirmationIT {

    private static final String IN_DOUBT =
            "sio: Socket.IO: disconnected: it is not known whether everything reached the server (";

    private static NodeServer server;

    @BeforeAll
    static void start() {
        server = NodeServer.engine("{}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling,websocket"})
    void namesTheNumberOfAttachmentsThatTheReferenceServerRefuses(String transports) {
        try (NodeServer real = NodeServer.start(ServerVersion.V4_8)) {
            List<String> args = new ArrayList<>(List.of("emit", "--transport", transports, real.url(), "echo"));
            args.addAll(Collections.nCopies(11, "hex:01"));
            // Socket.IO 4.8 sometimes keeps a half-closed session that responds with 200 to everything.
            Sio.Result result = Stream.generate(() -> Sio.run(args.toArray(String[]::new)))
                    .limit(5)
                    .filter(each -> each.code() != DONE)
                    .findFirst()
                    .orElseThrow();
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .contains(
                            "right after the client's event \"echo\" with 11 attachments (many servers take at most 10) of ");
        }
    }

    /** The reference server closes for anything that it cannot parse. */
    @Test
    void failsIfTheServerClosesTheSessionForTheEvent() {
        try (NodeServer real = NodeServer.broken("truncated-event-4.8")) {
            Sio.Result result = Sio.run("emit", "--transport", "websocket", real.url(), "hi", "1");
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err()).contains("right after the client's event \"hi\" of 9 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000 | close code 1000 "so be it", right after the client's event "code:1000" of 16 bytes)
            1005 | close frame without a code, right after the client's event "code:1005" of 16 bytes)
            1006 | no close frame: end of stream, right after the client's event "code:1006" of 16 bytes)
            1007 | close code 1007 "so be it", right after the client's event "code:1007" of 16 bytes)
            1008 | close code 1008 "so be it", right after the client's event "code:1008" of 16 bytes)
            1011 | close code 1011 "so be it", right after the client's event "code:1011" of 16 bytes)
            4321 | close code 4321 "so be it", right after the client's event "code:4321" of 16 bytes)
            """)
    void failsIfTheServerClosesTheWebsocketBeforeThePong(String code, String text) {
        Sio.Result result = Sio.run("emit", "--transport", "websocket", server.url(), "code:" + code, "1");
        assertThat(result.code()).isEqualTo(DISCONNECTED);
        assertThat(told(result).replaceAll("Connection reset|Broken pipe", "end of stream"))
                .isEqualTo(IN_DOUBT + text + "\n");
    }

    @Test
    void namesTheEventThatIsTooLargeForTheServer() {
        Sio.Result result = Sio.run("emit", "--transport", "websocket", server.url(), "code:1009", "1");
        assertThat(result.code()).isEqualTo(DISCONNECTED);
        assertThat(result.err())
                .endsWith("reached the server (close code 1009, a packet is too large for it:"
                        + " \"code:1009\" was sent as 17 bytes)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "413", "422", "500"})
    void namesStatusAndBodyAndSizeOfARefusedPost(String status) {
        for (String[] ack : new String[][] {{}, {"--ack"}}) {
            Sio.Result result = Sio.run(Stream.concat(
                            Stream.of("emit", "--transport", "polling", server.url(), "post:" + status), Stream.of(ack))
                    .toArray(String[]::new));
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .startsWith("sio: Socket.IO: disconnected: ")
                    .containsPattern(status + " [\\w ]+: that is not for us")
                    .contains("\"post:" + status + "\" was sent as 1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            close  | close packet, right after the client's event "close" of 10 bytes)
            forget | Session ID unknown
            page   | sent a response that is not Engine.IO during the session (200 OK, text/html; charset=utf-8, "Please log in"); "page" was sent as 10 bytes)
            """)
    void failsIfTheServerEndsTheSessionRightAfterThePost(String event, String text) {
        Sio.Result result = Sio.run("emit", "--transport", "polling", server.url(), event);
        assertThat(result.code()).isEqualTo(DISCONNECTED);
        assertThat(told(result)).startsWith("sio: Socket.IO: disconnected: ").contains(text);
    }

    @Test
    void waitsOnlyShortlyForConfirmationIfTheTimeIsUp() {
        Sio.Result result =
                Sio.run("tail", "--transport", "websocket", server.url(), "-e", "emit hang", "--max-time", "300ms");
        assertThat(result.code()).isEqualTo(DISCONNECTED);
        assertThat(result.err()).contains(IN_DOUBT + "neither a pong nor a close frame within 1 s");
    }

    @Test
    void expectsResponseToEventsButNotToTheDisconnect() {
        try (NodeServer silent = NodeServer.broken("one-post")) {
            Sio.Result result = Sio.run("tail", "--transport", "polling", "-s", silent.url(), "--max-time", "300ms");
            assertThat(result.err()).isEmpty();
            assertThat(result.code()).isEqualTo(DONE);
        }
        try (NodeServer silent = NodeServer.broken("one-post")) {
            Sio.Result result = Sio.run(
                    "tail", "--transport", "polling", silent.url(), "-e", "emit unanswered", "--max-time", "300ms");
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err()).contains(IN_DOUBT + "no response to a POST within 1 s, right after");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void succeedsIfTheServerTakesTheEvent(String transport) {
        assertThat(Sio.run("emit", "--transport", transport, server.url(), "fine", "1"))
                .isEqualTo(new Sio.Result(DONE, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer:<html>", "answer:", "answer:6", "answer:2", "answer:404 page not found"})
    void endsASessionWhosePollsAreAnsweredAtOnceWithNothing(String event) {
        long before = polls();
        Sio.Result result =
                Sio.run("emit", "--transport", "polling", server.url(), event, "--until", "never", "--wait", "30s");
        assertThat(result.code()).isEqualTo(DISCONNECTED);
        assertThat(result.err())
                .contains(
                        event.endsWith("<html>")
                                ? "a response that is not Engine.IO during the session (200 OK, text/html; charset=utf-8, \"Please log in\")"
                                : "polls in a row immediately, without a message (200 OK, text/plain; charset=UTF-8)");
        assertThat(polls() - before).isLessThan(500);
    }

    /** The event counts as the cause only if the close follows at once. */
    private static String told(Sio.Result result) {
        return result.err().replace(": it may have failed to parse it", "");
    }

    private static long polls() {
        return server.log().stream()
                .filter(line -> line.contains("\"log\":\"poll\""))
                .count();
    }
}
