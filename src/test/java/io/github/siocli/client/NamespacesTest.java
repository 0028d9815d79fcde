package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.siocli.client.engine.SendQueue;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.testing.ManualScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamespacesTest {

    private final List<Event> events = new ArrayList<>();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Clock clock = Clock.systemUTC();
    private final AckTracker acks = new AckTracker(events::add, clock, scheduler);
    private final SendReporter reporter = new SendReporter(events::add, acks, clock);
    private final SendQueue sendQueue = new SendQueue(reporter::dropped);
    private final Namespaces namespaces =
            new Namespaces(events::add, acks, sendQueue, clock, scheduler, Duration.ofSeconds(5));
    private final RecordingConnection connection = new RecordingConnection();

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void connectsEachNamespaceOncePerConnection() {
        namespaces.joinEssential(List.of("/", "/chat"), null);
        namespaces.attach(connection);
        assertThat(connection.requests).isEmpty();
        namespaces.handleOpen(false);
        namespaces.join("/", null);
        receive(connected("/", "a"));
        namespaces.join("/", null);
        namespaces.join("/more", null);
        namespaces.join("/more", null);
        assertThat(connection.requests).containsExactly("connect /", "connect /chat", "connect /more");
        assertThat(namespaces.isConnected("/")).isTrue();
        assertThat(namespaces.findUnanswered(true)).contains("/chat");
    }

    @Test
    void keepsAuthOfEachNamespaceAcrossReconnections() {
        namespaces.joinEssential(List.of("/"), null);
        namespaces.join("/admin", Json.literal("1"));
        namespaces.attach(connection);
        namespaces.handleOpen(false);
        receive(connected("/", "a"));
        receive(connected("/admin", "b"));
        namespaces.connectionLost(DisconnectReason.CONNECTION_LOST, "seen", "");
        RecordingConnection next = new RecordingConnection();
        namespaces.attach(next);
        namespaces.handleOpen(false);
        assertThat(next.requests).containsExactly("connect /", "connect /admin 1");
        assertThat(eventsOf(NamespaceDisconnected.class))
                .extracting(NamespaceDisconnected::nsp)
                .containsExactly("/", "/admin");
        assertThat(eventsOf(NamespaceDisconnected.class))
                .allMatch(disconnected -> disconnected.detail().equals("seen"));
    }

    @Test
    void reportsLeavingWhenTheDisconnectIsWritten() {
        connect("/");
        namespaces.leave("/");
        namespaces.leave("/");
        assertThat(connection.requests).containsExactly("connect /", "disconnect /", "close");
        assertThat(eventsOf(NamespaceDisconnected.class)).isEmpty();
        write(new Packet.Disconnect("/"));
        assertThat(eventsOf(NamespaceDisconnected.class))
                .singleElement()
                .satisfies(disconnected ->
                        assertThat(disconnected.reason()).isEqualTo(DisconnectReason.CLIENT_DISCONNECT));
        assertThat(namespaces.isAnyWanted()).isFalse();
    }

    @Test
    void closesTheConnectionOnceWhenNoNamespaceUsesIt() {
        connect("/", "/chat", "/admin");
        namespaces.leave("/");
        receive(new Packet.ConnectError("/chat", Optional.empty()));
        assertThat(connection.requests).endsWith("connect /admin", "disconnect /");
        receive(new Packet.Disconnect("/admin"));
        assertThat(connection.requests).endsWith("disconnect /", "close");
        namespaces.leaveAll();
        namespaces.join("/late", null);
        assertThat(connection.requests).endsWith("disconnect /", "close");
        namespaces.connectionLost(DisconnectReason.CLIENT_DISCONNECT, "", "");
        RecordingConnection next = new RecordingConnection();
        namespaces.attach(next);
        namespaces.handleOpen(false);
        assertThat(next.requests).containsExactly("connect /late");
    }

    @Test
    void rejoinsALeavingNamespaceOnlyAfterTheSettleDelay() {
        connect("/", "/chat");
        namespaces.leave("/chat");
        namespaces.join("/chat", null);
        write(new Packet.Disconnect("/chat"));
        assertThat(connection.requests).endsWith("disconnect /chat");
        assertThat(namespaces.status().get("/chat").state()).isEqualTo(SessionStatus.State.REQUESTED);
        scheduler.pass(99);
        assertThat(connection.requests).endsWith("disconnect /chat");
        scheduler.pass(1);
        assertThat(connection.requests).endsWith("disconnect /chat", "connect /chat");
        receive(connected("/chat", "c"));
        assertThat(eventsOf(NamespaceConnected.class)).hasSize(3);
        assertThat(eventsOf(NamespaceDisconnected.class)).hasSize(1);
    }

    @Test
    void rejoinsAConnectedNamespaceWithAnotherAuth() {
        connect("/", "/admin");
        namespaces.rejoin("/admin", Json.literal("{\"token\":2}"));
        assertThat(connection.requests).endsWith("disconnect /admin");
        write(new Packet.Disconnect("/admin"));
        scheduler.pass(100);
        assertThat(connection.requests).endsWith("disconnect /admin", "connect /admin {\"token\":2}");
        receive(connected("/admin", "c"));
        assertThat(namespaces.isConnected("/admin")).isTrue();
    }

    /** The pending answer is for the first auth payload. */
    @Test
    void rejoinsAnUnansweredNamespaceWithAnotherAuthAfterItsAnswer() {
        connect("/");
        namespaces.join("/admin", Json.literal("{\"token\":1}"));
        namespaces.rejoin("/admin", Json.literal("{\"token\":2}"));
        assertThat(connection.requests).endsWith("connect /admin {\"token\":1}");
        receive(connected("/admin", "b"));
        assertThat(namespaces.isConnected("/admin")).isFalse();
        write(new Packet.Disconnect("/admin"));
        scheduler.pass(100);
        assertThat(connection.requests).endsWith("connect /admin {\"token\":2}");
        receive(connected("/admin", "c"));
        assertThat(namespaces.isConnected("/admin")).isTrue();
    }

    @Test
    void sendsDisconnectWithTheAnswerWhenLeftBefore() {
        namespaces.joinEssential(List.of("/", "/chat"), null);
        namespaces.attach(connection);
        namespaces.handleOpen(false);
        receive(connected("/", "a"));
        namespaces.leave("/chat");
        assertThat(eventsOf(NamespaceDisconnected.class)).hasSize(1);
        assertThat(connection.requests).containsExactly("connect /", "connect /chat");
        receive(connected("/chat", "b"));
        assertThat(connection.requests).containsExactly("connect /", "connect /chat", "disconnect /chat");
        write(new Packet.Disconnect("/chat"));
        scheduler.pass(100);
        assertThat(eventsOf(NamespaceConnected.class))
                .extracting(NamespaceConnected::nsp)
                .containsExactly("/");
        assertThat(eventsOf(NamespaceDisconnected.class)).hasSize(1);
    }

    @Test
    void usesAPendingAnswerWhenJoinedAgain() {
        connect("/");
        namespaces.join("/slow", null);
        scheduler.pass(4_999);
        assertThat(eventsOf(ConnectFailed.class)).isEmpty();
        scheduler.pass(1);
        assertThat(eventsOf(ConnectFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.NAMESPACE_SILENT));
        assertThat(namespaces.isConnected("/")).isTrue();
        namespaces.join("/slow", null);
        receive(connected("/slow", "b"));
        assertThat(namespaces.isConnected("/slow")).isTrue();
        // The timeout of the second request has no effect.
        scheduler.pass(5_000);
        assertThat(namespaces.isConnected("/slow")).isTrue();
        assertThat(connection.requests).containsExactly("connect /", "connect /slow");
    }

    @Test
    void reportsARefusalBeforeTheEventsThatItDrops() throws Exception {
        connect("/");
        namespaces.join("/admin", null);
        sendQueue.submit(new Packet.Event("/admin", "a", Arguments.NONE, OptionalLong.empty()), false);
        receive(new Packet.ConnectError("/admin", Optional.of(Json.literal("{\"message\":\"no\"}"))));
        assertThat(events.subList(1, 3))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isInstanceOfSatisfying(
                                        NamespaceRefused.class,
                                        refused -> assertThat(refused.message()).isEqualTo("no")),
                        second -> assertThat(second)
                                .isInstanceOfSatisfying(
                                        EventDropped.class,
                                        dropped -> assertThat(dropped.reason()).isEqualTo(DropReason.REFUSED)));
        namespaces.join("/admin", null);
        assertThat(connection.requests).endsWith("connect /admin", "connect /admin");
    }

    @Test
    void keepsUnwrittenEventsOfRejoinedNamespacesWhenTheConnectionIsLost() throws Exception {
        connect("/", "/chat");
        sendQueue.submit(new Packet.Event("/", "a", Arguments.NONE, OptionalLong.empty()), false);
        sendQueue.submit(new Packet.Event("/chat", "b", Arguments.NONE, OptionalLong.empty()), false);
        namespaces.leave("/chat");
        namespaces.connectionLost(DisconnectReason.CONNECTION_LOST, "", "");
        assertThat(eventsOf(NamespaceDisconnected.class))
                .extracting(NamespaceDisconnected::nsp, NamespaceDisconnected::reason)
                .containsExactly(
                        tuple("/", DisconnectReason.CONNECTION_LOST),
                        tuple("/chat", DisconnectReason.CLIENT_DISCONNECT));
        assertThat(eventsOf(EventDropped.class)).extracting(EventDropped::name).containsExactly(EventName.of("b"));
        RecordingConnection next = new RecordingConnection();
        namespaces.attach(next);
        namespaces.handleOpen(false);
        receive(connected("/", "c"));
        assertThat(next.sentEventNames()).containsExactly("a");
    }

    @Test
    void dropsEventsThatWaitForConnectionWhenTheSessionEnds() throws Exception {
        connect("/");
        namespaces.connectionLost(DisconnectReason.CONNECTION_LOST, "", "");
        sendQueue.submit(new Packet.Event("/", "a", Arguments.NONE, OptionalLong.empty()), false);
        namespaces.leaveAll();
        assertThat(eventsOf(EventDropped.class))
                .extracting(EventDropped::reason)
                .containsExactly(DropReason.SESSION_ENDED);
    }

    @Test
    void treatsADisconnectWithAReasonAsRefusalOnlyAsTheFirstPacket() {
        Packet.Disconnect reasoned =
                new Packet.Disconnect("/", Optional.of(Json.literal("{\"message\":\"no\",\"data\":[1]}")));
        connect("/");
        receive(reasoned);
        connect("/");
        assertThat(namespaces.handleData("/")).isTrue();
        receive(reasoned);
        connect("/");
        receive(new Packet.Disconnect("/"));
        assertThat(eventsOf(NamespaceDisconnected.class))
                .extracting(
                        NamespaceDisconnected::reason,
                        disconnected -> disconnected.serverReason().text())
                .containsExactly(
                        tuple(DisconnectReason.REFUSED, "no [1]"),
                        tuple(DisconnectReason.SERVER_DISCONNECT, "no [1]"),
                        tuple(DisconnectReason.SERVER_DISCONNECT, ""));
        assertThat(namespaces.firstRefusal().map(NamespaceDisconnected::nsp)).contains("/");
    }

    @Test
    void acceptsPacketsOnlyOfJoinedNamespaces() {
        assertThat(namespaces.handleData("/")).isFalse();
        namespaces.joinEssential(List.of("/"), null);
        assertThat(namespaces.handleData("/")).isTrue();
        namespaces.attach(connection);
        namespaces.handleOpen(false);
        receive(connected("/", "a"));
        assertThat(namespaces.handleData("/")).isTrue();
        receive(new Packet.Disconnect("/"));
        assertThat(namespaces.handleData("/")).isFalse();
        namespaces.join("/", null);
        receive(connected("/", "a"));
        namespaces.leave("/");
        write(new Packet.Disconnect("/"));
        scheduler.pass(100);
        assertThat(namespaces.handleData("/"))
                .as("sent before the server read our DISCONNECT")
                .isTrue();
        assertThat(namespaces.handleControlPacket(new Packet.Disconnect("/"))).isEmpty();
        assertThat(namespaces.handleControlPacket(new Packet.Disconnect("/other")))
                .isPresent();
    }

    @Test
    void ignoresPacketsOfUnknownNamespaces() {
        connect("/");
        receive(connected("/other", "x"));
        receive(new Packet.Disconnect("/other"));
        receive(new Packet.ConnectError("/other", Optional.empty()));
        assertThat(events).hasSize(1);
        assertThat(namespaces.status()).containsOnlyKeys("/");
    }

    @Test
    void givesUpOnlyNamespacesThatAreNotAnswered() throws Exception {
        connect("/");
        namespaces.join("/slow", null);
        sendQueue.submit(new Packet.Event("/slow", "a", Arguments.NONE, OptionalLong.empty()), false);
        namespaces.giveUpUnanswered();
        assertThat(eventsOf(ConnectFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().message()).contains("/slow"));
        assertThat(eventsOf(EventDropped.class))
                .extracting(EventDropped::reason)
                .containsExactly(DropReason.UNANSWERED);
        assertThat(namespaces.isConnected("/")).isTrue();
        assertThat(namespaces.findUnanswered(false)).isEmpty();
    }

    @Test
    void startsTheConnectTimeoutAgainOnTheNextConnection() {
        connect("/");
        namespaces.join("/slow", null);
        scheduler.pass(4_000);
        namespaces.connectionLost(DisconnectReason.CONNECTION_LOST, "", "");
        namespaces.attach(connection);
        namespaces.handleOpen(false);
        scheduler.pass(4_000);
        assertThat(eventsOf(ConnectFailed.class)).isEmpty();
        assertThat(namespaces.findUnanswered(false)).contains("/");
    }

    @Test
    void requestsARejoinedNamespaceAgainAfterARefusal() {
        connect("/");
        namespaces.join("/admin", Json.literal("1"));
        namespaces.rejoin("/admin", Json.literal("2"));
        receive(new Packet.ConnectError("/admin", Optional.of(Json.literal("{\"message\":\"no\"}"))));
        assertThat(eventsOf(NamespaceRefused.class))
                .as("of the auth that was replaced")
                .isEmpty();
        assertThat(connection.requests).containsExactly("connect /", "connect /admin 1", "connect /admin 2");
        receive(connected("/admin", "b"));
        assertThat(namespaces.isConnected("/admin")).isTrue();
    }

    @Test
    void holdsEventsUntilANamespaceIsConnectedAgain() throws Exception {
        connect("/", "/chat");
        namespaces.leave("/chat");
        namespaces.join("/chat", null);
        sendQueue.submit(new Packet.Event("/chat", "a", Arguments.NONE, OptionalLong.empty()), false);
        assertThat(connection.sent).isEmpty();
        namespaces.connectionLost(DisconnectReason.CONNECTION_LOST, "", "");
        sendQueue.submit(new Packet.Event("/", "b", Arguments.NONE, OptionalLong.empty()), false);
        RecordingConnection next = new RecordingConnection();
        namespaces.attach(next);
        namespaces.handleOpen(false);
        assertThat(next.sent).isEmpty();
        receive(connected("/", "c"));
        assertThat(next.sentEventNames()).containsExactly("b");
        receive(connected("/chat", "d"));
        assertThat(next.sentEventNames()).containsExactly("b", "a");
    }

    @Test
    void asksToRestoreTheSessionUntilTheNamespaceIsLeft() {
        Packet withPid = new Packet.Connect("/", Optional.of(Json.literal("{\"sid\":\"a\",\"pid\":\"p\"}")));
        namespaces.join("/", Json.literal("{\"t\":1}"));
        namespaces.attach(connection);
        namespaces.handleOpen(false);
        receive(withPid);
        namespaces.toEvent(
                new Packet.Event("/", "a", Arguments.of(Json.string("Q8HWGs0")), OptionalLong.empty()),
                Instant.parse("2026-11-25T07:00:00Z"));
        reconnect();
        assertThat(connection.requests).endsWith("connect / {\"pid\":\"p\",\"offset\":\"Q8HWGs0\",\"t\":1}");
        receive(withPid);
        assertThat(eventsOf(NamespaceConnected.class))
                .extracting(NamespaceConnected::recovery)
                .containsExactly(Optional.of(RecoveryOutcome.OFFERED), Optional.of(RecoveryOutcome.RECOVERED));
        namespaces.join("/chat", null);
        receive(new Packet.Disconnect("/"));
        namespaces.join("/", Json.literal("{\"t\":1}"));
        assertThat(connection.requests).endsWith("connect / {\"t\":1}");
    }

    private void reconnect() {
        namespaces.connectionLost(DisconnectReason.CONNECTION_LOST, "", "");
        namespaces.attach(connection);
        namespaces.handleOpen(false);
    }

    @Test
    void knowsTheAuthOfTheRootWhileItIsWanted() {
        assertThat(namespaces.rootAuth()).isEmpty();
        namespaces.join("/", Json.literal("1"));
        namespaces.join("/chat", Json.literal("2"));
        assertThat(namespaces.rootAuth()).contains(Json.literal("1"));
        assertThat(namespaces.isAnyWanted()).isTrue();
        namespaces.leave("/");
        assertThat(namespaces.rootAuth()).isEmpty();
    }

    private void connect(String... nsps) {
        namespaces.joinEssential(List.of(nsps), null);
        namespaces.attach(connection);
        namespaces.handleOpen(false);
        for (String nsp : nsps) {
            receive(connected(nsp, "sid of " + nsp));
        }
    }

    private void receive(Packet packet) {
        namespaces.handleControlPacket(packet);
    }

    private static Packet connected(String nsp, String sid) {
        return new Packet.Connect(nsp, Optional.of(Json.literal("{\"sid\":\"" + sid + "\"}")));
    }

    private void write(Packet packet) {
        sendQueue.markEncoded(packet, 1, 1);
        sendQueue.startWriting(1);
        reporter.written(packet);
        if (packet instanceof Packet.Disconnect left) {
            namespaces.handleDisconnectWritten(left.nsp());
        }
    }

    private <E extends Event> List<E> eventsOf(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
