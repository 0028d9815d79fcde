package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.msgpack.MsgpackParser;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketParser;
import io.github.siocli.testing.Sio;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks servers that send what the protocol does not define: nothing of it is lost or misinterpreted. */
class WireFactsIT {

    private static final String NO_AUTH = "{\"message\":\"no auth\",\"data\":{\"code\":7}}";

    @ParameterizedTest
    @CsvSource({"3,polling", "3,websocket", "4,polling", "4,websocket"})
    void treatsDisconnectWithReasonAfterConnectAsRefusal(int eio, String transport) throws Exception {
        for (String[] command : List.of(
                new String[] {"tail"}, new String[] {"emit", "--", "hi"}, new String[] {"connect", "-e", "emit hi"})) {
            Sio.Result result = run(eio, transport, command, open(eio), root(eio), "41" + NO_AUTH);
            assertThat(result.code()).as(command[0] + ": " + result).isEqualTo(ExitCode.REFUSED);
            assertThat(result.err()).contains("the server refused the namespace /: no auth {\"code\":7}");
        }
    }

    @Test
    void treatsDisconnectWithReasonAsRefusalWithMsgpack() throws Exception {
        PacketParser parser = new MsgpackParser();
        Packet connect = new Packet.Connect("/", Optional.of(Json.literal("{\"sid\":\"s\"}")));
        Packet disconnect = new Packet.Disconnect("/", Optional.of(Json.literal(NO_AUTH)));
        Sio.Result result = run(
                4,
                "websocket",
                new String[] {"tail", "--parser", "msgpack"},
                open(4),
                parser.encode(connect).binary().get(0).bytes(),
                parser.encode(disconnect).binary().get(0).bytes());
        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("the server refused the namespace /: no auth {\"code\":7}");
    }

