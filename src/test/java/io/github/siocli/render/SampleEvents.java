package io.github.siocli.render;

import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.ClientConnected;
import io.github.siocli.event.LifecycleEvent.ClientDisconnected;
import io.github.siocli.event.LifecycleEvent.ClientRefused;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.EnginePathChanged;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.OversizedPayload;
import io.github.siocli.event.LifecycleEvent.PacketRejected;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.LifecycleEvent.ServerListening;
import io.github.siocli.event.LifecycleEvent.SessionOpened;
import io.github.siocli.event.LifecycleEvent.TransportUpgraded;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket.PacketContent;
import io.github.siocli.event.LifecycleEvent.UpgradeFailed;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.event.ServerFamily;
import io.github.siocli.event.ServerReason;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.text.Utf8Builder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Sample events of every kind. */
final class SampleEvents {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");
    static final String KEPT = "{\"z\":1,\"a\":2.0,\"big\":12345678901234567890.50,\"a\":3}";
    static final String ATTACK =
            "\u001b]0;owned\u0007\u001b]52;c;ZXZpbA==\u001b\\\u001b[2J\u009b31m\u202egnp.exe\u2066\u200b\ufeff\udb40\udc41";

    private static final Handshake HANDSHAKE = new Handshake(
            "lv_VI97HAXpY6yYWAAAC",
            List.of("websocket"),
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            OptionalLong.of(1_000_000));
    private static final Handshake BARE_HANDSHAKE = new Handshake(
                    "x", List.of(), Duration.ofSeconds(Long.MAX_VALUE), Duration.ZERO, OptionalLong.empty())
            .withServer(ServerFamily.SOCKET_IO_2);

    private SampleEvents() {}

    /** Returns events of every kind, with each optional part present and absent. */
    static List<Event> all() {
        List<Event> all = new ArrayList<>(data());
        all.addAll(lifecycle());
        return all;
    }

    static List<Event> data() {
        List<Event> data = new ArrayList<>(ofClient());
        data.addAll(ofServer());
        return data;
    }

    /** Returns the events of a server. */
    static List<Event> ofServer() {
        Optional<String> sid = Optional.of("Xk3vQ7ZqVhJTxvAAAB4f");
        return List.of(
                new ServerListening(at(0), "http://127.0.0.1:3000", "Engine.IO 3 and 4; polling", "sio connect :3000"),
                new ClientConnected(at(1), "/", sid.get(), Transport.POLLING, 4, "127.0.0.1:5001", false),
                new ClientConnected(
                        at(1), "/chat", "/chat#4fJqW7gDZqVhJTxvAAAB", Transport.WEBSOCKET, 3, "[::1]:5002", true),
                new ClientRefused(at(2), "/admin", "not\nhere", Optional.of(json("{\"code\":\n7}")), "127.0.0.1:5001"),
                new ClientRefused(at(2), "/", "full", Optional.empty(), "127.0.0.1:5003"),
                new EventReceived(
                        at(3), "/", EventName.of("hello"), args("1"), OptionalLong.of(0), Optional.empty(), sid),
                new EventSent(at(4), "/", EventName.of("confirm"), args("2"), OptionalLong.of(0), sid),
                new AckSent(at(5), "/", 0, args("3"), sid),
                new AckReceived(at(6), "/", 0, args("4"), answers("confirm", 2_000_000, false), sid),
                new AckTimedOut(at(7), "/", 1, EventName.of("confirm"), 0, Duration.ofSeconds(5), sid),
                new ClientDisconnected(at(8), "/", sid.get(), "client namespace disconnect", true),
                new ClientDisconnected(at(8), "/chat", "/chat#4fJqW7gDZqVhJTxvAAAB", "ping timeout", false));
    }

