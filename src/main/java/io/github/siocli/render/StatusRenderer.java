package io.github.siocli.render;

import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent;
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
import io.github.siocli.event.LifecycleEvent.UpgradeFailed;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.json.Json;
import io.github.siocli.text.Utf8Builder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Renders lifecycle events for users, each as a short line: dim for routine, yellow for problems, red for the end. */
public final class StatusRenderer implements Renderer {

    private static final int PACKET_SHOWN = 200;
    private static final int ATTACHMENTS_SHOWN = 4;

    private final TextStyle style;
    private final int verbosity;
    private final boolean prompt;
    private String lastHint = "";
    private String shownHandshake = "";
    /** Ends of connections that wait for the reconnection that follows, which is shown on the same line. */
    private final List<LifecycleEvent> held = new ArrayList<>();
    /** The reconnection to show behind the end of a connection; null for none. */
    private @Nullable ReconnectScheduled retry;

    /**
     * Creates a renderer.
     *
     * @param style capabilities of the stream
     * @param verbosity 0 for events that users must know, 1 to show the opening and upgrade of sessions too
     */
    public StatusRenderer(TextStyle style, int verbosity) {
        this(style, verbosity, false);
    }

    private StatusRenderer(TextStyle style, int verbosity, boolean prompt) {
        this.style = style;
        this.verbosity = verbosity;
        this.prompt = prompt;
    }

    /**
     * Returns a renderer for the prompt. It shows one line for each connection, which names the server, and one line for
     * a lost connection or a failed attempt together with the attempt that follows.
     */
    public static StatusRenderer ofPrompt(TextStyle style, int verbosity) {
        return new StatusRenderer(style, verbosity, true);
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        if (!(event instanceof LifecycleEvent lifecycle)) {
            return;
        }
        if (!prompt) {
            write(lifecycle, out);
        } else if (event instanceof ReconnectScheduled scheduled && !held.isEmpty()) {
            retry = scheduled;
            finish(out);
            retry = null;
        } else {
            if (!isSameEnd(event)) {
                finish(out);
            }
            if (isEnd(event)) {
                held.add(lifecycle);
            } else {
                write(lifecycle, out);
            }
        }
    }

    @Override
    public void finish(Utf8Builder out) {
        if (!held.isEmpty()) {
            write(held.get(0), out);
            held.clear();
        }
    }

    private void write(LifecycleEvent event, Utf8Builder out) {
        int from = out.length();
        event.accept(new LifecycleEventWriter(out));
        WordWrap.apply(out, from, style);
    }

    /** Returns true if a reconnection may follow the event. */
    private static boolean isEnd(Event event) {
        return event instanceof ConnectFailed
                || event instanceof NamespaceDisconnected end
                        && !end.reason().isByServer()
                        && end.reason() != DisconnectReason.CLIENT_DISCONNECT;
    }

    /** Returns true if the event ends another namespace of the same connection. */
    private boolean isSameEnd(Event event) {
        return !held.isEmpty()
                && held.get(0) instanceof NamespaceDisconnected first
                && event instanceof NamespaceDisconnected other
                && first.reason() == other.reason()
                && first.detail().equals(other.detail());
    }

    private final class LifecycleEventWriter implements LifecycleEvent.Visitor<Utf8Builder> {

        private final Utf8Builder out;

        LifecycleEventWriter(Utf8Builder out) {
            this.out = out;
        }

