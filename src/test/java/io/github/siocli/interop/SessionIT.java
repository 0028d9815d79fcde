package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.siocli.client.Session;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.LifecycleEvent.SessionOpened;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.TestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks a session whose namespaces are joined and left, as at a prompt, over every transport. */
@Timeout(60)
class SessionIT {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void joinsNamespaceWithItsOwnAuthPayload(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.to(servers, server)) {
            open.await(NamespaceConnected.class, on("/"));
            open.session().join("/admin", json("{\"token\":\"s3cret\"}"));
            NamespaceConnected connected =
                    open.await(NamespaceConnected.class, event -> event.nsp().equals("/admin"));
            // Before 3.x the payload is the query of the namespace.
            assertThat(server.awaitLog("\"nsp\":\"/admin\""))
                    .containsPattern("\"" + (servers.version().eio() == 3 ? "query" : "auth")
                            + "\":\\{[^}]*\"token\":\"s3cret\"");
            assertThat(open.session().isConnected("/admin")).isTrue();
            assertThat(open.session().status().namespaces().get("/admin").sid()).contains(connected.sid());
            // One Engine.IO session serves both.
            assertThat(open.all(SessionOpened.class)).hasSize(1);
            open.session().join("/admin");
            open.session().join("/admin", json("{\"token\":\"wrong\"}"));
            echo(open, "/admin");
            assertThat(connections(server)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void joinsRefusedNamespaceAgainWhileOthersContinue(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.to(servers, server)) {
            open.await(NamespaceConnected.class, on("/"));
            open.session().join("/admin");
            // Before 3.x a server sends either the message or the data.
            assertThat(open.await(NamespaceRefused.class, event -> true).message())
                    .isEqualTo(servers.version().eio() == 3 ? "" : "not authorized");
            assertThat(open.session().status().namespaces().get("/admin").state())
                    .isEqualTo(SessionStatus.State.NOT_CONNECTED);
            echo(open, "/");
            open.session().join("/admin", json("{\"token\":\"s3cret\"}"));
            open.await(NamespaceConnected.class, on("/admin"));
            echo(open, "/admin");
            assertThat(open.all(SessionOpened.class)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V(2_5|4_8)_.*")
    void givesUpOnlyTheNamespaceThatNeverAnswers(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.with(servers, server)
                        .connectTimeout(Duration.ofSeconds(2))
                        .open()) {
            open.await(NamespaceConnected.class, on("/"));
            open.session().join("/silent");
            open.emit("/silent", "lost", Arguments.NONE);
            ConnectFailed failed = open.await(ConnectFailed.class, event -> true);
            assertThat(failed.failure().kind()).isEqualTo(FailureKind.NAMESPACE_SILENT);
            assertThat(failed.failure().facts()).containsExactly("/silent", "2 s");
            assertThat(open.await(EventDropped.class, event -> true).reason()).isEqualTo(DropReason.UNANSWERED);
            echo(open, "/");
            assertThat(open.all(NamespaceDisconnected.class)).isEmpty();
            // Its response is still due, so nothing is requested a second time.
            open.session().join("/silent");
            open.await(2, ConnectFailed.class, event -> true);
            assertThat(server.log().stream().filter(line -> line.contains("\"log\":\"silent\"")))
                    .hasSize(1);
            assertThat(open.session().isConnected("/")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNamespaceAfterItsEventsAreSent(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.with(servers, server)
                        .namespaces("/", "/chat")
                        .open()) {
            open.await(NamespaceConnected.class, on("/"));
            open.await(NamespaceConnected.class, on("/chat"));
            open.emit("/chat", "noack", one("pending"), TEN_SECONDS);
            for (int i = 0; i < 20; i++) {
                open.emit("/chat", "noack", one("before-" + i));
            }
            open.session().leave("/chat");
            NamespaceDisconnected left =
                    open.await(NamespaceDisconnected.class, event -> event.nsp().equals("/chat"));
            assertThat(left.reason()).isEqualTo(DisconnectReason.CLIENT_DISCONNECT);
            assertThat(left.pendingAcks()).isEqualTo(1);
            assertThat(open.session().status().pendingAcks()).isEmpty();
            assertThat(open.session().isConnected("/chat")).isFalse();
            assertThat(server.awaitLog("\"log\":\"disconnect\"")).contains("\"nsp\":\"/chat\"", "client namespace");
            assertThat(args(server, "/chat"))
                    .startsWith("[\"pending\"]")
                    .hasSize(21)
                    .endsWith("[\"before-19\"]");
            assertThatThrownBy(() -> open.emit("/chat", "late", Arguments.NONE))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.NOT_IN_NAMESPACE));
            echo(open, "/");
            assertThat(open.all(EventDropped.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closesConnectionWithLastNamespaceAndReopensIt(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.to(servers, server)) {
            open.await(NamespaceConnected.class, on("/"));
            open.session().leave("/");
            open.await(NamespaceDisconnected.class, gone("/"));
            server.awaitLog("\"log\":\"close\"");
            open.awaitStatus(status -> status.openSession().isEmpty());
            open.session().join("/chat");
            open.await(NamespaceConnected.class, on("/chat"));
            echo(open, "/chat");
            assertThat(open.all(SessionOpened.class)).hasSize(2);
            assertThat(open.session().status().reconnect().count()).isZero();
            assertThat(open.all(ReconnectScheduled.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void createsOneSocketForEachLeaveAndJoin(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.with(servers, server)
                        .namespaces("/", "/chat")
                        .open()) {
            open.await(NamespaceConnected.class, on("/chat"));
            open.await(NamespaceConnected.class, on("/"));
            for (int i = 1; i <= 5; i++) {
                open.session().leave("/chat");
                open.session().join("/chat", json("{\"n\":" + i + "}"));
                open.emit("/chat", "noack", one("round-" + i));
                open.await(i + 1, NamespaceConnected.class, on("/chat"));
            }
            echo(open, "/chat");
            server.awaitLog("round-5");
            assertThat(connections(server).stream().filter(line -> line.contains("/chat")))
                    .hasSize(6);
            assertThat(args(server, "/chat"))
                    .startsWith("[\"round-1\"]", "[\"round-2\"]", "[\"round-3\"]", "[\"round-4\"]", "[\"round-5\"]");
            assertThat(open.all(SessionOpened.class)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rejoinsLastNamespaceAtOnce(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.to(servers, server)) {
            for (int i = 1; i <= 5; i++) {
                open.await(i, NamespaceConnected.class, on("/"));
                open.session().leave("/");
                open.session().join("/");
            }
            open.await(6, NamespaceConnected.class, on("/"));
            echo(open, "/");
            assertThat(connections(server)).hasSize(6);
            assertThat(open.all(ReconnectScheduled.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void joinsNamespaceAgainAfterDisconnectionByTheServer(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.with(servers, server)
                        .namespaces("/", "/chat")
                        .open()) {
            open.await(NamespaceConnected.class, on("/"));
            open.await(NamespaceConnected.class, on("/chat"));
            open.emit("/chat", "bye", Arguments.NONE);
            assertThat(open.await(NamespaceDisconnected.class, gone("/chat")).reason())
                    .isEqualTo(DisconnectReason.SERVER_DISCONNECT);
            open.session().join("/chat");
            open.await(2, NamespaceConnected.class, on("/chat"));
            echo(open, "/chat");
            assertThat(open.all(SessionOpened.class)).hasSize(1);
            // Works even if the connection ended with it.
            open.session().leave("/");
            open.emit("/chat", "bye", Arguments.NONE);
            open.await(2, NamespaceDisconnected.class, gone("/chat"));
            open.session().join("/chat");
            open.await(3, NamespaceConnected.class, on("/chat"));
            echo(open, "/chat");
            assertThat(open.all(SessionOpened.class)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reconnectsDroppedConnectionWithNamespacesAndAuth(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.with(servers, server).reconnect().open()) {
            open.await(NamespaceConnected.class, on("/"));
            open.session().join("/admin", json("{\"token\":\"s3cret\"}"));
            open.session().join("/chat");
            open.await(NamespaceConnected.class, on("/admin"));
            open.await(NamespaceConnected.class, on("/chat"));
            open.session().leave("/chat");
            open.await(NamespaceDisconnected.class, gone("/chat"));
            open.session().dropConnection();
            for (String nsp : List.of("/", "/admin")) {
                NamespaceDisconnected lost = open.await(NamespaceDisconnected.class, gone(nsp));
                assertThat(lost.reason()).isEqualTo(DisconnectReason.DROPPED);
                assertThat(lost.detail()).isEqualTo("dropped on request");
            }
            open.await(ReconnectScheduled.class, event -> true);
            assertThat(open.session().status().reconnect().scheduled()).isPresent();
            open.session().reconnectNow();
            open.await(2, NamespaceConnected.class, on("/"));
            open.await(2, NamespaceConnected.class, on("/admin"));
            echo(open, "/admin");
            assertThat(open.all(NamespaceConnected.class).stream().map(NamespaceConnected::nsp))
                    .containsExactlyInAnyOrder("/", "/", "/admin", "/admin", "/chat");
            assertThat(open.session().status().reconnect())
                    .isEqualTo(new SessionStatus.ReconnectStatus(false, Optional.empty(), 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void dropsConnectionWithoutDisconnectPacket(ServerAndTransport servers) throws Exception {
        try (NodeServer server = NodeServer.start(
                        servers.version(), "{\"pingInterval\":300,\"pingTimeout\":400,\"rawlog\":true}");
                TestSession open = TestSession.to(servers, server)) {
            open.await(NamespaceConnected.class, on("/"));
            open.session().dropConnection();
            open.await(NamespaceDisconnected.class, gone("/"));
            assertThat(server.awaitLog("\"log\":\"close\"")).doesNotContain("client");
            assertThat(server.log())
                    .noneMatch(line -> line.contains("{\"raw\":\"41\"") || line.contains("\"raw\":\"1\""));
            assertThat(open.all(ReconnectScheduled.class)).isEmpty();
            // Without reconnection, attempts are made on request only.
            open.session().reconnectNow();
            open.await(2, NamespaceConnected.class, on("/"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade-cut", "upgrade-closed", "upgrade-cut-both", "upgrade-unanswered"})
    void noticesConnectionThatEndsDuringUpgrade(String kind) throws Exception {
        try (NodeServer server = NodeServer.broken(kind);
                TestSession open = TestSession.with(ServerAndTransport.V4_8_UPGRADE, server)
                        .reconnect()
                        .open()) {
            NamespaceDisconnected lost = open.await(NamespaceDisconnected.class, gone("/"));
            // A poll after the end is answered with an error.
            assertThat(lost.reason())
                    .isIn(
                            kind.equals("upgrade-closed")
                                    ? List.of(DisconnectReason.SESSION_CLOSED)
                                    : List.of(DisconnectReason.CONNECTION_LOST, DisconnectReason.CONNECTION_FAILED));
            assertThat(lost.detail()).isNotEmpty();
            open.await(2, NamespaceConnected.class, on("/"));
            assertThat(open.session().status().reconnect().count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void startsNewAttemptsOnRequestAfterGivingUp(ServerAndTransport servers) throws Exception {
        NodeServer first = servers.start();
        try (TestSession open = TestSession.with(servers, first).reconnect(1).open()) {
            open.await(NamespaceConnected.class, on("/"));
            first.kill();
            open.await(ReconnectScheduled.class, event -> true);
            open.session().reconnectNow();
            open.await(ReconnectGivenUp.class, event -> true);
            open.emit("/", "noack", one("kept"));
            open.session().reconnectNow();
            open.await(2, ReconnectScheduled.class, event -> true);
            try (NodeServer second = NodeServer.start(servers.version(), "{\"port\":" + first.port() + "}")) {
                open.session().reconnectNow();
                open.await(2, NamespaceConnected.class, on("/"));
                second.awaitLog("kept");
                assertThat(open.all(EventSent.class)).hasSize(1);
            }
        } finally {
            first.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsOrderOfEventsWithAndWithoutAcknowledgement(ServerAndTransport servers) throws Exception {
        Random random = new Random(1);
        int count = 400;
        try (NodeServer server = servers.start();
                TestSession open = TestSession.to(servers, server)) {
            open.await(NamespaceConnected.class, on("/"));
            int acks = 0;
            for (int i = 0; i < count; i++) {
                Json large = Json.literal("\"" + "x".repeat(i % 50 == 7 ? 20_000 : 10) + "\"");
                Arguments args = Arguments.of(Json.literal("" + i), large);
                if (random.nextInt(3) > 0) {
                    open.emit("/", "echo", args);
                } else {
                    open.emit("/", "echo", args, Duration.ofSeconds(20));
                    acks++;
                    if (random.nextBoolean()) {
                        open.await(acks, AckReceived.class, ack -> true);
                    }
                }
            }
            open.await(acks, AckReceived.class, ack -> true);
            server.awaitLog(line -> args(server, "/").size() >= count, Duration.ofSeconds(20));
            assertThat(args(server, "/"))
                    .extracting(args -> args.substring(1, args.indexOf(',')))
                    .isEqualTo(IntStream.range(0, count).mapToObj(i -> "" + i).toList());
        }
    }

    /** The event is reported on the thread that writes it. */
    @Test
    void writesEventOnCallingThreadIfTheServerHasReadAllBefore() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        BlockingQueue<Thread> writers = new LinkedBlockingQueue<>();
        ConnectOptions options = TestOptions.to(
                ServerAndTransport.V4_8_WEBSOCKET.shared().port(), Duration.ofSeconds(10), Transport.WEBSOCKET);
        EventSink sink = event -> {
            events.add(event);
            if (event instanceof EventSent) {
                writers.add(Thread.currentThread());
            }
        };
        EventName echo = EventName.of("echo");
        Arguments small = Arguments.of(Json.literal("1"));
        Arguments large = Arguments.of(Json.literal("\"" + "x".repeat(10_000) + "\""));
        try (Session session = Session.open(options, sink, Clock.systemUTC())) {
            awaitFirst(events, NamespaceConnected.class);
            session.emit("/", echo, small, Duration.ofSeconds(20));
            // By this thread or by the one that reads, which opens the queue after it has reported the namespace.
            writers.take();
            awaitFirst(events, AckReceived.class);
            session.emit("/", echo, small, null);
            assertThat(writers.take()).isEqualTo(Thread.currentThread());
            // Not known to be read, so that a further write might block.
            session.emit("/", echo, small, Duration.ofSeconds(20));
            assertThat(writers.take()).isNotEqualTo(Thread.currentThread());
            awaitFirst(events, AckReceived.class);
            session.emit("/", echo, large, null);
            assertThat(writers.take()).isNotEqualTo(Thread.currentThread());
        }
    }

    private static void awaitFirst(BlockingQueue<Event> events, Class<? extends Event> kind)
            throws InterruptedException {
        while (!kind.isInstance(events.take())) {
            continue;
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsEventsOnceInOrderThatWereEmittedOffline(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.with(servers, server)
                        .namespaces("/", "/chat")
                        .reconnect()
                        .open()) {
            // Before the first connection.
            IntStream.range(0, 50).forEach(i -> emit(open, i));
            open.await(NamespaceConnected.class, on("/"));
            open.await(NamespaceConnected.class, on("/chat"));
            for (int round = 1; round <= 3; round++) {
                IntStream.range(0, 50).forEach(i -> emit(open, i));
                int sent = 100 * (2 * round - 1) + 100;
                open.await(sent, EventSent.class, event -> true);
                server.awaitLog(line -> events(server) >= sent, Duration.ofSeconds(20));
                open.session().dropConnection();
                // Without a connection.
                IntStream.range(0, 50).forEach(i -> emit(open, i));
                open.await(2 * round, NamespaceDisconnected.class, event -> true);
                open.session().reconnectNow();
                open.await(2 * (round + 1), NamespaceConnected.class, event -> true);
            }
            int all = 100 * 8 - 100;
            open.await(all, EventSent.class, event -> true);
            server.awaitLog(line -> events(server) >= all, Duration.ofSeconds(20));
            assertThat(events(server)).isEqualTo(all);
            assertThat(open.session().droppedCount()).isZero();
            for (String nsp : List.of("/", "/chat")) {
                assertThat(args(server, nsp))
                        .isEqualTo(IntStream.range(0, all / 2)
                                .mapToObj(i -> "[\"" + nsp + "-" + i % 50 + "\"]")
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void dropsEventsForRefusedOrLeftNamespace(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.to(servers, server)) {
            open.await(NamespaceConnected.class, on("/"));
            open.session().join("/admin");
            open.emit("/admin", "noack", one("refused"), TEN_SECONDS);
            EventDropped dropped = open.await(EventDropped.class, event -> true);
            assertThat(dropped.reason()).isEqualTo(DropReason.REFUSED);
            assertThat(dropped.nsp()).isEqualTo("/admin");
            assertThat(dropped.ackId()).hasValue(0);
            open.session().dropConnection();
            open.await(NamespaceDisconnected.class, gone("/"));
            open.emit("/", "noack", one("left"));
            assertThat(open.session().status().unsent().queuedEvents()).isEqualTo(1);
            open.session().leave("/");
            assertThat(open.await(2, EventDropped.class, event -> true).reason())
                    .isEqualTo(DropReason.LEFT);
            assertThat(open.session().droppedCount()).isEqualTo(2);
            open.session().join("/");
            open.session().join("/admin", json("{\"token\":\"s3cret\"}"));
            open.await(2, NamespaceConnected.class, on("/"));
            open.await(NamespaceConnected.class, on("/admin"));
            echo(open, "/");
            echo(open, "/admin");
            assertThat(server.log()).noneMatch(line -> line.contains("[\"refused\"]") || line.contains("[\"left\"]"));
            assertThat(open.session().status().pendingAcks()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsAtOnceIfTheQueueIsFullOffline(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.to(servers, server)) {
            open.await(NamespaceConnected.class, on("/"));
            open.session().dropConnection();
            open.await(NamespaceDisconnected.class, gone("/"));
            Arguments large = one("x".repeat(100_000));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            open.emit("/", "noack", large, TEN_SECONDS);
                        }
                    })
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().message())
                                    .isEqualTo("namespace / is not connected, and 20 events wait for it"));
            open.session().reconnectNow();
            open.await(20, EventSent.class, event -> true);
            server.awaitLog(line -> events(server) >= 20, Duration.ofSeconds(20));
            echo(open, "/");
            assertThat(open.session().status().pendingAcks()).hasSize(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsStatus(ServerAndTransport servers) throws Exception {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"pingInterval\":200,\"pingTimeout\":5000}");
                TestSession open = TestSession.to(servers, server)) {
            NamespaceConnected connected = open.await(NamespaceConnected.class, on("/"));
            open.emit("/", "noack", one("a"), TEN_SECONDS);
            open.emit("/", "noack", one("b"), TEN_SECONDS);
            open.await(2, EventSent.class, event -> true);
            SessionStatus status = open.awaitStatus(now -> now.traffic().heartbeats() >= 2);
            SessionStatus.OpenSession openSession = status.openSession().orElseThrow();
            assertThat(openSession.handshake().pingInterval()).hasMillis(200);
            assertThat(status.namespaces())
                    .containsExactly(Map.entry(
                            "/",
                            new SessionStatus.NamespaceStatus(
                                    SessionStatus.State.CONNECTED,
                                    Optional.of(connected.sid()),
                                    connected.recovery())));
            assertThat(connected.recovery())
                    .isEqualTo(
                            connected.handshake().server().eio() == 3
                                    ? Optional.empty()
                                    : Optional.of(RecoveryOutcome.NOT_OFFERED));
            assertThat(openSession.since())
                    .isBefore(status.traffic().lastHeartbeat().orElseThrow());
            assertThat(status.pendingAcks())
                    .extracting(SessionStatus.PendingAck::id, SessionStatus.PendingAck::event)
                    .containsExactly(tuple(0L, EventName.of("noack")), tuple(1L, EventName.of("noack")));
            assertThat(status.pendingAcks()).allMatch(ack -> ack.sentAt().isPresent());
            // Two emissions, and the CONNECT that servers since 3.x need; its response and the welcome.
            String connect = connected.handshake().server().eio() == 3 ? "" : "0";
            assertThat(status.traffic().packetsOut()).isEqualTo(2 + connect.length());
            assertThat(status.traffic().packetsIn()).isEqualTo(2);
            assertThat(status.traffic().bytesOut())
                    .isEqualTo(connect.length() + "20[\"noack\",\"a\"]".length() + "21[\"noack\",\"b\"]".length());
            assertThat(status.reconnect()).isEqualTo(new SessionStatus.ReconnectStatus(false, Optional.empty(), 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void measuresRoundTripWithoutEffectOnTheServer(ServerAndTransport servers) throws Exception {
        try (NodeServer server = servers.start();
                TestSession open = TestSession.to(servers, server)) {
            open.await(NamespaceConnected.class, on("/"));
            for (int i = 0; i < 3; i++) {
                assertThat(open.session().ping(Duration.ofSeconds(5)))
                        .hasValueSatisfying(
                                time -> assertThat(time).isBetween(Duration.ofNanos(1), Duration.ofSeconds(5)));
            }
            echo(open, "/");
            assertThat(connections(server)).hasSize(1);
            assertThat(open.all(NamespaceDisconnected.class)).isEmpty();
            assertThat(open.all(ConnectFailed.class)).isEmpty();
            server.kill();
            assertThat(open.session().ping(Duration.ofSeconds(5))).isEmpty();
        }
    }

    private static void emit(TestSession open, int i) {
        try {
            for (String nsp : List.of("/", "/chat")) {
                open.emit(nsp, "noack", one(nsp + "-" + i));
            }
        } catch (FailureException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** An echo shows that the namespace works and that everything before it has arrived. */
    private static void echo(TestSession open, String nsp) throws Exception {
        String token = "echo-" + UUID.randomUUID();
        open.emit(nsp, "echo", one(token), TEN_SECONDS);
        open.await(
                EventReceived.class,
                event -> event.nsp().equals(nsp)
                        && event.name().text().equals("echo")
                        && event.args().values().get(0).text().contains(token));
        open.await(
                AckReceived.class,
                ack -> ack.nsp().equals(nsp)
                        && ack.args().values().size() == 1
                        && ack.args().values().get(0).text().contains(token));
    }

    private static Predicate<NamespaceConnected> on(String nsp) {
        return event -> event.nsp().equals(nsp);
    }

    private static Predicate<NamespaceDisconnected> gone(String nsp) {
        return event -> event.nsp().equals(nsp);
    }

    private static List<String> connections(NodeServer server) {
        return server.log().stream()
                .filter(line -> line.contains("\"log\":\"connection\""))
                .toList();
    }

    private static long events(NodeServer server) {
        return server.log().stream()
                .filter(line -> line.contains("\"event\":\"noack\""))
                .count();
    }

    /** Returns the arguments of the events that the server received in a namespace. */
    private static List<String> args(NodeServer server, String nsp) {
        return server.log().stream()
                .filter(line -> line.contains("\"log\":\"event\",\"nsp\":\"" + nsp + "\""))
                .map(line -> line.replaceAll(".*\"args\":(.*),\"ack\":.*", "$1"))
                .toList();
    }

    private static Arguments one(String text) {
        return Arguments.of(Json.string(text));
    }

    private static Json json(String text) {
        return Json.literal(text);
    }
}