    private static List<Event> ofClient() {
        return List.of(
                received("hello", KEPT, "\"x\""),
                received("empty"),
                new EventReceived(at(1), "/chat", EventName.of("message"), args("[1, true, null]"), OptionalLong.of(7)),
                received("two words \"quoted\"\n", "{ \"a\" :\r\n\t[ ] }"),
                new EventReceived(at(2), "/", EventName.of("file"), binary(), OptionalLong.empty()),
                new EventReceived(
                        at(3),
                        "/",
                        EventName.of("resumable"),
                        args("1"),
                        OptionalLong.empty(),
                        Optional.of("Q85tX3x.1"),
                        Optional.empty()),
                new EventSent(at(1_000), "/", EventName.of("save"), args("{\"id\":1}"), OptionalLong.of(0)),
                new EventSent(at(1_001), "/chat", EventName.of("typing"), Arguments.NONE, OptionalLong.empty()),
                new AckReceived(at(1_004), "/", 0, args("{\"ok\":true}"), answers("save", 3_214_567, false)),
                new AckReceived(at(9_000), "/chat", 12, Arguments.NONE, answers("slow", 6_100_000_000L, true)),
                new AckReceived(at(9_001), "/", 99, args("\"who?\""), Optional.empty()),
                new AckSent(at(9_002), "/", 7, args("\"seen\"", "1")),
                new AckTimedOut(at(14_000), "/", 7, EventName.of("hello"), 0, Duration.ofSeconds(5), Optional.empty()),
                largeTimedOut(8, OptionalLong.of(1_000_000)),
                largeTimedOut(9, OptionalLong.empty()),
                unjoined("/other", "EVENT", Optional.of("news"), OptionalLong.of(3), binary(), 1),
                unjoined("/", "ACK", Optional.empty(), OptionalLong.of(0), args("\"yes\""), 1_234),
                unjoined("/", "DISCONNECT", Optional.empty(), OptionalLong.empty(), Arguments.NONE, 2));
    }

    private static AckTimedOut largeTimedOut(long id, OptionalLong limit) {
        AckTimedOut.Large size = new AckTimedOut.Large(1_300_050, limit);
        return new AckTimedOut(
                at(14_001),
                "/",
                id,
                EventName.of("upload"),
                0,
                Duration.ofSeconds(5),
                Optional.empty(),
                Optional.of(size));
    }

    private static UnjoinedPacket unjoined(
            String nsp, String type, Optional<String> name, OptionalLong id, Arguments args, long count) {
        PacketContent content = new PacketContent(nsp, type, name.map(EventName::of), id, args);
        return new UnjoinedPacket(at(14_001), content, false, count);
    }

