package io.github.siocli.net.websocket;

import static io.github.siocli.net.websocket.FrameBytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.net.websocket.RawServer.Peer;
import io.github.siocli.testing.Property;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Response;
import okhttp3.WebSocket;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** Tests aborted websockets, and which thread waits for which. */
class CancellationTest extends RawConnection {

    @Test
    void cancelEndsABlockedRead() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            socket.cancel();
            assertThat(listening.end()).isEqualTo("failed SocketException: Socket closed\n");
            assertThat(socket.send("late")).isFalse();
            peer.awaitEnd();
        }
    }

    @Test
    void cancelEndsABlockedWrite() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            ByteString large = ByteString.of(new byte[20 << 20]);
            CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> socket.send(large));
            Eventually.until(() -> socket.queueSize() > 0);
            CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> socket.send("behind"));
            Eventually.until(() -> socket.queueSize() > 6);
            assertThat(first.isDone() || second.isDone()).isFalse();
            socket.cancel();
            assertThat(first.get(10, TimeUnit.SECONDS)).isFalse();
            assertThat(second.get(10, TimeUnit.SECONDS)).isFalse();
            assertThat(socket.queueSize()).isZero();
            assertThat(listening.end()).isEqualTo("failed SocketException: Socket closed\n");
            peer.awaitEnd();
        }
    }

    /** Data that the server sent before it closed is read, although the server reads nothing more. */
    @Test
    void keepsReadingAfterAFailedWrite() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        RecordingListener held = new RecordingListener() {
            @Override
            public void onMessage(WebSocket socket, String text) {
                super.onMessage(socket, text);
                try {
                    slow.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        ClientWebSocket socket = clients.open(server.url("/"), held);
        Peer peer = server.open();
        peer.send(text("first"));
        assertThat(held.next()).isEqualTo("open 101");
        assertThat(held.next()).isEqualTo("text first");
        peer.send(FrameBytes.close(1009, "too large")).close();
        Eventually.until(() -> !socket.send("more"));
        slow.countDown();
        assertThat(held.end()).isEqualTo("closing 1009 too large\nclosed 1009 too large\n");
    }

    @Test
    void failsWithTheExceptionOfTheListener() throws Exception {
        RecordingListener throwing = new RecordingListener() {
            @Override
            public void onMessage(WebSocket socket, String text) {
                throw new IllegalStateException("a fault");
            }
        };
        clients.open(server.url("/"), throwing);
        try (Peer peer = server.open()) {
            peer.send(text("a"));
            assertThat(throwing.end()).isEqualTo("open 101\nfailed IllegalStateException: a fault\n");
            peer.awaitEnd();
        }
    }

    /** A slow listener stops the reading thread, so that the server's writes block. */
    @Test
    void slowListenerBlocksTheServer() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        RecordingListener held = new RecordingListener() {
            @Override
            public void onMessage(WebSocket socket, ByteString bytes) {
                try {
                    slow.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        clients.open(server.url("/"), held);
        try (Peer peer = server.open()) {
            byte[] message = FrameBytes.binary(new byte[1 << 20]);
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 40; i++) {
                        peer.send(message);
                    }
                    peer.send(FrameBytes.close(1000, ""));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(held.next()).isEqualTo("open 101");
            assertThatThrownBy(() -> flood.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            slow.countDown();
            assertThat(held.end()).isEqualTo("closing 1000 \nclosed 1000 \n");
            flood.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void endsOnceForAnyInput() {
        Property.holds(150, random -> {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            byte[] start = random.nextBoolean() ? text("a") : FrameBytes.close(1000, "");
            byte[] stream = random.nextBoolean() ? FrameBytes.concat(start, noise) : FrameBytes.concat(noise, start);
            int cut = random.nextInt(stream.length);
            RecordingListener told = new RecordingListener();
            clients.open(server.url("/"), told);
            try (Peer peer = server.open()) {
                peer.send(Arrays.copyOf(stream, cut))
                        .send(Arrays.copyOfRange(stream, cut, stream.length))
                        .finish();
                assertThat(told.end()).startsWith("open 101\n");
                peer.awaitEnd();
            } catch (IOException goneAlready) {
                assertThat(told.end()).startsWith("open 101\n");
            }
        });
    }

    /** Counts the threads of the client, which must end with their websockets. */
    @Test
    void leavesNoThreadsAfterTheEnd() throws Exception {
        for (int i = 0; i < 20; i++) {
            RecordingListener told = new RecordingListener() {
                @Override
                public void onOpen(WebSocket socket, Response response) {
                    super.onOpen(socket, response);
                    socket.close(1000, "");
                }
            };
            clients.open(server.url("/"), told);
            try (Peer peer = server.open()) {
                peer.frame();
                peer.send(FrameBytes.close(1000, ""));
                told.end();
            }
        }
        Eventually.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("sio-websocket")));
    }
}
