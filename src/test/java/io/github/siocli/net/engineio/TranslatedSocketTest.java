package io.github.siocli.net.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Handshake;
import io.github.siocli.event.ServerFamily;
import io.github.siocli.json.Json;
import io.github.siocli.testing.Property;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TranslatedSocketTest {

    private static final String OPEN =
            "0{\"sid\":\"engine\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":60000}";
    private static final String OPEN_4_5 = OPEN.replace("}", ",\"maxPayload\":1000000}");
    /** An event encoded as msgpack, in hex. */
    private static final String EVENT = "83a47479706502a36e7370a12fa46461746191a165";

    private static final Request REQUEST = new Request.Builder()
            .url("http://127.0.0.1/socket.io/?EIO=4&transport=websocket")
            .build();

    /** Packets that the library may send at any time. */
    private static final String[] LIBRARY_PACKETS = {"40", "40/a,{\"t\":1}", "41", "41/a,", "42[\"e\"]", "43/a,1[]", "3"
    };

    private final FakeWebSockets wire = new FakeWebSockets();
    private final List<String> received = new ArrayList<>();
    private final ManualClock clock = new ManualClock();
    private Optional<Json> auth = Optional.empty();
    private ProtocolDetector detector = newDetector(new ServerGeneration());
    private WebSocket librarySocket;
    /** Runs when the handshake is passed on. */
    private Runnable beforeHandshake = () -> {};
    /** Sends the library's packets for the root; run as soon as the handshake is seen. */
    private Runnable sendRootConnect = () -> librarySocket.send("40");

    @AfterEach
    void end() {
        clock.shutdownNow();
    }

    @Test
    void detectsEio4AtOnceFromMaxPayload() {
        FakeWebSockets.Socket socket = openSocket();
        socket.sendToClient(OPEN_4_5);
        assertThat(received).containsExactly("open", OPEN_4_5);
        assertThat(socket.received).containsExactly("40");
        assertThat(family()).isEqualTo(ServerFamily.SOCKET_IO_3_OR_4);
        assertThat(clock.tasks).doesNotContainKey(60L);
    }

    @Test
    void detectsEio3FromAnUnrequestedConnect() {
        FakeWebSockets.Socket socket = openSocket();
        socket.sendToClient(OPEN);
        assertThat(received).containsExactly("open");
        socket.sendToClient("40");
        socket.sendToClient("42[\"welcome\"]");
        assertThat(received).containsExactly("open", OPEN, "40", "42[\"welcome\"]");
        librarySocket.send("40");
        librarySocket.send("3");
        librarySocket.send(ByteString.of((byte) 7));
        assertThat(socket.received).containsExactly("40", "40", ByteString.of((byte) 4, (byte) 7));
        assertThat(family()).isEqualTo(ServerFamily.SOCKET_IO_1_OR_2);
        clock.pass(60);
        assertThat(received).hasSize(4);
    }

    @Test
    void detectsEio3FromAnUnrequestedRefusal() {
        FakeWebSockets.Socket socket = openSocket();
        socket.sendToClient(OPEN);
        socket.sendToClient("44\"no\"");
        assertThat(received).containsExactly("open", OPEN, "44\"no\"");
    }

    @Test
    void assumesEio4WhenTheServerStaysSilent() {
        FakeWebSockets.Socket socket = openSocket();
        socket.sendToClient(OPEN);
        assertThat(received).containsExactly("open");
        clock.pass(60);
        assertThat(received).containsExactly("open", OPEN);
        assertThat(detector.isEio4Assumed()).isTrue();
        socket.sendToClient("40{\"sid\":\"s\"}");
        socket.sendToClient("2");
        assertThat(received).containsExactly("open", OPEN, "40{\"sid\":\"s\"}", "2");
        assertThat(socket.received).containsExactly("40");
    }

    /** The timer passes on the handshake, and the reading thread the packet. */
    @Test
    void passesOnTheHandshakeBeforeAPacketThatArrivesMeanwhile() throws Exception {
        FakeWebSockets.Socket socket = openSocket();
        socket.sendToClient(OPEN);
        Thread reader = new Thread(() -> socket.sendToClient("40"));
        beforeHandshake = () -> {
            reader.start();
            while (reader.getState() != Thread.State.BLOCKED && reader.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
        };
        clock.pass(60);
        reader.join();
        assertThat(received).containsExactly("open", OPEN, "40");
    }

    @Test
    void sendsRootAuthInASecondHandshake() {
        auth = Optional.of(Json.literal("{\"token\":\"s3cret\"}"));
        FakeWebSockets.Socket first = openSocket();
        first.sendToClient(OPEN);
        first.sendToClient("40");
        assertThat(first.isEnded).isTrue();
        assertThat(wire.sockets).hasSize(2);
        FakeWebSockets.Socket second = wire.sockets.get(1);
        assertThat(second.request.url().query()).contains("EIO=3", "token=s3cret");
        first.client.onClosed(first, 1000, "");
        second.accept();
        second.sendToClient(OPEN);
        second.sendToClient("40");
        assertThat(received).containsExactly("open", OPEN, "40");
    }

    @Test
    void triesEio3WhenEio4IsRefused() {
        librarySocket = detector.wrap(wire).newWebSocket(REQUEST, new RecordingListener());
        wire.sockets.get(0).refuse(400, "{\"code\":\"5\",\"message\":\"Unsupported protocol version\"}");
        assertThat(wire.sockets).hasSize(2);
        assertThat(wire.sockets.get(1).request.url().query()).contains("EIO=3");
        wire.sockets.get(1).refuse(400, "Unsupported protocol version");
        assertThat(received).containsExactly("failure refused 400");
    }

    @Test
    void reportsAnyOtherRefusalAtOnce() {
        librarySocket = detector.wrap(wire).newWebSocket(REQUEST, new RecordingListener());
        wire.sockets.get(0).refuse(502, "<html>");
        assertThat(received).containsExactly("failure refused 502");
        assertThat(wire.sockets).hasSize(1);
    }

    @Test
    void triesEio3TooWhenEio4IsNotAnswered() {
        FakeWebSockets.Socket first = openSocket();
        clock.pass(2000);
        FakeWebSockets.Socket second = wire.sockets.get(1);
        assertThat(first.isEnded).isFalse();
        second.accept();
        second.client.onFailure(second, new ProtocolException("RSV1"), null);
        first.sendToClient(OPEN_4_5);
        assertThat(received).containsExactly("open", OPEN_4_5);
    }

    @Test
    void usesTheFirstSessionThatOpens() {
        FakeWebSockets.Socket first = openSocket();
        clock.pass(2000);
        FakeWebSockets.Socket second = wire.sockets.get(1);
        second.accept();
        second.sendToClient(OPEN);
        assertThat(first.isEnded).isTrue();
        first.sendToClient(OPEN_4_5);
        second.sendToClient("40");
        assertThat(received).containsExactly("open", OPEN, "40");
    }

    @Test
    void detectsTheGenerationAgainAfterAServerChange() {
        FakeWebSockets.Socket old = openSocket();
        old.sendToClient(OPEN);
        old.sendToClient("40");
        old.client.onFailure(old, new ProtocolException("end"), null);
        received.clear();
        librarySocket = detector.wrap(wire).newWebSocket(REQUEST, new RecordingListener());
        FakeWebSockets.Socket asked3 = wire.sockets.get(1);
        assertThat(asked3.request.url().query()).contains("EIO=3");
        asked3.accept();
        asked3.client.onFailure(asked3, new ProtocolException("RSV1"), null);
        FakeWebSockets.Socket asked4 = wire.sockets.get(2);
        asked4.accept();
        asked4.sendToClient(OPEN_4_5);
        assertThat(received).containsExactly("open", OPEN_4_5);
    }

    @Test
    void usesOnlyTheForcedGeneration() {
        detector = newDetector(new ServerGeneration(3));
        FakeWebSockets.Socket socket = openSocket();
        assertThat(socket.request.url().query()).contains("EIO=3");
        clock.pass(2000);
        assertThat(wire.sockets).hasSize(1);
        socket.client.onFailure(socket, new ProtocolException("RSV1"), null);
        assertThat(received).containsExactly("open", "failure RSV1");
    }

    @Test
    void handlesAnyFramesWithAtMostOneFailure() {
        Property.holds(3_000, random -> {
            wire.sockets.clear();
            received.clear();
            clock.tasks.clear();
            FakeWebSockets.Socket socket = openSocket();
            int frames = random.nextInt(12);
            for (int i = 0; i < frames; i++) {
                if (random.nextInt(5) == 0) {
                    byte[] bytes = new byte[random.nextInt(4)];
                    random.nextBytes(bytes);
                    socket.client.onMessage(socket, ByteString.of(bytes));
                } else {
                    socket.sendToClient(frame(random));
                }
                librarySocket.send(LIBRARY_PACKETS[random.nextInt(LIBRARY_PACKETS.length)]);
                clock.pass(random.nextInt(3) == 0 ? 60 : 250);
            }
            long failures = received.stream()
                    .filter(event -> event.startsWith("failure"))
                    .count();
            assertThat(failures).isLessThanOrEqualTo(1);
            assertThat(received.size()).isLessThanOrEqualTo(4 * frames + 4);
        });
    }

    private static String frame(Random random) {
        String[] likely = {
            OPEN, OPEN_4_5, "40", "40/a", "44", "44/a,7", "41", "42[\"e\"]", "3", "2", "6", "b4AQ==", "b4?", ""
        };
        if (random.nextInt(3) > 0) {
            return likely[random.nextInt(likely.length)];
        }
        StringBuilder text = new StringBuilder();
        String characters = "0123456789{}[]\"/,-?b\u001e\ud800";
        random.ints(random.nextInt(10), 0, characters.length()).forEach(at -> text.append(characters.charAt(at)));
        return text.toString();
    }

    private FakeWebSockets.Socket openSocket() {
        librarySocket = detector.wrap(wire).newWebSocket(REQUEST, new RecordingListener());
        FakeWebSockets.Socket socket = wire.sockets.get(wire.sockets.size() - 1);
        socket.accept();
        return socket;
    }

    private ServerFamily family() {
        Handshake handshake = new Handshake("engine", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());
        return detector.withServerFamily(handshake).server();
    }

    private ProtocolDetector newDetector(ServerGeneration generation) {
        return new ProtocolDetector(generation, () -> auth, clock);
    }

    /** Records what the library receives. */
    private final class RecordingListener extends WebSocketListener {

        @Override
        public void onOpen(WebSocket socket, Response response) {
            received.add("open");
        }

        @Override
        public void onMessage(WebSocket socket, String frame) {
            assertThat(socket).isSameAs(librarySocket);
            if (frame.startsWith("0{")) {
                beforeHandshake.run();
            }
            received.add(frame);
            if (frame.startsWith("0{")) {
                // The library connects the root as soon as it sees the handshake.
                sendRootConnect.run();
            }
        }

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            received.add(bytes.hex());
        }

        @Override
        public void onFailure(WebSocket socket, Throwable error, Response response) {
            received.add("failure " + error.getMessage() + (response == null ? "" : " " + response.code()));
        }
    }

    /** A scheduler whose time advances only when the test calls {@link #pass}. */
    private static final class ManualClock extends ScheduledThreadPoolExecutor {

        private final java.util.Map<Long, List<Runnable>> tasks = new java.util.HashMap<>();

        private ManualClock() {
            super(0);
        }

        private void pass(long millis) {
            List<Runnable> due = tasks.remove(millis);
            if (due != null) {
                due.forEach(Runnable::run);
            }
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            tasks.computeIfAbsent(unit.toMillis(delay), none -> new ArrayList<>())
                    .add(task);
            return new NeverRunTask();
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            return new NeverRunTask();
        }
    }

    private static final class NeverRunTask extends java.util.concurrent.FutureTask<Void>
            implements ScheduledFuture<Void> {

        private NeverRunTask() {
            super(() -> null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return Long.MAX_VALUE;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
