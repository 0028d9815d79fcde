package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.json.Json;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.Sio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the text of a payload is never changed, in either direction. */
class PayloadIT {

    private static final String KEPT = "{\"z\":1,\"a\":2.0,\"big\":12345678901234567890.50,\"a\":3}";
    private static final String ODD = "{ \"\\u0061\" : \"\\/é\\ud83d\\ude00😀\" , \"__proto__\" : -0 , \"e\" : 1E+2 }";

    @ParameterizedTest
    @EnumSource
    void showsReceivedEventsByteForByte(ServerAndTransport servers) {
        String url = servers.shared().url();
        for (String payload : new String[] {KEPT, ODD}) {
            String packet = Json.string("2[\"kept\"," + payload + "]").text();
            Sio.Result human = received(servers, url, packet);
            assertThat(human).isEqualTo(new Sio.Result(DONE, "<- kept " + payload + "\n", ""));
            assertThat(received(servers, url, packet, "--raw").out()).isEqualTo("[\"kept\"," + payload + "]\n");
            assertThat(received(servers, url, packet, "--json").out())
                    .endsWith("\"nsp\":\"/\",\"event\":\"kept\",\"args\":[" + payload + "]}\n");
            assertThat(received(servers, url, packet, "--format", "%{event}=%{1}%{args}\\n")
                            .out())
                    .isEqualTo("kept=" + payload + "[" + payload + "]\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsAcknowledgementByteForByte(ServerAndTransport servers) {
        String packet = Json.string("30[" + KEPT + "," + ODD + "]").text();
        Sio.Result result = Sio.run(servers.args("emit", servers.shared().url(), "raw", packet, "--ack"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, KEPT + "\n" + ODD + "\n", ""));
    }

    /** Records what a server echoes, and sends the recording again. */
    @ParameterizedTest
    @EnumSource(names = {"V2_5_POLLING", "V4_8_WEBSOCKET"})
    void bytesAndObjectsThatLookLikeBytesAreRecordedAndSentAgain(ServerAndTransport servers) {
        String args = "{\"a\":[{\"$binary\":\"AQID\"}]},{\"$escape\":{\"$binary\":\"AQID\"}},{\"$binary\":\"\"},"
                + "{\"$escape\":{\"$escape\":{\"b\":{\"$binary\":\"/w==\"}}}}";
        String url = servers.shared().url();
        String record = "{\"event\":\"echo\",\"args\":[" + args + "]}\n";
        for (int round = 0; round < 2; round++) {
            Sio.Result result = Sio.with()
                    .in(record)
                    .run(servers.args("emit", url, "--lines", "--all", "--until", "echo", "--json"));
            assertThat(result.out()).contains("\"event\":\"echo\",\"args\":[" + args + "]}");
            record = result.out()
                            .lines()
                            .filter(line -> line.contains("echo"))
                            .findFirst()
                            .orElseThrow() + "\n";
        }
    }

    /** Larger than OkHttp's limit for queued websocket messages. */
    @ParameterizedTest
    @EnumSource(names = {"V3_1_WEBSOCKET", "V4_8_WEBSOCKET"})
    void sendsEventsUpToTheLimitOfTheServer(ServerAndTransport servers) {
        String size = "{\"maxHttpBufferSize\":67108864,\"quiet\":true}";
        String payload = Json.string("é".repeat(10 << 20)).text();
        try (NodeServer server = NodeServer.start(servers.version(), size)) {
            Sio.Result result = Sio.with().in(payload).run(servers.args("emit", server.url(), "ack", "@-", "--ack"));
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out().equals(payload + "\n")).isTrue();
            assertThat(result.err()).isEmpty();
        }
    }

    /** Its close frame is read although it arrives during a write; 3.1 sends none. */
    @ParameterizedTest
    @EnumSource(names = "V4_8_WEBSOCKET")
    void reportsEventThatTheServerRejects(ServerAndTransport servers) {
        Sio.Result result = Sio.with()
                .in(Json.string("x".repeat(20 << 20)).text())
                .run(servers.args("emit", servers.shared().url(), "ack", "@-", "--ack"));
        assertThat(result.code()).isEqualTo(DISCONNECTED);
        assertThat(result.err()).contains("close code 1009, a packet is too large for it");
    }

    private static Sio.Result received(ServerAndTransport servers, String url, String packet, String... output) {
        String[] rest = new String[output.length + 7];
        System.arraycopy(new String[] {url, "raw", packet, "--event", "kept", "--until", "kept"}, 0, rest, 0, 7);
        System.arraycopy(output, 0, rest, 7, output.length);
        return Sio.run(servers.args("emit", rest));
    }

    @ParameterizedTest
    @EnumSource
    void sendsArgumentsByteForByte(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"rawlog\":true}")) {
            Sio.Result result = Sio.run(servers.args("emit", server.url(), "ack", KEPT, ODD, "--ack"));
            assertThat(result.code()).isEqualTo(DONE);
            String expected =
                    Json.string("420[\"ack\"," + KEPT + "," + ODD + "]").text();
            assertThat(logged(server, "420[")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsRelaxedJsonAsStrictJsonWithSameDigits(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"rawlog\":true}")) {
            Sio.run(servers.args("emit", server.url(), "hi", "{z: 1, a: 2.0, big: 12345678901234567890.50, /* x */}"));
            assertThat(logged(server, "42["))
                    .isEqualTo(Json.string("42[\"hi\",{\"z\":1,\"a\":2.0,\"big\":12345678901234567890.50}]")
                            .text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsLinesAndRecordsByteForByte(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"rawlog\":true}")) {
            Sio.with()
                    .in("line " + KEPT + "\n{\"event\":\"record\",\"args\":[" + ODD + "]}\n")
                    .run(servers.args("emit", server.url(), "--lines"));
            assertThat(logged(server, "42[\\\"line"))
                    .isEqualTo(Json.string("42[\"line\"," + KEPT + "]").text());
            assertThat(logged(server, "42[\\\"record"))
                    .isEqualTo(Json.string("42[\"record\"," + ODD + "]").text());
        }
    }

    /** Returns the text of a packet as the server logged it: a JSON string with the escapes of JSON.stringify. */
    private static String logged(NodeServer server, String part) {
        String line = server.awaitLog(text -> text.startsWith("{\"log\":\"packet\",\"raw\":\"" + part), LIMIT);
        String raw = line.substring("{\"log\":\"packet\",\"raw\":".length(), line.length() - 1);
        return Json.string(Json.literal(raw).stringValue()).text();
    }

    private static final java.time.Duration LIMIT = java.time.Duration.ofSeconds(20);
}
