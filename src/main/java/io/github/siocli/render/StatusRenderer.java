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
import io.github.siocli.text.Utf8Builder;

/** Renders lifecycle events for users, each as a short line: dim for routine, yellow for problems, red for the end. */
public final class StatusRenderer implements Renderer {

    private static final int PACKET_SHOWN = 200;
    private static final int ATTACHMENTS_SHOWN = 4;

    private final TextStyle style;
    private final int verbosity;
    private final boolean prompt;
    private String lastHint = "";
    private String shownHandshake = "";

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

    /** Returns a renderer for the prompt, which shows the handshake in the first line of a connection. */
    public static StatusRenderer ofPrompt(TextStyle style, int verbosity) {
        return new StatusRenderer(style, verbosity, true);
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        if (event instanceof LifecycleEvent lifecycle) {
            lifecycle.accept(new LifecycleEventWriter(out));
        }
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
            begin(AnsiColor.DIM);
            out.append("session opened over ").append(event.transport().wireName());
            out.append(" (");
            handshake(event.handshake());
            out.append(')');
            return end(AnsiColor.DIM);
        }

        @Override
        public Utf8Builder visit(NamespaceConnected event) {
            lastHint = "";
            begin(AnsiColor.DIM);
            out.append("connected to ");
            text(event.nsp());
            out.append(" (").append(event.transport().wireName()).append(", sid ");
            text(event.sid());
            event.recovery()
                    .filter(recovery -> recovery.isReconnection() || verbosity > 0)
                    .ifPresent(recovery -> out.append(recovery.isReconnection() ? ", " : ", recovery ")
                            .append(recovery.description()));
            if (prompt && !event.handshake().sid().equals(shownHandshake)) {
                shownHandshake = event.handshake().sid();
                out.append("; ");
                handshake(event.handshake());
            }
            out.append(')');
            return end(AnsiColor.DIM);
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
            begin(AnsiColor.RED);
            out.append("the server refused ");
            text(event.nsp());
            if (!event.message().isEmpty()) {
                out.append(": ");
                text(event.message());
            }
            if (event.data().isPresent()) {
                String json = event.data().get().text();
                out.append(' ');
                TerminalText.appendJson(out, json, 0, json.length());
            }
            return end(AnsiColor.RED);
        }

        @Override
        public Utf8Builder visit(ConnectFailed event) {
            return failure("could not connect: ", event.failure(), AnsiColor.RED);
        }

        @Override
        public Utf8Builder visit(TransportUpgraded event) {
            if (verbosity < 1 && !prompt) {
                return out;
            }
            begin(AnsiColor.DIM);
            out.append("upgraded from ").append(event.from().wireName());
            out.append(" to ").append(event.to().wireName());
            return end(AnsiColor.DIM);
        }

        @Override
        public Utf8Builder visit(UpgradeFailed event) {
            return failure("the upgrade failed, the session continues without it: ", event.failure(), AnsiColor.YELLOW);
        }

        @Override
        public Utf8Builder visit(EventDropped event) {
            begin(AnsiColor.YELLOW);
            out.append("not sent to ");
            text(event.nsp());
            out.append(": ");
            out.append(EventNameText.format(event.name()));
            out.append(" (").append(event.reason().description()).append(')');
            return end(AnsiColor.YELLOW);
        }

        @Override
        public Utf8Builder visit(OversizedPayload event) {
            begin(AnsiColor.YELLOW);
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
            return end(AnsiColor.YELLOW);
        }

        @Override
        public Utf8Builder visit(EnginePathChanged event) {
            begin(AnsiColor.DIM);
            out.append("using the engine path ");
            text(event.path());
            out.append(": the server responds to ");
            text(event.formerPath());
            out.append(" with ");
            text(event.formerResponse());
            return end(AnsiColor.DIM);
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
            AnsiColor paint = event.reason() == DisconnectReason.CLIENT_DISCONNECT ? AnsiColor.DIM : AnsiColor.YELLOW;
            begin(paint);
            out.append("disconnected from ");
            text(event.nsp());
            out.append(": ").append(event.reason().description());
            if (event.serverReason().isGiven()) {
                out.append(": ");
                text(event.serverReason().text());
            }
            out.append(" (").append(event.reason().protocolName());
            if (!event.detail().isEmpty()) {
                out.append("; ");
                text(event.detail());
            }
            out.append(')');
            if (event.pendingAcks() > 0) {
                out.append(", ");
                count(event.pendingAcks(), "ack");
                out.append(" will not arrive");
            }
            end(paint);
            return hint(event.hint());
        }

