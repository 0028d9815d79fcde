package io.github.siocli.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what a session sends. The clock of its event loop stands still unless a test moves it. */
class EngineSessionTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    /** The header field of websocket libraries for Node. */
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

    private static final Duration PING_INTERVAL = Duration.ofSeconds(25);
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(20);

    private static final Pattern SID = Pattern.compile("\"sid\":\"([\\w-]+)\"");

    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final EngineListener listener = new EngineListener() {
        @Override
        public ConnectDecision onHandshake(HandshakeRequest request) {
            return ConnectDecision.ACCEPTED;
        }

        @Override
        public SessionListener onOpen(EngineSession session) {
            return new Pair(session);
        }
    };
    private final EngineHttp engine = new EngineHttp(
            new EngineContext(
                    EngineOptions.DEFAULT, listener, new EngineFaults() {}, new SessionRegistry(EngineLimits.DEFAULT)),
            new LocalHosts("127.0.0.1"),
            Clock.systemUTC());

    /** Answers each message with two, which it separates. */
    private record Pair(EngineSession session) implements SessionListener {

        @Override
        public void onText(byte[] packet, int from) {
            String message = new String(packet, from, packet.length - from, StandardCharsets.US_ASCII);
            if (message.equals("cut")) {
                session.cut();
                return;
            }
            if (message.equals("close")) {
                session.close(CloseReason.FORCED_CLOSE, 4001);
                return;
            }
            session.send(EngineFrame.text("4first"));
            session.separateNextFrame();
            session.send(EngineFrame.text("4second"));
        }

        @Override
        public void onBinary(byte[] bytes) {}

        @Override
        public void onUpgrade() {}

        @Override
        public void onClose(CloseReason reason) {}
    }

    /** A connection of a client. */
    private final class Connection {

        private final EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
            }
        };

        Connection() {
            channel.freezeTime();
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(),
                            new HttpConnection(engine, EngineLimits.DEFAULT, new InboundBudget(1 << 20)));
            channels.add(channel);
        }

        void request(String method, String target, String fields, String body) {
            send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n"
                    + fields + "\r\n" + body);
        }

        void upgrade(String target, String fields) {
            request(
                    "GET",
                    target,
                    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + fields,
                    "");
            assertThat(received()).startsWith("HTTP/1.1 101 ");
        }

        /** Sends a frame whose mask is zero. */
        void frame(int opcode, String payload) {
            send((char) (0x80 | opcode) + "" + (char) (0x80 | payload.length()) + "\0\0\0\0" + payload);
        }

        private void send(String bytes) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
            channels.forEach(EmbeddedChannel::runPendingTasks);
        }

        boolean isOpen() {
            return channel.isOpen();
        }

        /** Moves the clock of this connection, on whose event loop its session runs. */
        void pass(Duration time) {
            channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
            channel.runScheduledPendingTasks();
            channels.forEach(EmbeddedChannel::runPendingTasks);
        }

        /** Returns what the server has sent since the last call. */
        String received() {
            StringBuilder all = new StringBuilder();
            for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
                all.append(part.toString(StandardCharsets.ISO_8859_1));
                part.release();
            }
            return all.toString();
        }
    }

    @AfterEach
    void end() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private static String frame(int opcode, String payload) {
        return (char) (0x80 | opcode) + "" + (char) payload.length() + payload;
    }

    private static String text(String payload) {
        return frame(1, payload);
    }

    /** Opens a polling session and returns its id as a parameter. */
    private static String open(Connection connection) {
        connection.request("GET", POLLING, "", "");
        Matcher sid = SID.matcher(connection.received());
        assertThat(sid.find()).isTrue();
        return "&sid=" + sid.group(1);
    }

    private static void poll(Connection connection, String sid) {
        connection.request("GET", POLLING + sid, "", "");
    }

    @Test
    void answersEachPollWithoutDelayWhileTheWebsocketIsProbed() {
        Connection polling = new Connection();
        Connection websocket = new Connection();
        String sid = open(polling);
        websocket.upgrade(WEBSOCKET + sid, "");
        poll(polling, sid);
        assertThat(polling.received()).isEmpty();
        websocket.frame(1, "2probe");
        assertThat(websocket.received()).isEqualTo(text("3probe"));
        assertThat(polling.received()).endsWith("\r\n\r\n6");
        poll(polling, sid);
        assertThat(polling.received()).endsWith("\r\n\r\n6");
        websocket.frame(1, "5");
        websocket.frame(1, "4hello");
        assertThat(websocket.received()).isEqualTo(text("4first") + text("4second"));
    }

    @Test
    void answersAPollWithItsMessagesWhileTheWebsocketIsProbed() {
        Connection polling = new Connection();
        Connection websocket = new Connection();
        String sid = open(polling);
        websocket.upgrade(WEBSOCKET + sid, "");
        websocket.frame(1, "2probe");
        new Connection().request("POST", POLLING + sid, "", "4hello");
        poll(polling, sid);
        assertThat(polling.received()).endsWith("\r\n\r\n4first\u001e4second");
    }

    @Test
    void closesTheProbedWebsocketWithTheSession() {
        Connection polling = new Connection();
        Connection websocket = new Connection();
        String sid = open(polling);
        websocket.upgrade(WEBSOCKET + sid, "");
        websocket.frame(1, "2probe");
        websocket.received();
        polling.request("POST", POLLING + sid, "", "1");
        assertThat(websocket.received()).isEqualTo(frame(8, "\u0003\u00e8"));
    }

    @Test
    void closesTheProbedWebsocketWithTheCodeOfTheSession() {
        Connection websocket = probedConnectionAfter("4close");
        assertThat(websocket.received()).isEqualTo(frame(8, "\u000f\u00a1"));
    }

    @Test
    void cutsTheProbedWebsocketWithTheSession() {
        Connection websocket = probedConnectionAfter("4cut");
        assertThat(websocket.received()).isEmpty();
        assertThat(websocket.isOpen()).isFalse();
    }

    /** Returns the connection of a websocket that was probed before the client sent a message over polling. */
    private Connection probedConnectionAfter(String message) {
        Connection websocket = new Connection();
        String sid = open(new Connection());
        websocket.upgrade(WEBSOCKET + sid, "");
        websocket.frame(1, "2probe");
        websocket.received();
        new Connection().request("POST", POLLING + sid, "", message);
        return websocket;
    }

    @Test
    void ignoresFramesAfterAFailedProbe() {
        Connection websocket = new Connection();
        String sid = open(new Connection());
        websocket.upgrade(WEBSOCKET + sid, "");
        websocket.frame(1, "4hello");
        assertThat(websocket.received()).isEqualTo(frame(8, "\u0003\u00e8"));
        websocket.frame(1, "2probe");
        websocket.frame(1, "5");
        assertThat(websocket.received()).isEmpty();
        Connection polling = new Connection();
        poll(polling, sid);
        assertThat(polling.received()).as("the poll waits").isEmpty();
    }

    @Test
    void keepsAWebsocketAsLongAsItSendsPongs() {
        Connection client = new Connection();
        client.upgrade(WEBSOCKET, "");
        for (int i = 0; i < 3; i++) {
            client.pass(PING_INTERVAL.minusNanos(1));
            assertThat(client.received()).isEmpty();
            client.pass(Duration.ofNanos(1));
            assertThat(client.received()).isEqualTo(text("2"));
            client.pass(PING_TIMEOUT.minusNanos(1));
            client.frame(1, "3");
        }
        client.pass(PING_INTERVAL);
        assertThat(client.received()).isEqualTo(text("2"));
        client.pass(PING_TIMEOUT.minusNanos(1));
        assertThat(client.isOpen()).isTrue();
        client.pass(Duration.ofNanos(1));
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void endsAPollingSessionWithoutAPong() {
        Connection polling = new Connection();
        String sid = open(polling);
        poll(polling, sid);
        polling.pass(PING_INTERVAL);
        assertThat(polling.received()).endsWith("\r\n\r\n2");
        new Connection().request("POST", POLLING + sid, "", "3");
        polling.pass(PING_INTERVAL);
        poll(polling, sid);
        assertThat(polling.received()).endsWith("\r\n\r\n2");
        poll(polling, sid);
        polling.pass(PING_TIMEOUT);
        assertThat(polling.received()).endsWith("\r\n\r\n1");
        poll(polling, sid);
        assertThat(polling.received()).contains("\"code\":1");
    }

    @Test
    void holdsTheSecondMessageForALibraryForNodeUntilItsPong() {
        Connection client = new Connection();
        client.upgrade(WEBSOCKET, OFFER);
        client.frame(1, "4hello");
        assertThat(client.received()).isEqualTo(text("4first") + frame(9, ""));
        client.frame(10, "");
        assertThat(client.received()).isEqualTo(text("4second"));
        client.frame(1, "4hello");
        assertThat(client.received()).isEqualTo(text("4first") + frame(9, ""));
        client.frame(1, "2");
        assertThat(client.received()).startsWith(text("4second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", OFFER + "Origin: http://localhost\r\n"})
    void sendsBothMessagesToOtherClientsAtOnce(String fields) {
        Connection client = new Connection();
        client.upgrade(WEBSOCKET, fields);
        client.frame(1, "4hello");
        assertThat(client.received()).isEqualTo(text("4first") + text("4second"));
    }

    @Test
    void sendsBothMessagesAfterAnUpgradeAtOnce() {
        Connection websocket = new Connection();
        websocket.upgrade(WEBSOCKET + open(new Connection()), OFFER);
        websocket.frame(1, "2probe");
        websocket.frame(1, "5");
        websocket.received();
        websocket.frame(1, "4hello");
        assertThat(websocket.received()).isEqualTo(text("4first") + text("4second"));
    }
}
