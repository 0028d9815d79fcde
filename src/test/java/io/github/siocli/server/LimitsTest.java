package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.engine.EngineLimits;
import io.github.siocli.server.engine.EngineOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks small limits of a server, and the recovery of a client, frame by frame. */
class LimitsTest {

    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private Optional<TestServer> served = Optional.empty();

    @AfterEach
    void end() {
        served.ifPresent(TestServer::close);
    }

    private void serve(UnaryOperator<ServerOptions> change) {
        served = Optional.of(TestServer.start(change));
    }

    private void serve(ServerLimits limits) {
        serve(options -> options.withLimits(limits));
    }

    private int port() {
        return served.orElseThrow().port();
    }

    private RawClient open() {
        RawClient client = RawClient.webSocket(port(), WEBSOCKET);
        assertThat(client.text()).startsWith("0{");
        return client;
    }

    /** Connects a namespace, and reads the first event in it. */
    private static void connect(RawClient client, String nsp) {
        client.text("40" + nsp + ",");
        assertThat(client.text()).startsWith("40" + nsp + ",{");
        assertThat(client.text()).contains("welcome");
    }

    @Test
    void refusesNamespacesOfAClientBeyondTheLimit() {
        serve(new ServerLimits(2, 100, 100, 10, 10, 100, 10));
        try (RawClient client = open()) {
            connect(client, "/custom");
            connect(client, "/dyn-a");
            client.text("40/dyn-b,");
            assertThat(client.text()).isEqualTo("44/dyn-b,{\"message\":\"Too many namespaces\"}");
            client.text("41/custom,");
            connect(client, "/dyn-b");
        }
    }

    @Test
    void refusesNewNamespacesBeyondTheLimitOfAllClients() {
        serve(new ServerLimits(9, 1, 100, 10, 10, 100, 10));
        try (RawClient client = open();
                RawClient other = open()) {
            connect(client, "/custom");
            other.text("40/dyn-a,");
            assertThat(other.text()).isEqualTo("44/dyn-a,{\"message\":\"Too many namespaces\"}");
            connect(other, "/custom");
        }
    }

    @Test
    void refusesLongNamesOfNamespaces() {
        serve(new ServerLimits(9, 9, 7, 10, 10, 100, 10));
        try (RawClient client = open()) {
            connect(client, "/dyn-ab");
            client.text("40/dyn-abc,");
            assertThat(client.text()).isEqualTo("44/dyn-abc,{\"message\":\"Invalid namespace\"}");
        }
    }

    @Test
    void refusesClientsBeyondTheLimitUntilAnotherOneLeaves() {
        serve(options -> options.withMaxClients(1));
        try (RawClient client = open();
                RawClient other = open()) {
            connect(client, "/custom");
            other.text("40/custom,");
            assertThat(other.text())
                    .isEqualTo("44/custom,{\"message\":\"The server is full: 1 of 1 clients are connected\"}");
            connect(client, "/dyn-a");
            client.text("41/custom,").text("41/dyn-a,");
            served.orElseThrow().await("disconnected /dyn-a");
            connect(other, "/custom");
        }
    }

    @Test
    void endsTheSessionOfAPacketWithTooManyAttachments() {
        serve(new ServerLimits(9, 9, 100, 10, 1, 100, 10));
        try (RawClient client = open()) {
            connect(client, "/custom");
            client.text("451-/custom,[\"event-back\",{\"_placeholder\":true,\"num\":0}]")
                    .frame(0x82, new byte[] {7});
            assertThat(client.text()).startsWith("451-/custom,[\"event-back\"");
            assertThat(client.frame().payload()).containsExactly(7);
            client.text("452-/custom,[\"event-back\",{\"_placeholder\":true,\"num\":0},"
                    + "{\"_placeholder\":true,\"num\":1}]");
            client.awaitClose();
        }
    }

