package io.github.siocli.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;

class NetworkWaitTest {

    private static final long A_MOMENT = TimeUnit.MILLISECONDS.toNanos(1);

    private final NetworkWait wait = new NetworkWait();

    @Test
    void growsWhileAReaderWaits() {
        wait.begin();
        long begun = wait.nanos();
        spin(A_MOMENT);
        assertThat(wait.nanos() - begun).isGreaterThanOrEqualTo(A_MOMENT);
    }

    @Test
    void standsStillWhileNoReaderWaits() {
        wait.begin();
        wait.end();
        long ended = wait.nanos();
        spin(A_MOMENT);
        assertThat(wait.nanos()).isEqualTo(ended);
    }

    @Test
    void countsTheTimeOnceWhenTwoReadersWait() {
        long begun = System.nanoTime();
        wait.begin();
        wait.begin();
        spin(A_MOMENT);
        wait.end();
        wait.end();
        assertThat(wait.nanos()).isBetween(A_MOMENT, System.nanoTime() - begun);
    }

    /** The time in which a listener handles a message is not a wait for the network. */
    @Test
    void standsStillWhileTheListenerOfAWebsocketIsBusy() throws Exception {
        try (TestClients clients = new TestClients();
                RawServer server = new RawServer()) {
            CompletableFuture<Long> counted = new CompletableFuture<>();
            clients.open(server.url("/"), new WebSocketListener() {
                @Override
                public void onMessage(WebSocket socket, String text) {
                    long before = clients.networkWait().nanos();
                    spin(A_MOMENT);
                    counted.complete(clients.networkWait().nanos() - before);
                }
            });
            try (RawServer.Peer peer = server.open()) {
                peer.send(FrameBytes.text("hi"));
                assertThat(counted.get(10, TimeUnit.SECONDS)).isZero();
            }
        }
    }

    private static void spin(long nanos) {
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
    }
}
