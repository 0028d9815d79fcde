package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import io.github.siocli.net.tls.CertificateFiles;
import io.github.siocli.net.tls.ServerTls;
import io.github.siocli.server.fault.FaultInjector;
import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.ClientVisit;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the server with the official clients of both generations, over each transport. */
class OfficialClientsIT {

    /** A client version and a transport. */
    enum Way {
        V2_5_POLLING("2.5", "\"polling\""),
        V2_5_WEBSOCKET("2.5", "\"websocket\""),
        V2_5_UPGRADE("2.5", "\"polling\",\"websocket\""),
        V4_8_POLLING("4.8", "\"polling\""),
        V4_8_WEBSOCKET("4.8", "\"websocket\""),
        V4_8_UPGRADE("4.8", "\"polling\",\"websocket\"");

        private final String version;
        private final String transports;

        Way(String version, String transports) {
            this.version = version;
            this.transports = transports;
        }

        String options(String more) {
            return "{\"version\":\"%s\",\"transports\":[%s]%s}".formatted(version, transports, more);
        }

        String lastTransport() {
            return transports.contains("websocket") ? "websocket" : "polling";
        }

        boolean isEio3() {
            return version.equals("2.5");
        }
    }

    private Optional<TestServer> served = Optional.empty();

    private TestServer serve(TestServer server) {
        served = Optional.of(server);
        return server;
    }

    @AfterEach
    void end() {
        served.ifPresent(TestServer::close);
    }

    @ParameterizedTest
    @EnumSource
    void exchangesEventsAcksAndBytes(Way way) {
        TestServer server = serve(TestServer.start());
        assertThat(ClientVisit.tells(server.url(), "tour", way.options("")))
                .isEqualTo("{\"transport\":\"%s\",\"ownId\":true,".formatted(way.lastTransport())
                        + "\"echo\":[\"hé \u2028 😀\",[1,2],{\"n\":1.5},300000,7],"
                        + "\"eventBack\":[[3],[],null,true],"
                        + "\"answered\":[\"why!\",[9,8]],"
                        + "\"burst\":true,"
                        + "\"chat\":[\"/chat\",\"in chat\"],"
                        + "\"still\":[\"still here\"],"
                        + "\"kicked\":\"io server disconnect\"}");
        server.await("disconnected /chat client namespace disconnect");
        server.await("disconnected / server namespace disconnect");
        server.await("closed by transport close");
    }

    @ParameterizedTest
    @EnumSource
    void refusesNamespacesWithReason(Way way) {
        TestServer server = serve(TestServer.start());
        String stranger = way.isEio3()
                ? "{\"code\":\"E_AUTH\",\"retry\":false}"
                : "{\"message\":\"not authorized\",\"data\":{\"code\":\"E_AUTH\",\"retry\":false}}";
        String invalid = way.isEio3() ? "\"Invalid namespace\"" : "{\"message\":\"Invalid namespace\"}";
        assertThat(ClientVisit.tells(server.url(), "refusals", way.options("")))
                .isEqualTo("{\"stranger\":%s,\"admin\":\"/admin\",\"invalid\":%s,\"dynamic\":\"/dyn-7\"}"
                        .formatted(stranger, invalid));
    }

    @ParameterizedTest
    @CsvSource({"'\"polling\"'", "'\"websocket\"'", "'\"polling\",\"websocket\"'"})
    void roomsHoldClientsOfBothGenerations(String transports) {
        TestServer server = serve(TestServer.start());
        assertThat(ClientVisit.tells(server.url(), "rooms", "{\"transports\":[" + transports + "]}"))
                .isEqualTo("""
                        [["all in the room","others in the room","after one left","everybody","but the fourth"],\
                        ["all in the room","after one left","everybody","but the fourth"],\
                        ["all in the room","others in the room","everybody","but the fourth"],\
                        ["everybody"]]""");
    }

    @ParameterizedTest
    @EnumSource
    void refusesClientsWhenFullUntilOneLeaves(Way way) {
        TestServer server = serve(TestServer.start(options -> options.withMaxClients(4)));
        String full = way.isEio3()
                ? "\"The server is full: 4 of 4 clients are connected\""
                : "{\"message\":\"The server is full: 4 of 4 clients are connected\"}";
        assertThat(ClientVisit.tells(server.url(), "crowd", way.options("")))
                .isEqualTo("{\"refused\":%s,\"again\":%s}".formatted(full, full));
    }

