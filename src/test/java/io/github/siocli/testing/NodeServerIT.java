package io.github.siocli.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the real servers serve the official client and log what they receive. */
class NodeServerIT {

    @ParameterizedTest
    @EnumSource
    void servesTheOfficialClient(ServerAndTransport way) {
        String transports = way.transports().replace(",", "\",\"");
        boolean upgrade = way.transports().contains(",");
        String client = way.version().eio() == 3 ? way.version().number() : "4.8";
        String options = "{\"version\":\"%s\",\"transports\":[\"%s\"],\"awaitUpgrade\":%s}"
                .formatted(client, transports, upgrade);

        String met = OfficialClient.run(way.shared().url(), options);

        String transport = upgrade ? "websocket" : way.transports();
        assertThat(met)
                .isEqualTo("{\"transport\":\"%s\",\"welcomed\":true,\"text\":\"hé\",\"bytes\":[1,2]}"
                        .formatted(transport));
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1", "V4_8"})
    void logsWhatItSaw(ServerVersion version) {
        try (NodeServer server = NodeServer.start(version, "{\"rawlog\":true}")) {
            OfficialClient.run(server.url("/chat?token=t"), "{\"auth\":{\"b\":1,\"a\":2}}");

            assertThat(server.awaitLog("\"log\":\"connection\""))
                    .contains("\"nsp\":\"/chat\"", "\"auth\":{\"b\":1,\"a\":2}", "\"token\":\"t\"");
            server.awaitLog("\"raw\":\"40/chat,{\\\"b\\\":1,\\\"a\\\":2}\"");
            server.awaitLog(
                    "\"raw\":\"451-/chat,0[\\\"echo\\\",\\\"hé\\\",{\\\"_placeholder\\\":true,\\\"num\\\":0}]\"");
            server.awaitLog("\"event\":\"echo\",\"args\":[\"hé\",{\"$binary\":\"AQI=\"}],\"ack\":true");
            server.awaitLog("\"reason\":\"client namespace disconnect\"");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /admin   | {}                         | {"error":"not authorized","data":{"code":"E_AUTH","retry":false}}
                    /admin   | {"auth":{"token":"s3cret"}} | "welcomed":true
                    /nowhere | {}                         | {"error":"Invalid namespace"}
                    /dyn-1   | {}                         | "welcomed":true
                    """)
    void guardsItsNamespaces(String namespace, String options, String met) {
        for (ServerVersion version : List.of(ServerVersion.V3_1, ServerVersion.V4_8)) {
            assertThat(OfficialClient.run(NodeServer.shared(version).url(namespace), options))
                    .contains(met);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1", "V4_8"})
    void leavesANamespaceUnanswered(ServerVersion version) {
        try (NodeServer server = NodeServer.start(version);
                NodeProcess client = OfficialClient.start(server.url("/silent"), "{\"stay\":true}")) {
            server.awaitLog("\"log\":\"silent\"");
            assertThat(client.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1", "V4_8"})
    void sendsTextThatNoSerializerTouches(ServerVersion version) {
        try (NodeServer server = NodeServer.start(version);
                NodeProcess client = OfficialClient.start(server.url(), "{\"stay\":true}")) {
            server.awaitLog("\"log\":\"connection\"");
            server.emit("/", "[\"news\",{\"a\":1}]");
            client.awaitLine(line -> line.equals("{\"event\":\"news\",\"args\":[{\"a\":1}]}"), Duration.ofSeconds(10));
            client.writeLine("[\"raw\",\"2[\\\"x\\\",{\\\"z\\\":1,\\\"a\\\":2.0,\\\"a\\\":3}]\"]");
            client.awaitLine(
                    line -> line.contains("2[\\\"x\\\",{\\\"z\\\":1,\\\"a\\\":2.0,\\\"a\\\":3}]"),
                    Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ["echo",1,"two"]                       | {"event":"echo","args":[1,"two"]}
                    ["ack",1,[2]]                          | {"ack":[1,[2]]}
                    ["lateack",5,"late"]                   | {"ack":["late"]}
                    ["ackme","what"]                       | {"event":"question","args":["what"]}
                    ["ackme","what"]                       | {"event":"answered","args":["answer"]}
                    ["burst",3,4]                          | {"event":"data","args":[2,"xxxx"]}
                    ["burst",3]                            | {"ack":[3]}
                    ["tick",5]                             | {"event":"tick","args":[3]}
                    ["bye"]                                | {"disconnect":"io server disconnect"}
                    ["byebye"]                             | {"disconnect":"io server disconnect"}
                    ["crash"]                              | {"disconnect":"transport
                    ["frame","42{bad"]                      | {"disconnect":"parse error"}
                    ["binary"]                             | {"event":"binary","args":[{"name":"file","data":{"type":"Buffer"
                    ["headers"]                            | {"ack":[{"headers":{
                    """)
    void doesWhatItIsAskedFor(String event, String line) {
        for (ServerVersion version : List.of(ServerVersion.V3_1, ServerVersion.V4_8)) {
            try (NodeServer server = NodeServer.start(version);
                    NodeProcess client =
                            OfficialClient.start(server.url(), "{\"stay\":true,\"transports\":[\"websocket\"]}")) {
                client.writeLine(event);
                client.awaitLine(printed -> printed.startsWith(line), Duration.ofSeconds(10));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1", "V4_8"})
    void sendsToARoom(ServerVersion version) {
        try (NodeServer server = NodeServer.start(version);
                NodeProcess inside = OfficialClient.start(server.url(), "{\"stay\":true}");
                NodeProcess outside = OfficialClient.start(server.url(), "{\"stay\":true}")) {
            inside.writeLine("[\"join\",\"lobby\"]");
            inside.awaitLine("{\"ack\":[]}"::equals, Duration.ofSeconds(10));
            outside.writeLine("[\"toroom\",\"lobby\",\"news\",1]");

            inside.awaitLine("{\"event\":\"news\",\"args\":[1]}"::equals, Duration.ofSeconds(10));
            outside.awaitLine("{\"ack\":[]}"::equals, Duration.ofSeconds(10));
            assertThat(outside.lines()).noneMatch(line -> line.contains("news"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1", "V4_8"})
    void endsConnectionsInEachWay(ServerVersion version) {
        try (NodeServer server = NodeServer.start(version)) {
            assertThat(endOf(server, () -> server.kick("/", false))).contains("io server disconnect");
            assertThat(endOf(server, () -> server.kick("/", true))).contains("io server disconnect");
            assertThat(endOf(server, server::drop)).contains("\"transport ");
            assertThat(server.isAlive()).isTrue();
            assertThat(endOf(server, server::kill)).contains("\"transport ");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5", "V3_1", "V4_8"})
    void takesOptions(ServerVersion version) throws IOException {
        try (NodeServer server = NodeServer.start(
                        version, "{\"allowUpgrades\":false,\"pingInterval\":7000,\"connectTimeout\":9000}");
                RawHttp http = RawHttp.polling(server.port())) {
            assertThat(http.readUntil("}")).contains("\"upgrades\":[]", "\"pingInterval\":7000");
        }
        try (NodeServer server = NodeServer.start(version, "{\"path\":\"/other\"}");
                RawHttp http = RawHttp.polling(server.port())) {
            assertThat(http.readUntil("app 404")).startsWith("HTTP/1.1 404");
        }
        try (NodeServer server = NodeServer.start(version, "{\"allowRequest\":\"no\"}");
                RawHttp http = RawHttp.polling(server.port())) {
            assertThat(http.readUntil("\"code\":4")).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void floods() {
        try (NodeServer server = NodeServer.flood(200_000, 100);
                NodeProcess client = NodeProcess.start(
                        "client.js", server.url(), "{\"transports\":[\"websocket\"],\"count\":\"data\"}")) {
            assertThat(client.awaitLine(line -> true, Duration.ofSeconds(20)))
                    .isEqualTo("{\"count\":200000,\"last\":199999,\"inOrder\":true}");
        }
    }

    @Test
    void failsWithOutputOfNode() {
        assertThatThrownBy(() -> NodeServer.start(ServerVersion.V4_8, "{broken"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SyntaxError");
    }

    @Test
    void endsWithTheTestThatStartedIt() {
        NodeServer server = NodeServer.start(ServerVersion.V4_8);
        server.close();

        assertThat(server.isAlive()).isFalse();
    }

    private static String endOf(NodeServer server, Runnable end) {
        try (NodeProcess client = OfficialClient.start(server.url(), "{\"stay\":true}")) {
            client.awaitLine(line -> line.contains("\"transport\""), Duration.ofSeconds(10));
            end.run();
            return client.awaitLine(line -> line.contains("\"disconnect\""), Duration.ofSeconds(10));
        }
    }
}