    @ParameterizedTest
    @CsvSource({"3,polling", "3,websocket", "4,polling", "4,websocket"})
    void keepsReasonOfDisconnectAfterAnEvent(int eio, String transport) throws Exception {
        String[] command = {"tail", "--json", "--lifecycle"};
        Sio.Result result = run(eio, transport, command, open(eio), root(eio), "42[\"x\"]", "41" + NO_AUTH);
        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.DISCONNECTED);
        assertThat(result.err()).contains("disconnected: the server disconnected this socket: no auth {\"code\":7}");
        assertThat(result.out())
                .contains("\"reason\":\"io server disconnect\",\"message\":\"no auth\",\"data\":{\"code\":7},");
    }

    @ParameterizedTest
    @CsvSource({"3,polling", "3,websocket", "4,polling", "4,websocket"})
    void packetsOfANamespaceThatIsNotJoinedAreMarkedAndAnswerNothing(int eio, String transport) throws Exception {
        List<Object> script = new ArrayList<>(List.of(open(eio)));
        if (eio == 3) {
            script.add("40");
        }
        script.add(eio == 3 ? "40/chat" : "40/chat,{\"sid\":\"s\"}");
        script.addAll(List.of(
                "42[\"wrong\",1]",
                "430[\"no answer\"]",
                "451-/other,[\"bytes\",{\"_placeholder\":true,\"num\":0}]",
                new byte[] {1},
                "41/other,{\"message\":\"bye\"}",
                "44/other,\"no\"",
                "42/chat,[\"right\",2]",
                "42[\"wrong\",3]"));
        Sio.Result tail = run(
                eio,
                transport,
                new String[] {"tail", "-n", "/chat", "--json", "--lifecycle", "--until", "wrong", "-v", "--count", "2"},
                script.toArray());
        assertThat(tail.code()).as(tail.toString()).isEqualTo(ExitCode.DISCONNECTED);
        assertThat(tail.out().lines().map(line -> line.substring(line.indexOf("\"type\""))))
                .filteredOn(line -> line.startsWith("\"type\":\"not_joined\"") || line.contains("\"event\""))
                .containsExactly(
                        "\"type\":\"not_joined\",\"nsp\":\"/\",\"packet\":\"event\",\"event\":\"wrong\",\"args\":[1],"
                                + "\"count\":1}",
                        "\"type\":\"not_joined\",\"nsp\":\"/\",\"packet\":\"ack\",\"id\":0,\"args\":[\"no answer\"],"
                                + "\"count\":2}",
                        "\"type\":\"not_joined\",\"nsp\":\"/other\",\"packet\":\"event\",\"event\":\"bytes\","
                                + "\"args\":[{\"$binary\":\"AQ==\"}],\"count\":1}",
                        "\"type\":\"not_joined\",\"nsp\":\"/other\",\"packet\":\"disconnect\","
                                + "\"args\":[{\"message\":\"bye\"}],\"count\":2}",
                        "\"type\":\"not_joined\",\"nsp\":\"/other\",\"packet\":\"connect_error\","
                                + (eio == 3 ? "\"args\":[{\"message\":\"no\"}]" : "\"args\":[\"no\"]")
                                + ",\"count\":3}",
                        "\"type\":\"event\",\"nsp\":\"/chat\",\"event\":\"right\",\"args\":[2]}",
                        "\"type\":\"not_joined\",\"nsp\":\"/\",\"packet\":\"event\",\"event\":\"wrong\",\"args\":[3],"
                                + "\"count\":3}");
        assertThat(tail.err())
                .contains("a packet of /, which is not joined: EVENT wrong 1\n")
                .contains("a packet of /, which is not joined: ACK 0 \"no answer\" (2 of that namespace so far)\n")
                .contains("a packet of /other, which is not joined: DISCONNECT {\"message\":\"bye\"}");
        Sio.Result emit =
                run(eio, transport, new String[] {"emit", "-n", "/chat", "--ack", "--", "ask"}, script.toArray());
        assertThat(emit.code()).as(emit.toString()).isNotEqualTo(ExitCode.DONE);
        assertThat(emit.out()).isEmpty();
        assertThat(emit.err()).contains("a packet of /, which is not joined: ACK 0 \"no answer\"");
    }

    @ParameterizedTest
    @CsvSource({"3,polling", "3,websocket", "4,polling", "4,websocket"})
    void attachmentsThatDoNotFitAreReportedAndEverythingElseIsDelivered(int eio, String transport) throws Exception {
        String place = ",{\"_placeholder\":true,\"num\":";
        Sio.Result result = run(
                eio,
                transport,
                new String[] {"tail", "--json", "--lifecycle"},
                open(eio),
                root(eio),
                "451-[\"missing\"" + place + "0}]",
                "42[\"a\"]",
                "451-[\"whole\"" + place + "0}]",
                new byte[] {1},
                new byte[] {2},
                "42[\"b\"]",
                "451-[\"misnumbered\"" + place + "3}]",
                new byte[] {3},
                "42[\"c\"]",
                "452-[\"cut\"" + place + "0}" + place + "1}]",
                new byte[] {4});
        assertThat(result.out()
                        .lines()
                        .filter(line -> line.contains("\"event\"") || line.contains("bad_packet"))
                        .map(line -> line.substring(line.indexOf("\"type\"")).replace("\\\"", "'")))
                .containsExactly(
                        "\"type\":\"bad_packet\",\"packet\":\"51-['missing',{'_placeholder':true,'num':0}]\","
                                + "\"problem\":\"the event 'missing' misses attachment 1 of 1: another packet arrived first\"}",
                        "\"type\":\"event\",\"nsp\":\"/\",\"event\":\"a\",\"args\":[]}",
                        "\"type\":\"event\",\"nsp\":\"/\",\"event\":\"whole\",\"args\":[{\"$binary\":\"AQ==\"}]}",
                        "\"type\":\"bad_packet\",\"packet\":\"<1 bytes>\",\"problem\":\"a binary frame arrived after the event"
                                + " 'whole', which announces 1\",\"attachments\":[{\"$binary\":\"Ag==\"}]}",
                        "\"type\":\"event\",\"nsp\":\"/\",\"event\":\"b\",\"args\":[]}",
                        "\"type\":\"bad_packet\",\"packet\":\"51-['misnumbered',{'_placeholder':true,'num':3}]\","
                                + "\"problem\":\"the event 'misnumbered' refers to attachment number 3, and has 1,"
                                + " counted from 0\",\"attachments\":[{\"$binary\":\"Aw==\"}]}",
                        "\"type\":\"event\",\"nsp\":\"/\",\"event\":\"c\",\"args\":[]}",
                        "\"type\":\"bad_packet\",\"packet\":\"52-['cut',{'_placeholder':true,'num':0},"
                                + "{'_placeholder':true,'num':1}]\",\"problem\":\"the event 'cut' misses attachment 2 of 2:"
                                + " the connection ended first\",\"attachments\":[{\"$binary\":\"BA==\"}]}");
        assertThat(result.err())
                .contains("ignored an invalid packet: the event \"missing\" misses attachment 1 of 1: another"
                        + " packet arrived first: 51-[\"missing\"")
                .contains("which announces 1: <1 bytes> <binary 1 byte: 02>");
    }

    /** The packets after the one that shows the generation belong to the connection that is replaced. */
    @Test
    void showsEventsOnceWhenServerTurnsOutToSpeakEio3() throws Exception {
        try (ScriptedServer server = ScriptedServer.silentForEio4(
                "0{\"sid\":\"e\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":60000}",
                "40",
                "42[\"welcome\"]",
                new byte[] {1})) {
            Sio.Result result = Sio.run(
                    "tail", "http://127.0.0.1:" + server.port(), "--transport", "websocket", "--no-reconnect", "--raw");
            assertThat(result.out()).as(result.toString()).isEqualTo("[\"welcome\"]\n");
            assertThat(result.err().split("ignored an invalid packet", -1))
                    .as(result.toString())
                    .hasSize(2);
        }
    }

    @Test
    void reportsIncompletePacketWhenPostFailsBeforePoll() throws Exception {
        List<Object> packets = List.of(root(4), "42[\"a\"]", "451-[\"cut\",{\"_placeholder\":true,\"num\":0}]");
        try (ScriptedServer server = new ScriptedServer(
                ScriptedServer.payload(4, false, List.of(open(4))),
                List.of(ScriptedServer.payload(4, false, packets)),
                new byte[0],
                ScriptedServer.CUT_AT_END)) {
            Sio.Result result = Sio.run(
                    "tail",
                    "http://127.0.0.1:" + server.port(),
                    "--transport",
                    "polling",
                    "--no-reconnect",
                    "--json",
                    "--lifecycle");
            assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.DISCONNECTED);
            assertThat(result.out().indexOf("bad_packet"))
                    .as(result.toString())
                    .isPositive()
                    .isLessThan(result.out().indexOf("\"disconnect\""));
            assertThat(result.err()).contains("the event \"cut\" misses attachment 1 of 1: the connection ended first");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    4 | 42["a","ÿ"] | text that is not UTF-8 at byte 8, in the packet that begins at byte 11 of the payload
                    4 | b!!!!       | a binary packet that is not Base64: unexpected "!" at character 1 of the Base64
                    4 | bAQID~      | a binary packet that is not Base64: unexpected "\\n" at character 5 of the Base64
                    3 | 42["a","ÿ"] | text that is not UTF-8 at byte 8, in the packet that begins at byte 13 of the payload
                    3 | b4AQ        | a binary packet that is not Base64: the padding is wrong at character 3 of the Base64
                    """)
    void endsConnectionForPollThatIsNotUtf8OrBase64(int eio, String packet, String problem) throws Exception {
        byte[] good = ScriptedServer.payload(eio, false, List.of("42[\"good\"]"));
        byte[] bad = packet.replace('~', '\n').getBytes(StandardCharsets.ISO_8859_1);
        byte[] before = (eio == 4 ? "\u001e" : bad.length + ":").getBytes(StandardCharsets.US_ASCII);
        byte[] payload = ByteBuffer.allocate(good.length + before.length + bad.length)
                .put(good)
                .put(before)
                .put(bad)
                .array();
        byte[] open = ScriptedServer.payload(eio, false, List.of(open(eio)));
        byte[] connect = ScriptedServer.payload(eio, false, List.of(root(eio)));
        try (ScriptedServer server = new ScriptedServer(open, List.of(connect, payload), new byte[0])) {
            Sio.Result result = Sio.run(
                    "tail", "http://127.0.0.1:" + server.port(), "--transport", "polling", "--no-reconnect", "--raw");
            assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.DISCONNECTED);
            assertThat(result.out()).as(result.toString()).isEqualTo("[\"good\"]\n");
            assertThat(result.err()).contains("the server sent an invalid payload: " + problem);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    websocket | 42["x"]   | the first message is not an OPEN packet: 42["x"]
                    websocket | 40        | the first message is not an OPEN packet: 40
                    websocket | hello     | the first message is not an OPEN packet: hello
                    websocket | ``        | the first message is not an OPEN packet:
                    websocket | 0{}       | "sid" is missing, in 0{}
                    websocket | 0{"sid":"a","pingInterval":1}     | "pingTimeout" is missing, in 0{"sid":"a","pingInterval":1}
                    polling   | 0{"sid":"a","pingInterval":1}     | "pingTimeout" is missing
                    polling   | 0{"sid":5,"pingInterval":1,"pingTimeout":1}      | "sid" is not a string: 5
                    """)
    void failsToConnectWithoutValidHandshake(String transport, String first, String problem) throws Exception {
        Sio.Result result = run(4, transport, new String[] {"tail"}, first, root(4), "42[\"x\"]");
        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.NOT_CONNECTED);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("is invalid: " + problem).doesNotContain("connected to");
    }

    @Test
    void failsToConnectIfTheWebsocketClosesBeforeTheHandshake() throws Exception {
        byte[] close = {(byte) 0x88, 5, 0x0f, (byte) 0xa1, 'b', 'y', 'e'};
        try (ScriptedServer server = new ScriptedServer(new byte[0], List.of(), close)) {
            Sio.Result result =
                    Sio.run("tail", "http://127.0.0.1:" + server.port(), "--transport", "websocket", "--no-reconnect");
            assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.NOT_CONNECTED);
            assertThat(result.err())
                    .contains("the server closed the websocket without an OPEN packet: close code 4001");
        }
    }

    /** A maxPayload shows that a server speaks Engine.IO 4, even if it sends before it is asked. */
    private static String open(int eio) {
        return "0{\"sid\":\"e\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000"
                + (eio == 3 ? "}" : ",\"maxPayload\":1000000}");
    }

    private static String root(int eio) {
        return eio == 3 ? "40" : "40{\"sid\":\"s\"}";
    }

    /** Runs a command against a server that says these packets and then cuts the connection; {@code --} ends its options. */
    private static Sio.Result run(int eio, String transport, String[] command, Object... script) throws Exception {
        try (ScriptedServer server = ScriptedServer.saying(eio, script)) {
            List<String> args = new ArrayList<>(List.of(command[0], "http://127.0.0.1:" + server.port()));
            args.addAll(List.of("--transport", transport));
            if (!command[0].equals("emit")) {
                args.add("--no-reconnect");
            }
            Arrays.stream(command, 1, command.length)
                    .filter(arg -> !arg.equals("--"))
                    .forEach(args::add);
            return Sio.run(args.toArray(String[]::new));
        }
    }
}
