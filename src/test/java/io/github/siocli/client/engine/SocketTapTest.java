package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.AckTracker;
import io.github.siocli.client.RecordingConnection;
import io.github.siocli.client.SendReporter;
import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.concurrent.DaemonThreads;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.net.trace.TraceSettings;
import io.github.siocli.net.websocket.DirectDialer;
import io.github.siocli.net.websocket.FrameObserver;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.net.websocket.TlsLayer;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.net.websocket.WebSocketLimits;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.testing.TestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketTapTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String FRAME = "42[\"hello\",1]";

    private final List<String> log = new ArrayList<>();
    private final ScheduledThreadPoolExecutor scheduler = DaemonThreads.scheduler();
    private final Clock clock = Clock.systemUTC();
    private final ConnectOptions options = TestOptions.to(3000, TIMEOUT, Transport.WEBSOCKET);
    private final AckTracker acks = new AckTracker(this::onEvent, clock, scheduler);
    private final SendReporter reporter = new SendReporter(this::onEvent, acks, clock);
    private final SendQueue sendQueue = new SendQueue(reporter::dropped);
    private final Connector connector = newConnector();
    private final SocketIoConnection state =
            new SocketIoConnection(connector, sendQueue, new SentListener(), new IgnoringListener());
    private final SocketTap sockets = new SocketTap(
            (request, listener) -> new ImmediateSocket(request),
            new WebSocketClient(
                    new DirectDialer(TIMEOUT, new ConnectProgress()),
                    new TlsLayer(() -> {
                        throw new IllegalStateException("TLS is not used");
                    }),
                    WebSocketLimits.DEFAULT,
                    () -> FrameObserver.NONE,
                    scheduler,
                    new NetworkWait()),
            state.polling(),
            state);

    private Connector newConnector() {
        try {
            return new Connector(options, TraceSettings.off(), Optional::empty, scheduler, this::onEvent, clock);
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    /** A ping that is sent earlier would overtake the frame and not prove its delivery. */
    @Test
    void reportsWritingUntilTheFrameIsInTheSocket() throws Exception {
        WebSocket socket = sockets.newWebSocket(
                new Request.Builder().url("http://127.0.0.1:3000/socket.io/").build(), new WebSocketListener() {});
        sendQueue.attach(new RecordingConnection());
        sendQueue.pause("/");
        sendQueue.resume("/");
        Packet packet = new Packet.Event("/", "hello", Arguments.of(Json.literal("1")), OptionalLong.empty());
        sendQueue.submit(packet, false);
        sendQueue.markEncoded(packet, 1, FRAME.length());
        note("before");

        socket.send(FRAME);

        note("after");
        assertThat(log)
                .containsExactly(
                        "before: sending true, writing false",
                        "EventSent: sending false, writing true",
                        "wire: sending false, writing true",
                        "after: sending false, writing false");
        assertThat(state.evidence().delivery().hasUnconfirmed()).isTrue();
        assertThat(connector.traffic().packetsOut()).isEqualTo(1);
        assertThat(connector.traffic().bytesOut()).isEqualTo(FRAME.length());
    }

    private void onEvent(Event event) {
        note(event.getClass().getSimpleName());
    }

    private void note(String when) {
        log.add(when + ": sending " + sendQueue.hasInFlight() + ", writing " + sockets.isWriting());
    }

    /** Reports the packets that are written. */
    private final class SentListener implements PacketListener {

        @Override
        public void received(Packet packet, boolean isEio3) {}

        @Override
        public boolean receivedForeignMessage() {
            return false;
        }

        @Override
        public void suspectedTooLarge(Packet packet, AckTimedOut.Large payload) {}

        @Override
        public void written(Packet packet) {
            reporter.written(packet);
        }
    }

    /** Ignores the state of the connection. */
    private static final class IgnoringListener implements ConnectionListener {

        @Override
        public void opened(SessionConnection connection) {}

        @Override
        public void namespaceConnected() {}

        @Override
        public void otherProtocolDetected(SessionConnection connection, String description) {}

        @Override
        public void failed(SessionConnection connection, Failure failure) {}

        @Override
        public void closed(SessionConnection connection, ConnectionEnd end) {}
    }

    /** A websocket that writes without delay. */
    private final class ImmediateSocket implements WebSocket {

        private final Request request;

        private ImmediateSocket(Request request) {
            this.request = request;
        }

        @Override
        public boolean send(String text) {
            note("wire");
            return true;
        }

        @Override
        public boolean send(ByteString bytes) {
            return true;
        }

        @Override
        public boolean close(int code, String reason) {
            return true;
        }

        @Override
        public void cancel() {}

        @Override
        public Request request() {
            return request;
        }

        @Override
        public long queueSize() {
            return 0;
        }
    }
}
