package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No client can have rules fill the server. */
class HostileClientsTest {

    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private static RawClient client(RuleServer server) {
        RawClient client = RawClient.webSocket(server.port(), WEBSOCKET);
        client.text("40");
        client.text();
        client.text();
        return client;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 1h", "emit b --ack-timeout 1h", "repeat --interval 1h leave x"})
    void boundsRetainedData(String action) {
        try (RuleServer server = RuleServer.by("on a " + action + " then ack $1\non z emit z");
                RawClient client = client(server)) {
            String large = "42[\"a\",\"" + "x".repeat(900_000) + "\"]";
            for (int i = 0; i < 19; i++) {
                client.text(large);
            }
            assertThat(server.complaint())
                    .isEqualTo("test.rules:1: on a, the arguments of its pending actions exceed 16 MiB");
            client.text("41").text("40");
            await(client, "40{");
            server.forgetComplaints();
            // Memory that was released when the client left can be used again.
            client.text(large).text("42[\"z\"]");
            await(client, "42[\"z\"]");
        }
    }

    private static void await(RawClient client, String start) {
        String frame = client.text();
        while (!frame.startsWith(start)) {
            frame = client.text();
        }
    }

    @Test
    void boundsWaitingActions() {
        try (RuleServer server = RuleServer.by("on a sleep 1h then ack");
                RawClient client = client(server)) {
            for (int i = 0; i < 1001; i++) {
                client.text("42[\"a\"]");
            }
            assertThat(server.complaint()).isEqualTo("test.rules:1: on a, it waits 1000 times already");
        }
    }

    @Test
    void boundsDelayedPackets() {
        try (RuleServer server = RuleServer.by("on a delay 1h then emit b $1");
                RawClient client = client(server)) {
            String large = "42[\"a\",\"" + "x".repeat(900_000) + "\"]";
            for (int i = 0; i < 19; i++) {
                client.text(large);
            }
            client.awaitEnd();
        }
    }

    @Test
    void boundsVariables() {
        try (RuleServer server = RuleServer.by("on a set x \"$data.x$data.x$1\" then ack $data.x.length\non z emit z");
                RawClient client = client(server)) {
            for (int i = 0; i < 21; i++) {
                client.text("42[\"a\",\"x\"]");
            }
            assertThat(server.complaint())
                    .isEqualTo("test.rules:1: on a, the variables of this client exceed 1 MiB or 100 names");
            client.text("42[\"z\"]");
            await(client, "42[\"z\"]");
            server.forgetComplaints();
        }
    }
}