    static List<Event> lifecycle() {
        EventName welcome = EventName.of("welcome");
        Failure refused = Failure.of(FailureKind.REFUSED, "127.0.0.1:3999");
        Failure header = Failure.of(FailureKind.UPGRADE_HEADER_LOST, "400 Bad Request");
        return List.of(
                new SessionOpened(at(0), Transport.POLLING, HANDSHAKE),
                new SessionOpened(at(0), Transport.WEBSOCKET, BARE_HANDSHAKE),
                new NamespaceConnected(
                        at(5),
                        "/",
                        "4fJqW7gDZqVhJTxvAAAB",
                        Transport.POLLING,
                        HANDSHAKE,
                        Optional.of(RecoveryOutcome.NOT_OFFERED)),
                new NamespaceRefused(at(6), "/admin", "not authorized", Optional.of(json("{\"code\": 7.0,\n\"a\":1}"))),
                new NamespaceRefused(at(6), "/x", "", Optional.empty()),
                new ConnectFailed(at(7), refused),
                new ConnectFailed(at(8), refused),
                new ConnectFailed(at(8), Failure.of(FailureKind.USAGE, "without a hint")),
                new TransportUpgraded(at(9), Transport.POLLING, Transport.WEBSOCKET),
                new UpgradeFailed(at(10), header),
                new NamespaceDisconnected(at(20), "/", DisconnectReason.SESSION_CLOSED, "close code 1001", 2),
                new NamespaceDisconnected(at(21), "/chat", DisconnectReason.CLIENT_DISCONNECT, "", 0),
                new UnjoinedPacket(
                        at(21),
                        new PacketContent("/", "EVENT", Optional.of(welcome), OptionalLong.empty(), Arguments.NONE),
                        true,
                        1),
                new NamespaceDisconnected(
                        at(21),
                        "/",
                        DisconnectReason.SERVER_DISCONNECT,
                        new ServerReason("kicked", Optional.of(json("{\"by\":\n1}"))),
                        "",
                        "",
                        0),
                new NamespaceDisconnected(
                        at(21),
                        "/",
                        DisconnectReason.CONNECTION_FAILED,
                        ServerReason.NONE,
                        "session unknown",
                        "sticky sessions",
                        1),
                new NamespaceDisconnected(
                        at(21),
                        "/",
                        DisconnectReason.REFUSED,
                        new ServerReason("no auth", Optional.empty()),
                        "",
                        "",
                        1),
                new EventDropped(at(21), "/admin", EventName.of("save"), OptionalLong.of(3), DropReason.REFUSED),
                new EventDropped(at(21), "/", EventName.of("two words"), OptionalLong.empty(), DropReason.LEFT),
                new OversizedPayload(
                        at(21), "/", Optional.of(EventName.of("upload")), OptionalLong.of(4), 1_300_050, 1_000_000),
                new OversizedPayload(at(21), "/chat", Optional.empty(), OptionalLong.of(7), 1_000, 900),
                new OversizedPayload(at(21), "/", Optional.empty(), OptionalLong.empty(), 2_000, 900),
                new EnginePathChanged(at(0), "/api/live", "/api/live/", "308 Permanent Redirect"),
                new ReconnectScheduled(at(22), 2, OptionalInt.of(10), Duration.ofMillis(1_200)),
                new ReconnectScheduled(at(23), 3, OptionalInt.empty(), Duration.ofMillis(500)),
                new ReconnectGivenUp(at(24), 10),
                new ReconnectGivenUp(at(24), 1),
                new PacketRejected(at(25), "42[\"hello\"", "the array is not closed"),
                new PacketRejected(at(25), "4".repeat(300), "unknown packet type"),
                new PacketRejected(at(25), "51-[\"x\"]", "not all came", binary().attachments()),
                new NamespaceConnected(
                        at(5), "/", "4f", Transport.WEBSOCKET, HANDSHAKE, Optional.of(RecoveryOutcome.OFFERED)),
                new NamespaceConnected(
                        at(5), "/", "4f", Transport.WEBSOCKET, HANDSHAKE, Optional.of(RecoveryOutcome.RECOVERED)),
                new NamespaceConnected(
                        at(5), "/", "4f", Transport.WEBSOCKET, HANDSHAKE, Optional.of(RecoveryOutcome.NO_OFFSET)),
                new NamespaceConnected(
                        at(5),
                        "/",
                        "4f",
                        Transport.WEBSOCKET,
                        HANDSHAKE,
                        Optional.of(RecoveryOutcome.AUTH_NOT_OBJECT)));
    }

