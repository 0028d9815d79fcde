package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.ClientConnected;
import io.github.siocli.event.LifecycleEvent.ClientDisconnected;
import io.github.siocli.event.LifecycleEvent.ClientRefused;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.output.Display;
import io.github.siocli.server.AckCallback;
import io.github.siocli.server.AckResponder;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.RawClient;
import io.github.siocli.server.ServerListener;
import io.github.siocli.server.ServerOptions;
import io.github.siocli.server.SioServer;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.engine.EngineLimits;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.fault.FaultInjector;
import io.github.siocli.shell.AckKey;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what the listener publishes, and passes on, on a server with raw clients. */
class PublishingListenerTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final Instant NOW = Instant.EPOCH;

    private final EventQueue queue = new EventQueue(1 << 20);
    private final EventPublisher publisher = new EventPublisher(queue);
    private final AckRegistry acks = new AckRegistry();
    private final LinkedBlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final Set<String> called = new HashSet<>();
    private final List<ClientSocket> sockets = new ArrayList<>();
    private final PublishingListener listener = new PublishingListener(
            (ServerListener) Proxy.newProxyInstance(
                    ServerListener.class.getClassLoader(),
                    new Class<?>[] {ServerListener.class},
                    (proxy, method, args) -> handle(method, args)),
            new AuthCheck(Optional.of(Json.literal("{\"token\":7}"))),
            Clock.fixed(NOW, ZoneOffset.UTC),
            publisher,
            acks,
            new RefusalNotes(false));
    private final SioServer server = start();

    private SioServer start() {
        ServerOptions options = ServerOptions.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withEngine(EngineOptions.DEFAULT.withLimits(EngineLimits.DEFAULT.withUnusedSessions(1)));
        FaultInjector tap = new OutgoingPacketTap(FaultInjector.NONE, Clock.systemUTC(), publisher, acks);
        try {
            return SioServer.start(options, listener, tap);
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    /** Acts as the listener with the behaviour of the server. */
    private Object handle(Method method, Object[] args) {
        String name = method.getName();
        try {
            if (name.equals("onConnected")) {
                sockets.add((ClientSocket) args[0]);
            } else if (name.equals("onEvent")) {
                handleEvent((EventName) args[1], (AckResponder) args[3]);
            }
        } finally {
            calls.add(name);
        }
        boolean isRefused =
                name.equals("onConnecting") && ((ConnectRequest) args[0]).nsp().equals("/closed")
                        || name.equals("onHandshake")
                                && ((HandshakeRequest) args[0]).query().containsKey("closed");
        return method.getReturnType() != ConnectDecision.class
                ? null
                : isRefused
                        ? new ConnectDecision.Refuse("no", Optional.of(Json.literal("1")))
                        : ConnectDecision.ACCEPTED;
    }

    private static void handleEvent(EventName name, AckResponder ack) {
        if (name.text().equals("fail")) {
            throw new IllegalStateException("a fault");
        }
        if (name.text().equals("twice")) {
            ack.ack(Arguments.of(Json.literal("8")));
            ack.ack(Arguments.of(Json.literal("9")));
        }
    }

    @AfterEach
    void end() {
        server.close();
    }

    private int port() {
        return server.address().getPort();
    }

    private void await(String call) throws InterruptedException {
        String next;
        do {
            next = calls.poll(RawClient.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(next).as("call of " + call).isNotNull();
            called.add(next);
        } while (!next.equals(call));
    }

    /** Connects a client to a namespace. */
    private RawClient connect(String nsp) throws InterruptedException {
        RawClient client = RawClient.webSocket(port(), WEBSOCKET);
        client.text();
        assertThat(client.text("40" + nsp + ",{\"token\":7}").text()).startsWith("40");
        await("onConnected");
        return client;
    }

    private List<Event> published() throws InterruptedException {
        List<Event> events = new ArrayList<>();
        queue.drainTo(events, 0);
        return events;
    }

    private List<String> notes() throws FailureException {
        List<String> notes = new ArrayList<>();
        publisher.writeNotes((Display) Proxy.newProxyInstance(
                Display.class.getClassLoader(),
                new Class<?>[] {Display.class},
                (proxy, method, args) -> notes.add((String) args[0]) ? null : null));
        return notes;
    }

    @Test
    void passesEachCallToTheNextListener() throws Exception {
        try (RawClient client = connect("/a")) {
            server.query(() -> {
                sockets.get(0).emit(EventName.of("question"), Arguments.NONE, Duration.ofHours(1), new IgnoredAnswer());
                return true;
            });
            assertThat(client.text()).isEqualTo("42/a,0[\"question\"]");
            client.text("43/a,0[]");
            await("onAck");
            client.text("42/a,[\"fail\"]");
            await("onFault");
            client.text("40/closed,{\"token\":7}");
            await("onRefused");
            client.text("41/a,");
            await("onDisconnected");
            client.text("4x");
            await("onRejected");
            await("onSessionClosed");
        }
        RawClient.once(port(), "GET", POLLING, "Origin: https://a.example\r\n", "");
        await("onForeignRequest");
        RawClient.once(port(), "GET", POLLING + "&closed", "", "");
        await("onHandshakeRefused");
        String session = RawClient.polling(port(), 4);
        try (RawClient upgraded =
                RawClient.webSocket(port(), WEBSOCKET + session.substring(session.indexOf("&sid=")))) {
            upgraded.text("2probe").text();
            upgraded.text("5");
            await("onUpgraded");
            RawClient.webSocket(port(), WEBSOCKET).close();
            await("onSessionReplaced");
        }
        assertThat(called)
                .containsExactlyInAnyOrder(Arrays.stream(ServerListener.class.getMethods())
                        .map(Method::getName)
                        .toArray(String[]::new));
    }

    private static final class IgnoredAnswer implements AckCallback {

        @Override
        public void onAck(Arguments args) {
            // The listener publishes the acknowledgement.
        }

        @Override
        public void onFailure(AckFailure failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void publishesAndCountsConnections() throws Exception {
        try (RawClient client = connect("/a")) {
            client.text("40/b,{\"token\":8}").text();
            await("onRefused");
            client.text("40/closed,{\"token\":7}").text();
            await("onRefused");
            String address = "127.0.0.1:" + port(client);
            assertThat(published())
                    .containsExactly(
                            new ClientConnected(NOW, "/a", sockets.get(0).id(), Transport.WEBSOCKET, 4, address, false),
                            new ClientRefused(NOW, "/b", "Unauthorized", Optional.empty(), address),
                            new ClientRefused(NOW, "/closed", "no", Optional.of(Json.literal("1")), address));
            assertThat(listener.connectCount()).isEqualTo(1);
            assertThat(listener.refusedCount()).isEqualTo(2);
        }
    }

    @Test
    void notesAndCountsRefusedSessions() throws Exception {
        assertThat(RawClient.once(port(), "GET", POLLING + "&closed", "", "").status())
                .isEqualTo(403);
        await("onHandshakeRefused");
        assertThat(notes()).singleElement().asString().matches("refused a session of 127\\.0\\.0\\.1:\\d+: no");
        assertThat(listener.refusedCount()).isEqualTo(1);
    }

    /** Returns the port of the client. */
    private int port(RawClient client) {
        return server.query(() -> sockets.get(0).session().handshake().address().getPort());
    }

    @Test
    void publishesAnAcknowledgementOnce() throws Exception {
        try (RawClient client = connect("/")) {
            String sid = sockets.get(0).id();
            client.text("425[\"twice\",1]").text("42[\"plain\"]").text("426[\"later\"]");
            assertThat(client.text()).isEqualTo("435[8]");
            await("onEvent");
            await("onEvent");
            await("onEvent");
            Arguments one = Arguments.of(Json.literal("1"));
            Arguments eight = Arguments.of(Json.literal("8"));
            assertThat(published().subList(1, 5))
                    .containsExactly(
                            received("twice", one, OptionalLong.of(5), sid),
                            new AckSent(NOW, "/", 5, eight, Optional.of(sid)),
                            received("plain", Arguments.NONE, OptionalLong.empty(), sid),
                            received("later", Arguments.NONE, OptionalLong.of(6), sid));
            assertThat(listener.eventCount()).isEqualTo(3);
            assertThat(acks.responder(key(sid, 5))).as("is answered").isEmpty();
            assertThat(acks.responder(key(sid, 6)).map(AckResponder::id)).contains(OptionalLong.of(6));
            client.text("41");
            await("onDisconnected");
            assertThat(acks.responder(key(sid, 6))).as("the client left").isEmpty();
        }
    }

    private static EventReceived received(String name, Arguments args, OptionalLong id, String sid) {
        return new EventReceived(NOW, "/", EventName.of(name), args, id, Optional.empty(), Optional.of(sid));
    }

    private static AckKey key(String sid, long id) {
        return new AckKey(Optional.of(sid), "/", id);
    }

    @Test
    void dropsAcknowledgementsOfAFullQueueUnlessALineWaitsForThem() throws Exception {
        try (RawClient client = connect("/")) {
            ClientSocket socket = sockets.get(0);
            server.query(() -> {
                ask(socket, "by-rule");
                acks.runOwnEmission(() -> ask(socket, "by-line"));
                return true;
            });
            published();
            Arguments large = Arguments.of(Json.string("x".repeat(1 << 20)));
            publisher.publishAlways(received("large", large, OptionalLong.empty(), ""));
            client.text("430[1]").text("431[2]").text("432[3]");
            await("onAck");
            await("onAck");
            await("onAck");
            assertThat(published().subList(1, 2)).singleElement().isInstanceOfSatisfying(AckReceived.class, ack -> {
                assertThat(ack.id()).isEqualTo(1);
                assertThat(ack.args()).isEqualTo(Arguments.of(Json.literal("2")));
                assertThat(ack.sid()).contains(socket.id());
                assertThat(ack.answeredEmit()).hasValueSatisfying(emit -> {
                    assertThat(emit.name()).isEqualTo(EventName.of("by-line"));
                    assertThat(emit.elapsed()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
                    assertThat(emit.late()).isFalse();
                });
            });
            assertThat(notes()).containsExactly("2 records were not shown: the output is too slow");
            assertThat(listener.ackCount()).isEqualTo(3);
        }
    }

    private static void ask(ClientSocket socket, String name) {
        socket.emit(EventName.of(name), Arguments.NONE, Duration.ofHours(1), new IgnoredAnswer());
    }

    @ParameterizedTest
    @CsvSource({
        "41, client namespace disconnect, true",
        "1, transport close, true",
        "4x, parse error, false",
        "'', transport close, true"
    })
    void publishesWhetherTheClientLeft(String packet, String reason, boolean isNormal) throws Exception {
        try (RawClient client = connect("/")) {
            if (!packet.isEmpty()) {
                client.text(packet);
            }
        }
        await("onDisconnected");
        assertThat(published())
                .endsWith(new ClientDisconnected(NOW, "/", sockets.get(0).id(), reason, isNormal));
    }

    @Test
    void publishesTheEndOfTheServerAsNormal() throws Exception {
        try (RawClient client = connect("/")) {
            server.close();
            await("onDisconnected");
            assertThat(client.awaitClose()).isEqualTo(1001);
        }
        assertThat(published())
                .endsWith(new ClientDisconnected(NOW, "/", sockets.get(0).id(), "server shutting down", true));
    }

    @Test
    void notesRefusalsSurplusSessionsInvalidPacketsAndFaults() throws Exception {
        String address;
        try (RawClient client = connect("/")) {
            address = "127.0.0.1:" + port(client);
            client.text("42[\"fail\"]").text("4x");
            await("onRejected");
        }
        RawClient.once(port(), "GET", POLLING, "Origin: https://a.example\r\n", "");
        await("onForeignRequest");
        try (RawClient first = RawClient.webSocket(port(), WEBSOCKET)) {
            RawClient.webSocket(port(), WEBSOCKET).close();
            await("onSessionReplaced");
            assertThat(first.awaitClose()).isEqualTo(1000);
        }
        List<String> notes = notes();
        assertThat(notes.get(0)).isEqualTo("internal error: java.lang.IllegalStateException: a fault");
        assertThat(notes.get(1)).startsWith(address + " sent an invalid packet and is disconnected: unknown packet");
        assertThat(notes.get(2)).startsWith("refused a web page of https://a.example (127.0.0.1:");
        assertThat(notes.subList(3, notes.size()))
                .containsExactly("127.0.0.1 has too many sessions without a namespace: the oldest are closed");
    }
}