    @Test
    void asksForNoMoreAcknowledgementsThanTheLimit() {
        serve(new ServerLimits(9, 9, 100, 10, 1, 100, 1));
        try (RawClient client = open()) {
            connect(client, "/custom");
            client.text("42/custom,[\"ask-me\"]");
            assertThat(client.text()).isEqualTo("42/custom,0[\"question\",\"why\"]");
            client.text("42/custom,[\"ask-me\"]");
            assertThat(client.text()).isEqualTo("42/custom,[\"unanswered\",\"TOO_MANY\"]");
            client.text("43/custom,0[7]");
            assertThat(client.text()).isEqualTo("42/custom,[\"answered\",7]");
            served.orElseThrow().await("ack 0");
            client.text("42/custom,[\"ask-me\"]");
            assertThat(client.text()).isEqualTo("42/custom,1[\"question\",\"why\"]");
        }
    }

    @Test
    void joinsRoomsUpToTheLimitBesidesTheOneOfTheClient() {
        serve(new ServerLimits(9, 9, 100, 2, 1, 100, 1));
        try (RawClient client = open()) {
            connect(client, "/custom");
            SioServer server = served.orElseThrow().server();
            assertThat(server.<List<Object>>query(() -> {
                        Namespace namespace = server.findNamespace("/custom").orElseThrow();
                        ClientSocket socket = namespace.sockets().iterator().next();
                        List<Object> results = new ArrayList<>(
                                List.of(socket.join("a"), socket.join("b"), socket.join("b"), socket.join("c")));
                        socket.leave("a");
                        results.add(socket.join("c"));
                        results.add(socket.rooms().stream().skip(1).toList());
                        return results;
                    }))
                    .containsExactly(true, true, true, false, true, List.of("b", "c"));
            assertThat(server.<List<Integer>>query(() -> List.of(
                            server.clients(),
                            server.sessions(),
                            server.namespaces().size())))
                    .containsExactly(1, 1, 1);
            client.text("41/custom,");
            served.orElseThrow().await("disconnected /custom");
            assertThat(server.<Boolean>query(
                            () -> server.findNamespace("/custom").isPresent()))
                    .isFalse();
            assertThat(server.<Integer>query(server::clients)).isZero();
        }
    }

    @Test
    void closesTheOldestUnusedSessionOfAnAddressAboveTheLimit() {
        serve(options ->
                options.withEngine(EngineOptions.DEFAULT.withLimits(EngineLimits.DEFAULT.withUnusedSessions(2))));
        List<String> sessions =
                List.of(RawClient.polling(port(), 4), RawClient.polling(port(), 4), RawClient.polling(port(), 4));
        served.orElseThrow().await("surplus polling");
        assertThat(sessions)
                .extracting(session -> RawClient.post(port(), session, "3").status())
                .containsExactly(400, 200, 200);
    }

    @Test
    void restoresNoClientThatLeftOrWasKicked() {
        serve(options -> options.withRecovery(RecoveryOptions.DEFAULT));
        for (String end : List.of("41", "42[\"kick\"]")) {
            try (RawClient client = open()) {
                String first = client.text("40").text();
                String offset = client.text().replaceAll(".*,\"([^\"]*)\"]", "$1");
                client.text(end);
                served.orElseThrow().await("disconnected /");
                if (!end.equals("41")) {
                    assertThat(client.text()).isEqualTo("41");
                }
                String pid = first.replaceAll(".*\"pid\":\"([^\"]*)\".*", "$1");
                client.text("40{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
                assertThat(RawClient.sid(client.text())).isNotEqualTo(RawClient.sid(first));
            }
        }
    }

    @Test
    void restoresAClientWithTheEventsThatItMissed() {
        serve(options -> options.withRecovery(RecoveryOptions.DEFAULT));
        String first;
        String offset;
        try (RawClient client = open()) {
            client.text("40");
            first = client.text();
            client.text();
            client.text("42[\"event-back\",1]").text("42[\"join\",\"hall\"]");
            offset = client.text().replaceAll("42\\[\"event-back\",1,\"([^\"]*)\"]", "$1");
            served.orElseThrow().await("event join");
        }
        served.orElseThrow().await("disconnected / transport close");
        try (RawClient other = open();
                RawClient client = open()) {
            other.text("40").text("42[\"say\",\"hall\",\"hello\"]");
            served.orElseThrow().await("event say");
            String pid = first.replaceAll(".*\"pid\":\"([^\"]*)\".*", "$1");
            client.text("40{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
            assertThat(client.text()).startsWith("42[\"said\",\"hello\",\"");
            assertThat(client.text()).isEqualTo(first);
            served.orElseThrow().await("connected / again");
        }
    }
}
