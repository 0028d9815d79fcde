package io.github.siocli.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.net.websocket.RawServer.Peer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client, and a server that sends exactly the bytes of the test. */
abstract class RawConnection {

    final TestClients clients = new TestClients();
    final RecordingListener listening = new RecordingListener();
    RawServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new RawServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        clients.close();
    }

    ClientWebSocket connect() {
        return clients.open(server.url("/"), listening);
    }

    /** Returns the server's side of the connection that {@link #connect} began, after opening the websocket. */
    Peer opened() throws Exception {
        Peer peer = server.open();
        assertThat(listening.next()).isEqualTo("open 101");
        return peer;
    }
}