        @Override
        public Utf8Builder visit(SessionOpened event) {
            if (verbosity < 1) {
                return out;
            }
            begin(TextRole.MUTED);
            out.append("session opened over ").append(event.transport().wireName());
            out.append(" (");
            handshake(event.handshake());
            out.append(')');
            return end(TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(NamespaceConnected event) {
            lastHint = "";
            begin(TextRole.MUTED);
            out.append("connected to ");
            text(event.nsp());
            out.append(" (").append(event.transport().wireName());
            if (prompt) {
                server(event);
            } else {
                out.append(", sid ");
                text(event.sid());
            }
            event.recovery()
                    .filter(this::isShown)
                    .ifPresent(recovery -> out.append(recovery.isReconnection() ? ", " : ", recovery ")
                            .append(recovery.description()));
            out.append(')');
            return end(TextRole.MUTED);
        }

        /** Returns true for a former session, at a prompt only if the server offers recovery. */
        private boolean isShown(RecoveryOutcome recovery) {
            return verbosity > 0 || recovery.isReconnection() && !(prompt && recovery == RecoveryOutcome.NOT_ENABLED);
        }

        /** Appends the upgrade, the server and the beginning of the sid; the verb {@code status} shows the rest. */
        private void server(NamespaceConnected event) {
            event.pendingUpgrade()
                    .ifPresent(target ->
                            out.append(' ').append(style.outgoing()).append(' ').append(target.wireName()));
            if (!event.handshake().sid().equals(shownHandshake)) {
                shownHandshake = event.handshake().sid();
                out.append(", ").append(event.handshake().server().label().replace(" or newer", "+"));
            }
            String sid = ClientIds.shorten(event.sid());
            out.append(", sid ");
            text(sid);
            out.append(event.sid().endsWith(sid) ? "" : style.ellipsis());
        }

        private void handshake(Handshake handshake) {
            out.append(handshake.protocol());
            out.append("; heartbeat every ");
            Durations.append(out, handshake.pingInterval());
            out.append(", timeout ");
            Durations.append(out, handshake.pingTimeout());
            if (!handshake.upgrades().isEmpty()) {
                out.append("; offers ");
                text(String.join(", ", handshake.upgrades()));
            }
            if (handshake.maxPayload().isPresent()) {
                out.append("; accepts up to ");
                SizeText.append(out, handshake.maxPayload().getAsLong());
            }
        }

        @Override
        public Utf8Builder visit(NamespaceRefused event) {
            begin(TextRole.ERROR);
            out.append("the server refused ");
            text(event.nsp());
            if (!event.message().isEmpty()) {
                out.append(": ");
                text(event.message());
            }
            if (event.data().isPresent()) {
                json(event.data().get());
            }
            end(TextRole.ERROR);
            if (!prompt) {
                return out;
            }
            return hint(
                    event.isUnknownNamespace()
                            ? "check the spelling of " + event.nsp() + ", and that the server defines it"
                            : "join " + event.nsp() + " --auth token=…, if the server needs credentials");
        }

        @Override
        public Utf8Builder visit(ConnectFailed event) {
            return failure("could not connect: ", event.failure(), TextRole.ERROR);
        }

        @Override
        public Utf8Builder visit(TransportUpgraded event) {
            if (verbosity < 1) {
                return out;
            }
            begin(TextRole.MUTED);
            out.append("upgraded from ").append(event.from().wireName());
            out.append(" to ").append(event.to().wireName());
            return end(TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(UpgradeFailed event) {
            return failure("the upgrade failed, the session continues without it: ", event.failure(), TextRole.WARNING);
        }

        @Override
        public Utf8Builder visit(EventDropped event) {
            begin(TextRole.WARNING);
            out.append("not sent to ");
            text(event.nsp());
            out.append(": ");
            out.append(EventNameText.format(event.name()));
            out.append(" (").append(event.reason().description()).append(')');
            return end(TextRole.WARNING);
        }

        @Override
        public Utf8Builder visit(OversizedPayload event) {
            begin(TextRole.WARNING);
            out.append("too large for the server: ");
            out.append(event.event()
                    .map(EventNameText::format)
                    .orElseGet(() ->
                            event.ackId().isPresent() ? "ack " + event.ackId().getAsLong() : "CONNECT"));
            out.append(" to ");
            text(event.nsp());
            out.append(" is sent as ");
            size(event.size());
            out.append(", and it accepts up to ");
            size(event.limit());
            return end(TextRole.WARNING);
        }

        @Override
        public Utf8Builder visit(EnginePathChanged event) {
            begin(TextRole.MUTED);
            out.append("using the engine path ");
            text(event.path());
            out.append(": the server responds to ");
            text(event.formerPath());
            out.append(" with ");
            text(event.formerResponse());
            return end(TextRole.MUTED);
        }

        /** Appends the rounded and the exact size, as two sizes may round to the same text. */
        private void size(long bytes) {
            SizeText.append(out, bytes);
            if (bytes >= 1024) {
                out.append(" (");
                Decimals.appendGrouped(out, bytes);
                out.append(" bytes)");
            }
        }

        @Override
        public Utf8Builder visit(NamespaceDisconnected event) {
            TextRole role = event.reason() == DisconnectReason.CLIENT_DISCONNECT ? TextRole.MUTED : TextRole.WARNING;
            begin(role);
            out.append("disconnected from ");
            text(ofSameEnd(event, NamespaceDisconnected::nsp).collect(Collectors.joining(", ")));
            String description = event.reason().description();
            String protocolName = event.reason().protocolName();
            if (retry != null) {
                // Short enough for one line of a usual terminal, together with the retry.
                description = description.replaceFirst(":.*", "");
                protocolName = "";
            }
            out.append(": ").append(description);
            if (event.serverReason().isGiven()) {
                out.append(": ");
                text(event.serverReason().text());
            }
            String detail = event.reason() == DisconnectReason.DROPPED ? "" : event.detail();
            String separator = protocolName.isEmpty() || detail.isEmpty() ? "" : "; ";
            if (!protocolName.isEmpty() || !detail.isEmpty()) {
                out.append(" (");
                text(protocolName + separator + detail);
                out.append(')');
            }
            int pendingAcks = ofSameEnd(event, NamespaceDisconnected::pendingAcks)
                    .mapToInt(Integer::intValue)
                    .sum();
            if (pendingAcks > 0) {
                out.append(", ");
                count(pendingAcks, "ack");
                out.append(" will not arrive");
            }
            retry();
            end(role);
            return hint(event.hint());
        }

        /** Returns a value of each namespace that ended with the same connection. */
        private <T> Stream<T> ofSameEnd(NamespaceDisconnected event, Function<NamespaceDisconnected, T> value) {
            return held.isEmpty()
                    ? Stream.of(value.apply(event))
                    : held.stream().map(NamespaceDisconnected.class::cast).map(value);
        }

        /** Appends the attempt that follows the end of a connection, if there is one. */
        private void retry() {
            if (retry != null) {
                out.append("; retrying in ");
                Durations.append(out, retry.delay());
                if (retry.attempt() > 1 || retry.limit().isPresent()) {
                    attempt(retry);
                }
            }
        }

        @Override
        public Utf8Builder visit(ReconnectScheduled event) {
            begin(TextRole.WARNING);
            out.append("reconnecting in ");
            Durations.append(out, event.delay());
            attempt(event);
            return end(TextRole.WARNING);
        }

        private void attempt(ReconnectScheduled event) {
            out.append(" (attempt ").append(event.attempt());
            event.limit().ifPresent(limit -> out.append(" of ").append(limit));
            out.append(')');
        }

        @Override
        public Utf8Builder visit(ReconnectGivenUp event) {
            begin(TextRole.ERROR);
            out.append("gave up reconnecting after ");
            count(event.attempts(), "attempt");
            return end(TextRole.ERROR);
        }

        @Override
        public Utf8Builder visit(UnjoinedPacket event) {
            if (event.autoJoined() && verbosity < 1) {
                return out;
            }
            UnjoinedPacket.PacketContent content = event.content();
            begin(TextRole.WARNING);
            out.append("a packet of ");
            text(content.nsp());
            out.append(", which is not joined: ").append(content.type());
            content.name().ifPresent(name -> out.append(' ').append(EventNameText.format(name)));
            content.id()
                    .ifPresent(id -> out.append(content.name().isPresent() ? " with id " : " ")
                            .append(id));
            Utf8Builder args = new Utf8Builder();
            content.args()
                    .texts(bytes -> BinaryPreview.of(bytes, style))
                    .forEach(each -> args.append(' ').append(readable(each)));
            shortened(args.toString());
            if (event.count() > 1) {
                out.append(" (");
                Decimals.appendGrouped(out, event.count());
                out.append(" of that namespace so far)");
            }
            return end(TextRole.WARNING);
        }

        /** Appends text from the network, cut to {@link #PACKET_SHOWN} characters. */
        private void shortened(String untrusted) {
            if (untrusted.codePointCount(0, untrusted.length()) <= PACKET_SHOWN) {
                text(untrusted);
            } else {
                text(untrusted.substring(0, untrusted.offsetByCodePoints(0, PACKET_SHOWN)));
                out.append(style.ellipsis());
            }
        }

        @Override
        public Utf8Builder visit(PacketRejected event) {
            begin(TextRole.WARNING);
            out.append("ignored an invalid packet: ");
            text(event.problem());
            out.append(": ");
            shortened(event.packet());
            int shown = Math.min(event.attachments().size(), ATTACHMENTS_SHOWN);
            event.attachments()
                    .subList(0, shown)
                    .forEach(attachment -> out.append(' ').append(BinaryPreview.of(attachment, style)));
            if (event.attachments().size() > shown) {
                out.append(' ').append(style.ellipsis());
            }
            return end(TextRole.WARNING);
        }

        @Override
        public Utf8Builder visit(ServerListening event) {
            begin(TextRole.MUTED);
            out.append("listening on ").append(event.url());
            out.append(" (").append(event.offers()).append(')');
            end(TextRole.MUTED);
            begin(TextRole.MUTED);
            out.append("connect with ").append(event.clients());
            return end(TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(ClientConnected event) {
            begin(TextRole.MUTED);
            text(ClientIds.shorten(event.sid()));
            out.append(event.recovered() ? " recovered its session in " : " connected to ");
            text(event.nsp());
            out.append(" (").append(event.transport().wireName());
            out.append(", Engine.IO ").append(event.eio());
            out.append(", ").append(event.address()).append(')');
            return end(TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(ClientRefused event) {
            begin(TextRole.WARNING);
            out.append("refused ").append(event.address()).append(" to ");
            text(event.nsp());
            out.append(": ");
            text(event.message());
            event.data().ifPresent(this::json);
            return end(TextRole.WARNING);
        }

        @Override
        public Utf8Builder visit(ClientDisconnected event) {
            TextRole role = event.byClient() ? TextRole.MUTED : TextRole.WARNING;
            begin(role);
            text(ClientIds.shorten(event.sid()));
            out.append(" disconnected from ");
            text(event.nsp());
            out.append(" (").append(event.reason()).append(')');
            return end(role);
        }

        /** Appends a failure. Consecutive attempts that fail in the same way show the hint once. */
        private Utf8Builder failure(String prefix, Failure failure, TextRole role) {
            begin(role);
            out.append(prefix).append(FailureRenderer.label(failure.kind().layer()));
            text(failure.message());
            retry();
            end(role);
            return hint(failure.hint());
        }

        /** Appends a hint on a line of its own, unless it is the same as the previous one. */
        private Utf8Builder hint(String hint) {
            if (hint.isEmpty() || hint.equals(lastHint)) {
                return out;
            }
            lastHint = hint;
            out.append("  ");
            begin(TextRole.HINT);
            out.append("try: ");
            TextRole.HINT.end(out, style);
            text(hint);
            return out.append('\n');
        }

        private void count(int number, String noun) {
            out.append(number).append(' ').append(noun).append(number == 1 ? "" : "s");
        }

        /** Appends a space and a value. */
        private void json(Json value) {
            String json = readable(value.text());
            out.append(' ');
            TerminalText.appendJson(out, json, 0, json.length());
        }

        private String readable(String json) {
            return style.unicode() ? TerminalText.readable(json) : json;
        }

        private void text(String untrusted) {
            TerminalText.append(out, untrusted, 0, untrusted.length());
        }

        private void begin(TextRole role) {
            role.begin(out, style);
        }

        private Utf8Builder end(TextRole role) {
            role.end(out, style);
            return out.append('\n');
        }
    }
}