    @ParameterizedTest
    @EnumSource
    void clientsReconnectAfterRestartOnTheSamePort(Way way) {
        TestServer first = serve(TestServer.start());
        int port = first.port();
        try (ClientVisit visitor = ClientVisit.send(first.url(), "stay", way.options(""))) {
            first.await("connected /");
            visitor.awaitLine("connect");
            if (way.name().endsWith("UPGRADE")) {
                first.await("upgraded to websocket");
            }
            first.server().close();
            assertThat(visitor.awaitLine("\"disconnect\"")).isEqualTo("{\"disconnect\":\"transport close\"}");
            first.await("disconnected / server shutting down");
            TestServer second = serve(TestServer.start(port, options -> options, FaultInjector.NONE));
            second.await("connected /");
            visitor.awaitLine(2);
            visitor.say("echo");
            assertThat(visitor.awaitLine("echo")).isEqualTo("{\"echo\":[\"x\"]}");
        }
    }

    @ParameterizedTest
    @CsvSource({"V4_8_POLLING", "V4_8_WEBSOCKET", "V4_8_UPGRADE"})
    void restoresMissedEvents(Way way) {
        TestServer server = serve(TestServer.start(options -> options.withRecovery(RecoveryOptions.DEFAULT)));
        try (ClientVisit visitor = ClientVisit.send(server.url(), "stay", way.options(""))) {
            visitor.awaitLine("connect");
            visitor.say("[\"join\",\"kitchen\"]");
            visitor.awaitLine("answer");
            tell(server, "kitchen", "before");
            visitor.awaitLine("before");
            visitor.say("cut");
            server.await("disconnected /");
            tell(server, "kitchen", "missed");
            tell(server, "cellar", "not for it");
            tell(server, "kitchen", "missed too");
            server.await("connected / again");
            tell(server, "kitchen", "after");
            visitor.awaitLine("after");
            assertThat(visitor.awaitLine("\"recovered\":true")).contains("connect");
            assertThat(visitor.awaitLine("missed\"")).contains("missed");
            visitor.awaitLine("missed too");
        }
    }

    private static void tell(TestServer server, String room, String news) {
        server.server().query(() -> {
            server.server().namespace("/").to(room).emit("news", Arguments.of(Json.string(news)));
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource
    void keepsIdleClientWithHeartbeats(Way way) {
        TestServer server = serve(TestServer.start(options ->
                options.withEngine(options.engine().withHeartbeat(Duration.ofMillis(150), Duration.ofMillis(1200)))));
        try (ClientVisit visitor = ClientVisit.send(server.url(), "stay", way.options(""))) {
            visitor.awaitLine("connect");
            // Longer than a client without a heartbeat would stay connected.
            server.awaitTime(Duration.ofMillis(1800));
            visitor.say("echo");
            assertThat(visitor.awaitLine(1)).isEqualTo("{\"echo\":[\"x\"]}");
        }
    }

    @ParameterizedTest
    @CsvSource({"V2_5_POLLING,100", "V2_5_WEBSOCKET,1000", "V4_8_POLLING,100", "V4_8_WEBSOCKET,1000", "V4_8_UPGRADE,100"
    })
    void noneOfManyShortVisitsIsLost(Way way, int number) {
        TestServer server = serve(TestServer.start());
        assertThat(ClientVisit.tells(server.url(), "cycles", way.options(",\"number\":" + number)))
                .isEqualTo("{\"cycles\":%d,\"lost\":0}".formatted(number));
        assertThat(server.server().query(() -> server.server().clients())).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void servesTls(Way way) {
        ServerTls tls = new ServerTls(new CertificateFiles(
                Certificates.SIGNED.certificate(), Optional.of(Certificates.SIGNED.key()), Optional.empty()));
        TestServer server = serve(
                TestServer.start(options -> options.withEngine(options.engine().withTls(tls))));
        String trusted = ",\"ca\":\"" + Certificates.SIGNED.authority() + "\"";
        assertThat(ClientVisit.tells(server.url(), "tour", way.options(trusted)))
                .contains("\"still\":[\"still here\"]", "\"transport\":\"" + way.lastTransport() + "\"");
    }

    @Test
    void servesOtherPath() {
        TestServer server = serve(
                TestServer.start(options -> options.withEngine(options.engine().withPath("/deep/down/"))));
        assertThat(ClientVisit.tells(server.url(), "tour", "{\"path\":\"/deep/down/\",\"transports\":[\"polling\"]}"))
                .contains("\"still\":[\"still here\"]");
    }
}