        @Override
        public Utf8Builder visit(ReconnectScheduled event) {
            begin(AnsiColor.YELLOW);
            out.append("reconnecting in ");
            Durations.append(out, event.delay());
            out.append(" (attempt ").append(event.attempt());
            event.limit().ifPresent(limit -> out.append(" of ").append(limit));
            out.append(')');
            return end(AnsiColor.YELLOW);
        }

        @Override
        public Utf8Builder visit(ReconnectGivenUp event) {
            begin(AnsiColor.RED);
            out.append("gave up reconnecting after ");
            count(event.attempts(), "attempt");
            return end(AnsiColor.RED);
        }

        @Override
        public Utf8Builder visit(UnjoinedPacket event) {
            if (event.autoJoined() && verbosity < 1) {
                return out;
            }
            UnjoinedPacket.PacketContent content = event.content();
            begin(AnsiColor.YELLOW);
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
                    .forEach(each -> args.append(' ').append(each));
            shortened(args.toString());
            if (event.count() > 1) {
                out.append(" (");
                Decimals.appendGrouped(out, event.count());
                out.append(" of that namespace so far)");
            }
            return end(AnsiColor.YELLOW);
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
            begin(AnsiColor.YELLOW);
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
            return end(AnsiColor.YELLOW);
        }

        @Override
        public Utf8Builder visit(ServerListening event) {
            begin(AnsiColor.DIM);
            out.append("listening on ").append(event.url());
            out.append(" (").append(event.offers()).append(')');
            end(AnsiColor.DIM);
            begin(AnsiColor.DIM);
            out.append("connect with ").append(event.clients());
            return end(AnsiColor.DIM);
        }

        @Override
        public Utf8Builder visit(ClientConnected event) {
            begin(AnsiColor.DIM);
            text(ClientIds.shorten(event.sid()));
            out.append(event.recovered() ? " recovered its session in " : " connected to ");
            text(event.nsp());
            out.append(" (").append(event.transport().wireName());
            out.append(", Engine.IO ").append(event.eio());
            out.append(", ").append(event.address()).append(')');
            return end(AnsiColor.DIM);
        }

        @Override
        public Utf8Builder visit(ClientRefused event) {
            begin(AnsiColor.YELLOW);
            out.append("refused ").append(event.address()).append(" to ");
            text(event.nsp());
            out.append(": ");
            text(event.message());
            event.data().ifPresent(data -> {
                out.append(' ');
                String json = data.text();
                TerminalText.appendJson(out, json, 0, json.length());
            });
            return end(AnsiColor.YELLOW);
        }

        @Override
        public Utf8Builder visit(ClientDisconnected event) {
            AnsiColor paint = event.byClient() ? AnsiColor.DIM : AnsiColor.YELLOW;
            begin(paint);
            text(ClientIds.shorten(event.sid()));
            out.append(" disconnected from ");
            text(event.nsp());
            out.append(" (").append(event.reason()).append(')');
            return end(paint);
        }

        /** Appends a failure. Consecutive attempts that fail in the same way show the hint once. */
        private Utf8Builder failure(String prefix, Failure failure, AnsiColor paint) {
            begin(paint);
            out.append(prefix).append(FailureRenderer.label(failure.kind().layer()));
            text(failure.message());
            end(paint);
            return hint(failure.hint());
        }

        /** Appends a hint on a line of its own, unless it is the same as the previous one. */
        private Utf8Builder hint(String hint) {
            if (hint.isEmpty() || hint.equals(lastHint)) {
                return out;
            }
            lastHint = hint;
            out.append("  ");
            begin(AnsiColor.CYAN);
            out.append("try: ");
            AnsiColor.CYAN.end(out, style);
            text(hint);
            return out.append('\n');
        }

        private void count(int number, String noun) {
            out.append(number).append(' ').append(noun).append(number == 1 ? "" : "s");
        }

        private void text(String untrusted) {
            TerminalText.append(out, untrusted, 0, untrusted.length());
        }

        private void begin(AnsiColor paint) {
            paint.begin(out, style);
        }

        private Utf8Builder end(AnsiColor paint) {
            paint.end(out, style);
            return out.append('\n');
        }
    }
}
