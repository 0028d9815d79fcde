package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks events to several clients, and clients of the protocol before 5, on raw websockets. */
class BroadcastTest {

    private static TestServer served;

    @BeforeAll
    static void start() {
        served = TestServer.start();
    }

    @AfterAll
    static void end() {
        served.close();
    }

    private static RawClient connected() {
        RawClient client = RawClient.webSocket(served.port(), "/socket.io/?EIO=4&transport=websocket");
        client.text();
        client.text("40/dyn-room,");
        assertThat(client.text()).startsWith("40/dyn-room,{");
        assertThat(client.text()).contains("welcome");
        return client;
    }

    /** Sends an event, and waits until the server has handled it. */
    private static void send(RawClient client, String event) {
        client.text("42/dyn-room," + event);
        served.await("event " + event.replaceAll("\\[\"([^\"]*)\".*", "$1"));
    }

    private static void expect(RawClient client, String... texts) {
        for (String text : texts) {
            assertThat(client.text()).isEqualTo("42/dyn-room,[\"said\",\"" + text + "\"]");
        }
    }

    @Test
    void reachesAllOthersOrARoom() {
        try (RawClient ann = connected();
                RawClient bob = connected()) {
            send(ann, "[\"join\",\"hall\"]");
            send(bob, "[\"say\",\"hall\",\"to the hall\"]");
            send(bob, "[\"shout-others\",\"to the others\"]");
            send(ann, "[\"say-others\",\"hall\",\"to nobody\"]");
            send(bob, "[\"shout\",\"to all\"]");
            send(ann, "[\"leave\",\"hall\"]");
            send(bob, "[\"say\",\"hall\",\"to nobody\"]");
            send(bob, "[\"shout\",\"end\"]");
            expect(ann, "to the hall", "to the others", "to all", "end");
            expect(bob, "to all", "end");
        }
    }

    @Test
    void connectsClientsOfTheEarlierProtocol() {
        try (RawClient client =
                RawClient.webSocket(served.port(), "/socket.io/?EIO=3&transport=websocket&token=wrong")) {
            String session = RawClient.sid(client.text());
            assertThat(client.text()).isEqualTo("40");
            assertThat(client.text()).contains("\"sid\":\"" + session + "\"", "\"nsp\":\"/\"");
            client.text("40/dyn-room?a=b,");
            assertThat(client.text()).isEqualTo("40/dyn-room,");
            assertThat(client.text()).contains("\"sid\":\"/dyn-room#" + session + "\"");
            client.text("40/random,");
            assertThat(client.text()).isEqualTo("44/random,\"Invalid namespace\"");
            client.text("40/admin?x&token=s3cret%2C+%C3%A4,");
            assertThat(client.text()).isEqualTo("40/admin,");
            assertThat(client.text()).contains("welcome");
            client.text("41/admin,");
            served.await("disconnected /admin");
            client.text("40/admin,");
            assertThat(client.text()).isEqualTo("44/admin,{\"code\":\"E_AUTH\",\"retry\":false}");
        }
    }
}