    /** Returns events in which every text contains control sequences for the terminal. */
    static List<Event> attacks() {
        String quoted = Json.string(ATTACK).text().replace("\\u001b", "\\u001B");
        Arguments args = args("{\"\u009b31m\":" + quoted + ",\"rlo\":\"\u202egnp.exe\u2069\"}", "\"\u007f\u2028\"");
        return List.of(
                new EventReceived(NOON, "/" + ATTACK, EventName.of(ATTACK), args, OptionalLong.of(1)),
                new EventReceived(
                        NOON, "/", EventName.of("a\nb\tc"), args("\"\\u001b\"", "[1,\t2]"), OptionalLong.empty()),
                new EventSent(NOON, "/" + ATTACK, EventName.of(ATTACK), args, OptionalLong.of(1)),
                new AckReceived(NOON, "/" + ATTACK, 1, args, answers(ATTACK, 1_000_000, false)),
                new AckSent(NOON, "/" + ATTACK, 1, args),
                new AckTimedOut(
                        NOON, "/" + ATTACK, 1, EventName.of(ATTACK), 0, Duration.ofSeconds(5), Optional.empty()),
                new SessionOpened(
                        NOON,
                        Transport.POLLING,
                        new Handshake(ATTACK, List.of(ATTACK), Duration.ZERO, Duration.ZERO, OptionalLong.empty())),
                new NamespaceConnected(NOON, "/" + ATTACK, ATTACK, Transport.POLLING, HANDSHAKE),
                new NamespaceRefused(NOON, "/" + ATTACK, ATTACK, Optional.of(json("\"\u009b\u202e\""))),
                new ConnectFailed(NOON, attackingFailure(FailureKind.HTTP_STATUS)),
                new UpgradeFailed(NOON, attackingFailure(FailureKind.HTTP_STATUS)),
                new NamespaceDisconnected(NOON, "/" + ATTACK, DisconnectReason.CONNECTION_LOST, ATTACK, 0),
                new NamespaceDisconnected(
                        NOON,
                        "/" + ATTACK,
                        DisconnectReason.REFUSED,
                        new ServerReason(ATTACK, Optional.of(json("\"\u009b\u202e\""))),
                        ATTACK,
                        ATTACK,
                        0),
                unjoined("/" + ATTACK, "EVENT", Optional.of(ATTACK), OptionalLong.empty(), args, 1),
                new EventDropped(
                        NOON, "/" + ATTACK, EventName.of(ATTACK), OptionalLong.empty(), DropReason.DISCONNECTED),
                new OversizedPayload(NOON, "/" + ATTACK, Optional.of(EventName.of(ATTACK)), OptionalLong.empty(), 2, 1),
                new EnginePathChanged(NOON, ATTACK, ATTACK, ATTACK),
                new PacketRejected(NOON, ATTACK + "\n", ATTACK));
    }

    static Failure attackingFailure(FailureKind kind) {
        return Failure.of(kind, ATTACK, ATTACK, ATTACK).withEvidence("1\t2\r\n" + ATTACK);
    }

    static EventReceived received(String name, String... args) {
        return received(EventName.of(name), args);
    }

    static EventReceived received(EventName name, String... args) {
        return new EventReceived(NOON, "/", name, args(args), OptionalLong.empty());
    }

    static Arguments args(String... values) {
        List<Json> parsed = new ArrayList<>();
        for (String value : values) {
            parsed.add(json(value));
        }
        return new Arguments(parsed, List.of());
    }

    static Arguments binary() {
        byte[] long40 = new byte[40];
        long40[0] = (byte) 0xff;
        return new Arguments(
                List.of(
                        json("{\"name\":\"a.png\",\"data\":{\"_placeholder\":true,\"num\":0}}"),
                        json("{\"num\":1,\n\"_placeholder\":true}"),
                        json("{\"_placeholder\":true,\"num\":2}")),
                List.of(new Attachment(new byte[] {1, 2, 3}), new Attachment(long40), new Attachment(new byte[0])));
    }

    static Json json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    static HumanOptions options() {
        return new HumanOptions(
                () -> ZoneOffset.UTC, Optional.empty(), false, false, true, Optional.of("-v shows all"), false);
    }

    /** Returns the text that a renderer produces for the events. */
    static String rendered(Renderer renderer, List<? extends Event> events) {
        Utf8Builder out = new Utf8Builder();
        for (Event event : events) {
            renderer.render(event, out);
        }
        renderer.finish(out);
        return out.toString();
    }

    static String rendered(Renderer renderer, Event event) {
        return rendered(renderer, List.of(event));
    }

    private static Instant at(long millis) {
        return NOON.plusMillis(millis);
    }

    private static Optional<AnsweredEmit> answers(String name, long nanos, boolean late) {
        return Optional.of(new AnsweredEmit(EventName.of(name), Duration.ofNanos(nanos), late));
    }
}
