package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.REFUSED;
import static io.github.siocli.event.ExitCode.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.Sio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the values and failures of socket.io-msgpack-parser, over every transport. */
class MsgpackIT {

    /** Servers support other parsers since 2.0. */
    private static final String WITHOUT_PARSERS = "V1_7_.*";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = WITHOUT_PARSERS)
    void sendsAndReceivesValues(ServerAndTransport servers) {
        String value = "{\"z\":1,\"a\":[-1,1.5,65536,4294967296,true,null,{}],\"é\":\"😀\"}";
        Sio.Result result = Sio.run(args(servers, "emit", "", "ack", value, "hex:ff00", "--ack"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, value + "\n{\"$binary\":\"/wA=\"}\n", ""));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = WITHOUT_PARSERS)
    void showsValuesThatJsonDoesNotHave(ServerAndTransport servers) {
        Sio.Result result = Sio.run(args(servers, "emit", "", "odd", "--event", "odd", "--until", "odd", "--json"));
        assertThat(result.out())
                .endsWith("\"args\":[{\"$number\":\"NaN\"},{\"$number\":\"-Infinity\"},null,"
                        + "\"1970-01-01T00:00:00.000Z\",9007199254740994,{\"u\":null},{\"$binary\":\"Bw==\"}]}\n");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = WITHOUT_PARSERS)
    void decodesPacketsInTrace(ServerAndTransport servers) {
        Sio.Result result = Sio.run(args(servers, "emit", "/chat", "echo", "1", "true", "--ack", "--trace=sio"));
        assertThat(result.err()
                        .replaceAll("(?m)^[0-9:.]+ (..) #[0-9]+ +sio  ", "$1 ")
                        .replaceAll(", [0-9]+ bytes", ""))
                .containsSubsequence(
                        "<- CONNECT /chat\n",
                        "-> EVENT /chat \"echo\" id 0, 2 arguments\n",
                        "<- ACK /chat id 0, 2 arguments\n");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = WITHOUT_PARSERS)
    void reportsAndSkipsMalformedMessage(ServerAndTransport servers) {
        Sio.Result result = Sio.run(args(
                servers,
                "tail",
                "",
                "-e",
                "emit rawhex 82a47479706502dc",
                "-e",
                "emit echo 1",
                "--event",
                "echo",
                "-c",
                "1"));
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out()).isEqualTo("<- echo 1\n");
        assertThat(result.err())
                .contains(
                        "ignored an invalid packet: broken msgpack at byte 8: expected text: <8 bytes> <binary 8 bytes: 82 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901234567890.50", "1e999"})
    void refusesNumberThatWouldChange(String number) {
        Sio.Result result = Sio.run(args(ServerAndTransport.V4_8_WEBSOCKET, "emit", "", "ack", number, "--ack"));
        assertThat(result)
                .isEqualTo(new Sio.Result(
                        USAGE,
                        "",
                        "sio: the number " + number + " cannot be sent with the msgpack parser: msgpack supports"
                                + " only 64-bit integers and doubles\n"
                                + "     try: use str:… to send the text as a string\n"));
        Sio.Result auth =
                Sio.run(args(ServerAndTransport.V4_8_WEBSOCKET, "emit", "", "ack", "-a", "{x: " + number + "}"));
        assertThat(auth.code()).isEqualTo(USAGE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = WITHOUT_PARSERS)
    void recognisesMsgpackParser(ServerAndTransport servers) {
        Sio.Result json = Sio.run(servers.args("emit", servers.shared("msgpack").url(), "ack"));
        assertThat(json.code()).isEqualTo(NOT_CONNECTED);
        if (servers.version().eio() == 3) {
            assertThat(json.err())
                    .isEqualTo("sio: Socket.IO: the server uses the msgpack parser, but the json"
                            + " parser was configured\n     try: --parser msgpack\n");
        } else {
            assertThat(json.err())
                    .startsWith("sio: Socket.IO: the server closed the session after CONNECT for / (close ")
                    .contains("); it probably does not use the json parser\n     try: use --parser msgpack; ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void recognisesJsonParser(ServerAndTransport servers) {
        Sio.Result msgpack =
                Sio.run(servers.args("tail", servers.shared().url(), "--parser", "msgpack", "--max-time", "10s"));
        assertThat(msgpack.code()).isEqualTo(NOT_CONNECTED);
        assertThat(msgpack.err())
                .contains(
                        servers.version().eio() == 3
                                ? "the server uses the json parser, but the msgpack"
                                        + " parser was configured\n     try: --parser json\n"
                                : "); it probably does not use the msgpack parser\n     try: use --parser json; ");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V4_8_.*")
    void speaksEngineIo3WithServerOfBothGenerations(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"parser\":\"msgpack\",\"allowEIO3\":true}")) {
            List<String> asked = List.of("-n", "/", "-n", "/chat", "-e", "emit echo é {z: 1} hex:ff00");
            List<String> shown = List.of("--event", "echo", "-c", "2", "--json", "--parser", "msgpack");
            for (List<String> generation : List.of(List.of("--eio", "3"), List.<String>of())) {
                List<String> all = new ArrayList<>(List.of(server.url()));
                all.addAll(asked);
                all.addAll(shown);
                all.addAll(generation);
                Sio.Result result = Sio.run(servers.args("tail", all.toArray(String[]::new)));
                assertThat(result.code()).isEqualTo(DONE);
                assertEchoes(result.out(), "[\"é\",{\"z\":1},{\"$binary\":\"/wA=\"}]");
            }
            Sio.Result json = Sio.run(servers.args("emit", server.url(), "ack", "--eio", "3"));
            assertThat(json.code()).isEqualTo(NOT_CONNECTED);
            assertThat(json.err()).endsWith("try: --parser msgpack\n");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V2_5_.*")
    void receivesBytesAsBase64(ServerAndTransport servers) {
        Sio.Result result = Sio.run(args(servers, "emit", "", "ack", "é", "hex:ff00", "--ack", "-q", "b64=1"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, "\"é\"\n{\"$binary\":\"/wA=\"}\n", ""));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V2_5_.*")
    void sendsAuthToGuardedRoot(ServerAndTransport servers) {
        String options = "{\"parser\":\"msgpack\",\"guard\":0}";
        try (NodeServer server = NodeServer.start(servers.version(), options)) {
            Sio.Result allowed = Sio.run(servers.args(
                    "emit", server.url(), "ack", "1", "--ack", "--parser", "msgpack", "-a", "token=s3cret"));
            assertThat(allowed).isEqualTo(new Sio.Result(DONE, "1\n", ""));
            Sio.Result refused = Sio.run(servers.args("emit", server.url(), "ack", "--parser", "msgpack"));
            assertThat(refused.code()).isEqualTo(REFUSED);
            assertThat(refused.err()).contains("refused the namespace /: {\"code\":\"E_AUTH\"");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V2_5_.*")
    void joinsNamespaceBehindSlowRoot(ServerAndTransport servers) {
        String options = "{\"parser\":\"msgpack\",\"guard\":500}";
        try (NodeServer server = NodeServer.start(servers.version(), options)) {
            // A client that requests only /chat sends its credentials to the root in the URL.
            Sio.Result result = Sio.run(servers.args(
                    "emit", server.url("/chat"), "ack", "1", "--ack", "--parser", "msgpack", "-q", "token=s3cret"));
            assertThat(result).isEqualTo(new Sio.Result(DONE, "1\n", ""));
        }
    }

    @Test
    void refusesUnknownParser() {
        Sio.Result result = Sio.run("emit", ":1", "a", "--parser", "xml");
        assertThat(result.code()).isEqualTo(USAGE);
        assertThat(result.err()).contains("\"xml\" is not a parser", "json or msgpack");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = WITHOUT_PARSERS)
    void changesParserAsSetting(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args(
                "connect",
                servers.shared().url(),
                "-e",
                "set parser msgpack",
                "-e",
                "connect " + servers.shared("msgpack").url(),
                "-e",
                "emit ack é --ack",
                "-e",
                "set parser",
                "--event",
                "none"));
        assertThat(result.err()).contains("parser takes effect on the next connection; connect again with connect\n");
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out()).contains("\"é\"").contains("parser  msgpack\n");
        Sio.Result wrong = Sio.run(servers.args("connect", servers.shared().url(), "-e", "set parser xml"));
        assertThat(wrong.code()).isEqualTo(USAGE);
        assertThat(wrong.err()).contains("\"xml\" is not a parser\n     try: json or msgpack\n");
    }

    private static void assertEchoes(String out, String args) {
        assertThat(out)
                .contains("\"nsp\":\"/\",\"event\":\"echo\",\"args\":" + args + "}\n")
                .contains("\"nsp\":\"/chat\",\"event\":\"echo\",\"args\":" + args + "}\n");
    }

    private static String[] args(ServerAndTransport servers, String command, String path, String... rest) {
        List<String> all = new ArrayList<>(List.of(servers.shared("msgpack").url(path)));
        all.addAll(List.of(rest));
        all.addAll(List.of("--parser", "msgpack"));
        return servers.args(command, all.toArray(String[]::new));
    }
}
