package io.github.siocli.net.websocket;

import static io.github.siocli.net.websocket.FrameBytes.frame;
import static io.github.siocli.net.websocket.FrameBytes.ping;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.net.websocket.RawServer.Peer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what an open websocket writes, and what it reports to its observer. */
class SendingTest extends RawConnection {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 2, 7, 8, 9, 125, 126, 127, 4_081, 4_082, 4_083, 65_521, 65_522, 65_535, 65_536, 65_537, 300_001
            })
    void writesMaskedMessagesWithTheirLength(int length) throws Exception {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> socket.send(ByteString.of(bytes)));
            assertThat(peer.frame()).isEqualTo("82 " + ByteString.of(bytes).hex());
            assertThat(sent.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(socket.queueSize()).isZero();
        }
    }

    @Test
    void writesCollectedFramesOnFlush() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            socket.gather();
            assertThat(socket.send("one")).isTrue();
            assertThat(socket.send("é")).isTrue();
            assertThat(socket.queueSize()).isEqualTo(5);
            socket.flush();
            assertThat(socket.queueSize()).isZero();
            assertThat(peer.frame()).isEqualTo("81 6f6e65");
            assertThat(peer.frame()).isEqualTo("81 c3a9");
            assertThat(socket.send("two")).isTrue();
            assertThat(socket.queueSize()).isZero();
            assertThat(peer.frame()).isEqualTo("81 74776f");
        }
    }

    @Test
    void writesCollectedFramesWithAFrameOfAnotherThread() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            socket.gather();
            socket.send("one");
            assertThat(CompletableFuture.supplyAsync(() -> socket.send("two")).get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(socket.queueSize()).isZero();
            assertThat(peer.frame()).isEqualTo("81 6f6e65");
            assertThat(peer.frame()).isEqualTo("81 74776f");
        }
    }

    @Test
    void writesCollectedFramesBeforeTheCloseFrame() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            socket.gather();
            socket.send("one");
            socket.close(1000, null);
            assertThat(peer.frame()).isEqualTo("81 6f6e65");
            assertThat(peer.frame()).isEqualTo("88 03e8");
        }
    }

    /** Collects more bytes than the buffer of the writer holds, in frames of many sizes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 125, 4_082, 21_000, 65_521, 65_522, 100_001})
    void collectsAnyNumberOfFrames(int length) throws Exception {
        int number = 300_000 / length + 3;
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                socket.gather();
                for (int i = 0; i < number; i++) {
                    socket.send(String.valueOf((char) ('a' + i % 26)).repeat(length));
                }
                socket.flush();
            });
            for (int i = 0; i < number; i++) {
                String message = ByteString.decodeHex(peer.frame().substring(3)).utf8();
                assertThat(message)
                        .isEqualTo(String.valueOf((char) ('a' + i % 26)).repeat(length));
            }
            sent.get(10, TimeUnit.SECONDS);
            assertThat(socket.queueSize()).isZero();
        }
    }

    @Test
    void writesTextAsUtf8() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            assertThat(socket.send("é€😀")).isTrue();
            assertThat(peer.frame()).isEqualTo("81 c3a9e282acf09f9880");
            assertThat(socket.send("")).isTrue();
            assertThat(peer.frame()).isEqualTo("81 ");
        }
    }

    @Test
    void keepsMessagesOfThreadsWholeAndInOrder() throws Exception {
        int threads = 4;
        int each = 500;
        ClientWebSocket socket = connect();
        try (Peer peer = opened()) {
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                char name = (char) ('a' + t);
                senders.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        socket.send(name + " " + i + " " + String.valueOf(name).repeat(i * 17 % 5000));
                    }
                }));
            }
            int[] next = new int[threads];
            for (int i = 0; i < threads * each; i++) {
                String message = ByteString.decodeHex(peer.frame().substring(3)).utf8();
                int thread = message.charAt(0) - 'a';
                int number = next[thread]++;
                assertThat(message)
                        .isEqualTo(message.charAt(0) + " " + number + " "
                                + message.substring(0, 1).repeat(number * 17 % 5000));
            }
            CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void sendsNothingBeforeItIsOpen() throws Exception {
        ClientWebSocket socket = connect();
        try (Peer peer = server.accept()) {
            assertThat(socket.send("early")).isFalse();
            assertThat(socket.ping(Duration.ofSeconds(1))).isEmpty();
            peer.send(peer.acceptance());
            assertThat(listening.next()).isEqualTo("open 101");
            assertThat(socket.send("now")).isTrue();
            assertThat(peer.frame()).isEqualTo("81 6e6f77");
        }
    }

    @Test
    void reportsHeadsAndFramesToTheObserver() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        FrameObserver observer = new FrameObserver() {
            @Override
            public void request(String head) {
                seen.add("request " + head);
            }

            @Override
            public void response(String head) {
                seen.add("response " + head);
            }

            @Override
            public void frame(FrameDirection direction, Opcode opcode, boolean last, long size) {
                seen.add(direction + " " + opcode + " " + last + " " + size);
            }

            @Override
            public void received(Opcode opcode, byte[] payload) {
                seen.add("received " + opcode + " " + ByteString.of(payload).hex());
            }

            @Override
            public void sent(Opcode opcode, byte[] payload) {
                seen.add("sent " + opcode + " " + ByteString.of(payload).hex());
            }

            @Override
            public void close(FrameDirection direction, int code, String reason) {
                seen.add(direction + " CLOSE " + code + " " + reason);
            }

            @Override
            public void failed(Throwable cause) {
                seen.add("failed");
            }
        };
        try (TestClients watched = new TestClients(TestClients.LIMITS, observer)) {
            ClientWebSocket socket = watched.open(server.url("/a"), listening);
            try (Peer peer = server.accept()) {
                String interim = "HTTP/1.1 103 Early Hints\r\n\r\n";
                String answer = peer.acceptance();
                peer.send(interim + answer);
                assertThat(listening.next()).isEqualTo("open 101");
                socket.send("é");
                peer.frame();
                peer.send(frame(1, "abc"), frame(0x80, ""), ping("p"));
                peer.frame();
                assertThat(listening.next()).isEqualTo("text abc");
                socket.close(1000, "bye");
                peer.frame();
                peer.send(FrameBytes.close(1001, "ok"));
                assertThat(listening.end()).isEqualTo("closing 1001 ok\nclosed 1001 ok\n");
                assertThat(seen)
                        .containsExactlyInAnyOrder(
                                "request " + peer.request(),
                                "response " + interim,
                                "response " + answer,
                                "OUT TEXT true 2",
                                "sent TEXT c3a9",
                                "IN TEXT false 3",
                                "IN CONTINUATION true 0",
                                "received TEXT 616263",
                                "IN PING true 1",
                                "received PING 70",
                                "OUT PONG true 1",
                                "sent PONG 70",
                                "OUT CLOSE 1000 bye",
                                "IN CLOSE 1001 ok");
            }
        }
    }

    @Test
    void reportsARefusalToTheObserver() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        FrameObserver observer = new FrameObserver() {
            @Override
            public void body(byte[] bytes) {
                seen.add("body " + new String(bytes, StandardCharsets.UTF_8));
            }

            @Override
            public void failed(Throwable cause) {
                seen.add("failed " + cause.getMessage());
            }
        };
        try (TestClients watched = new TestClients(TestClients.LIMITS, observer)) {
            watched.open(server.url("/a"), listening);
            try (Peer peer = server.accept()) {
                peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno");
                assertThat(listening.end()).startsWith("failed HandshakeRefused");
            }
        }
        assertThat(seen).containsExactly("body no", "failed HTTP 400 Bad Request");
    }
}
