package io.github.siocli.net.websocket;

import static io.github.siocli.net.websocket.FrameBytes.frame;
import static io.github.siocli.net.websocket.FrameBytes.hex;
import static io.github.siocli.net.websocket.FrameBytes.ping;
import static io.github.siocli.net.websocket.FrameBytes.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.net.websocket.RawServer.Peer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** Tests pings and pongs in both directions. */
class PingingTest extends RawConnection {

    @Test
    void answersPingsInOrder() throws Exception {
        connect();
        try (Peer peer = opened()) {
            peer.send(ping("1"), frame(1, "a"), ping(""), ping("x".repeat(125)), frame(0x80, "b"));
            assertThat(peer.frame()).isEqualTo("8a 31");
            assertThat(peer.frame()).isEqualTo("8a ");
            assertThat(peer.frame()).isEqualTo("8a " + "78".repeat(125));
            assertThat(listening.next()).isEqualTo("text ab");
        }
    }

    @Test
    void measuresAPingUntilItsOwnPong() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            CompletableFuture<Duration> first = pinging(socket);
            String one = peer.frame();
            CompletableFuture<Duration> second = pinging(socket);
            String two = peer.frame();
            assertThat(one).matches("89 [0-9a-f]{16}").isNotEqualTo(two);
            peer.send(hex("8a 01 61"), frame(0x8a, new byte[8]), frame(0x8a, hex(two.substring(3))));
            assertThat(second.get(10, TimeUnit.SECONDS)).isPositive().isLessThan(Duration.ofSeconds(10));
            assertThat(first).isNotDone();
            peer.send(frame(0x8a, hex(one.substring(3))));
            assertThat(first.get(10, TimeUnit.SECONDS)).isGreaterThan(Duration.ZERO);
        }
    }

    @Test
    void returnsEmptyWithoutAPongOnTimeoutOrDisconnect() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            assertThat(socket.ping(Duration.ofMillis(50))).isEmpty();
            assertThat(peer.frame()).startsWith("89 ");
            CompletableFuture<Duration> open = pinging(socket);
            assertThat(peer.frame()).startsWith("89 ");
            peer.finish();
            assertThat(open.get(10, TimeUnit.SECONDS)).isNull();
            assertThat(listening.end()).startsWith("failed EOFException");
            assertThat(socket.ping(Duration.ofSeconds(10))).isEmpty();
        }
    }

    /** Completes with null if there is no pong. */
    private static CompletableFuture<Duration> pinging(ClientWebSocket socket) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return socket.ping(Duration.ofSeconds(10)).orElse(null);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /**
     * The server reads nothing while the client writes, and sends a ping: the reading thread must not wait for the
     * write.
     */
    @Test
    void readsWhileAWriteBlocks() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            ByteString large = ByteString.of(new byte[20 << 20]);
            CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> socket.send(large));
            Eventually.until(() -> socket.queueSize() > 0);
            peer.send(ping("a"), text("behind a ping"));
            assertThat(listening.next()).isEqualTo("text behind a ping");
            assertThat(sent).isNotDone();
            assertThat(peer.frame()).hasSize(3 + (40 << 20));
            assertThat(peer.frame()).isEqualTo("8a 61");
            assertThat(sent.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
