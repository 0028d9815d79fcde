package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks payloads that are larger than the server accepts, over every transport. */
class OversizedIT {

    private static final String LIMIT = "{\"maxHttpBufferSize\":1000}";
    private static final String LARGE = "x".repeat(1_500);
    /** During an upgrade the close of one transport may be caused by a packet of the other. */
    private static final String REFUSED =
            "(HTTP 413 Payload Too Large:|close code 1009, a packet is too large for it:|close code 1000;)";

    @ParameterizedTest
    @EnumSource(names = "V4_8_.*", mode = EnumSource.Mode.MATCH_ANY)
    void warnsOfOversizedEventAndNamesItInTheFailure(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), LIMIT)) {
            Sio.Result result = Sio.run(servers.args("emit", server.url(), "upload", LARGE));
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .matches("too large for the server: upload to / is sent as 1\\.5 KiB \\(1,51\\d bytes\\),"
                            + " and it accepts up to 1000 bytes\n"
                            + "sio: Socket\\.IO: disconnected: not everything reached the server \\(" + REFUSED
                            + " \"upload\" was sent as 151\\d bytes, and the server accepts 1000\\)\n"
                            + "(     try: raise maxHttpBufferSize of the server, or the limit of the proxy\n)?");
            Sio.Result json = Sio.run(
                    servers.args("emit", server.url(), "upload", LARGE, "--ack", "--json", "--lifecycle", "--silent"));
            assertThat(json.out())
                    .matches("(?s).*\"type\":\"oversized\",\"nsp\":\"/\",\"event\":\"upload\",\"id\":0,"
                            + "\"size\":15\\d\\d,\"max_payload\":1000}\n.*\"type\":\"event\".*");
            assertThat(json.err()).doesNotStartWith("too large");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V4_8_.*", mode = EnumSource.Mode.MATCH_ANY)
    void warnsOfOversizedAuthPayload(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), LIMIT)) {
            Sio.Result result = Sio.run(servers.args("emit", server.url(), "a", "-a", "token=" + LARGE));
            assertThat(result.code()).isEqualTo(NOT_CONNECTED);
            assertThat(result.err())
                    .startsWith("too large for the server: CONNECT to / is sent as 1.5 KiB")
                    .contains("CONNECT was sent as 151", " bytes, and the server accepts 1000");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V3_1_.*", mode = EnumSource.Mode.MATCH_ANY)
    void doesNotWarnIfTheServerAnnouncesNoLimit(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), LIMIT)) {
            Sio.Result result = Sio.run(servers.args("emit", server.url(), "upload", LARGE, "--ack"));
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err()).startsWith("sio: Socket.IO: disconnected: ");
        }
    }

    @ParameterizedTest
    @CsvSource({"polling,850,1100", "websocket,999,1000"})
    void countsSizeAsSentInEngineIo3(String transport, int fits, int tooLarge) {
        try (NodeServer server =
                NodeServer.start(ServerVersion.V4_8, "{\"allowEIO3\":true,\"maxHttpBufferSize\":1000}")) {
            Sio.Result taken = emitInEio3(server, transport, fits);
            assertThat(taken.code()).isEqualTo(DONE);
            assertThat(taken.err()).isEmpty();
            Sio.Result refused = emitInEio3(server, transport, tooLarge);
            assertThat(refused.code()).isEqualTo(DISCONNECTED);
            // Over polling the header of the event is posted before, or together with it.
            int head = 4 + "451-0[\"ack\",{\"_placeholder\":true,\"num\":0}]".length();
            String size = transport.equals("polling")
                    ? "(" + (7 + tooLarge) + "|" + (head + 7 + tooLarge) + ")"
                    : String.valueOf(1 + tooLarge);
            assertThat(refused.err())
                    .matches("too large for the server: ack to / is sent as (?s:.*)\"ack\" was sent as " + size
                            + " bytes, and the server accepts 1000(?s:.*)");
        }
    }

    private static Sio.Result emitInEio3(NodeServer server, String transport, int bytes) {
        String value = "hex:" + "00".repeat(bytes);
        return Sio.run("emit", server.url(), "ack", value, "--ack", "--eio", "3", "--transport", transport);
    }

    @Test
    void warnsOnceForEachEmission() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"announce\":20}")) {
            Sio.Result result = Sio.run(ServerAndTransport.V4_8_WEBSOCKET.args(
                    "emit",
                    server.url(),
                    "ack",
                    "abc",
                    "hex:" + "00".repeat(21),
                    "hex:" + "00".repeat(22),
                    "--ack",
                    "--repeat",
                    "2"));
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out().lines()).hasSize(6);
            assertThat(result.err())
                    .matches(
                            "(too large for the server: ack to / is sent as \\d+ bytes, and it accepts up to 20 bytes\n){2}"
                                    + "2 acknowledged: .+\n");
        }
    }

    /** Some servers drop oversized events silently, so the handler is not the cause. */
    @Test
    void namesSizeOfDroppedEvent() {
        ServerAndTransport servers = ServerAndTransport.V4_8_WEBSOCKET;
        try (NodeServer server = NodeServer.start(servers.version(), "{\"announce\":20}")) {
            Sio.Result result = silent(servers, server, LARGE);
            assertThat(result.code()).isEqualTo(TIMED_OUT);
            assertThat(result.err())
                    .containsPattern("\nsio: Socket.IO: no acknowledgement of \"noack\" within 100 ms:"
                            + " it was sent as 151\\d bytes, and the server accepts 20\n")
                    .endsWith("     try: send less, or raise maxHttpBufferSize;"
                            + " some servers drop large messages silently\n");
            assertThat(silent(servers, server, LARGE, "--json", "--lifecycle", "-s")
                            .out())
                    .containsPattern("\"timeout_ms\":100,\"size\":151\\d,\"max_payload\":20}\n");
            assertThat(silent(servers, server, "x", "-s").err()).contains("check that the server handles this event");
        }
    }

    @Test
    void namesSizeOfLargeEventIfTheServerAnnouncesNoLimit() {
        ServerAndTransport servers = ServerAndTransport.V3_1_WEBSOCKET;
        NodeServer server = NodeServer.shared(servers.version());
        assertThat(silent(servers, server, "x".repeat(100_000)).err())
                .containsPattern("it was sent as 1000\\d\\d bytes, and the server does not report its limit\n");
        assertThat(silent(servers, server, LARGE).err()).contains("check that the server handles this event");
    }

    private static Sio.Result silent(ServerAndTransport servers, NodeServer server, String payload, String... more) {
        List<String> args = new ArrayList<>(List.of(server.url(), "noack", payload, "--ack", "--ack-timeout", "100ms"));
        args.addAll(List.of(more));
        return Sio.run(servers.args("emit", args.toArray(String[]::new)));
    }
}
