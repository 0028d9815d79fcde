package io.github.siocli.render;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.Event;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.text.Utf8Builder;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/**
 * Renders trace events: {@code → #4 eio  ping 2probe}. The number identifies the HTTP exchange, or the exchange that
 * opened the websocket, so that a reader can tell concurrent exchanges apart.
 *
 * <p>Text is shown as it was on the wire, with unsafe characters escaped by {@link TerminalText}. Each packet, header
 * field and line of a body is one line, which is cut on a terminal only. Binary messages are shown by their first
 * bytes.
 */
public final class TraceRenderer implements Renderer {

    private static final int MOST_LINES = 3;
    private static final int TIME_COLUMNS = 13;
    private static final int LABEL_COLUMNS = 5;
    private static final int NO_CODE = 1005;
    private static final List<Integer> HARMLESS = List.of(1000, 1001, NO_CODE);
    private static final int REFUSED = 400;
    private static final String[] ENGINE_NAMES = {"open", "close", "ping", "pong", "message", "upgrade", "noop"};

    private final TextStyle style;
    private final Timestamps times;

    private TraceRenderer(TextStyle style, Timestamps times) {
        this.style = style;
        this.times = times;
    }

    /** Returns a renderer for users, with the time of day. */
    public static TraceRenderer forPeople(TextStyle style, Supplier<ZoneId> zone) {
        return new TraceRenderer(style, Timestamps.timeOfDay(zone));
    }

    /** Returns a renderer for a file, with date and time in UTC. */
    public static TraceRenderer forFile() {
        return new TraceRenderer(TextStyle.PLAIN, Timestamps.utc());
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        if (event.withoutClient() instanceof TraceEvent traced) {
            traced.item().accept(new TraceItemWriter(traced, out));
        }
    }

    private final class TraceItemWriter implements TraceEvent.Visitor<Utf8Builder> {

        private final TraceEvent traced;
        private final Utf8Builder out;
        private boolean begun;

        TraceItemWriter(TraceEvent traced, Utf8Builder out) {
            this.traced = traced;
            this.out = out;
        }

        @Override
        public Utf8Builder visit(TraceEvent.HttpHead head) {
            boolean refused = head.status().orElse(0) >= REFUSED;
            return lines("http", head.text(), refused ? TextRole.WARNING : TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(TraceEvent.HttpBody body) {
            Utf8Builder text = new Utf8Builder().append("body, ").append(bytes(body.size()));
            body.unpacked()
                    .ifPresent(size -> text.append(" (").append(bytes(size)).append(" unpacked)"));
            String content = body.text().stripTrailing();
            if (!content.isEmpty()) {
                // Most bodies are one short line, which follows on the same line.
                text.append(content.indexOf('\n') < 0 ? ": " : ":\n").append(content);
            }
            return lines("http", text.toString(), TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(TraceEvent.AbnormalEnd broken) {
            return line(broken.websocket() ? "ws" : "http", "failed: " + broken.cause(), TextRole.WARNING);
        }

        @Override
        public Utf8Builder visit(TraceEvent.EngineTextPacket text) {
            return line("eio", engineName(text.packet()) + text.packet(), TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(TraceEvent.EngineBinaryPacket bytes) {
            return line("eio", message(bytes), TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(TraceEvent.WebSocketPing beat) {
            return line("ws", (beat.pong() ? "pong, " : "ping, ") + bytes(beat.size()), TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(TraceEvent.WebSocketClose close) {
            String text = close.code() == NO_CODE ? "close, without a code" : "close " + close.code();
            String reason = close.reason().isEmpty() ? "" : " \"" + close.reason() + '"';
            return line("ws", text + reason, HARMLESS.contains(close.code()) ? TextRole.MUTED : TextRole.WARNING);
        }

        @Override
        public Utf8Builder visit(TraceEvent.SocketIoPacket packet) {
            return line("sio", packetText(packet), TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(TraceEvent.BinaryMessage bytes) {
            return line("sio", "attachment, " + bytes(bytes.size()), TextRole.MUTED);
        }

        @Override
        public Utf8Builder visit(TraceEvent.InvalidPacket invalid) {
            return line("sio", "not a packet: " + invalid.problem(), TextRole.WARNING);
        }

        /** Appends each line of a text. */
        private Utf8Builder lines(String label, String text, TextRole first) {
            TextRole role = first;
            for (String line : text.split("\r?\n")) {
                line(label, line, role);
                role = TextRole.MUTED;
            }
            return out;
        }

        private Utf8Builder line(String label, String text, TextRole role) {
            LineWriter line = new LineWriter(out, style, style.terminal() ? MOST_LINES : Integer.MAX_VALUE);
            boolean in = traced.direction() == Direction.IN;
            line.text(time(), TextRole.MUTED);
            line.text(in ? style.incoming() : style.outgoing(), in ? TextRole.INCOMING : TextRole.OUTGOING);
            String number = "#" + traced.exchange();
            String start = " " + number + (number.length() < 3 ? "  " : " ") + label
                    + " ".repeat(LABEL_COLUMNS - label.length());
            line.text(start, TextRole.MUTED);
            line.indentTo(line.column());
            line.text(text, role);
            line.endCut("");
            line.end();
            begun = true;
            return out;
        }

        /** Returns the time; on a terminal only for the first line of an entry. */
        private String time() {
            if (begun && style.terminal()) {
                return " ".repeat(TIME_COLUMNS);
            }
            Utf8Builder text = new Utf8Builder(TIME_COLUMNS);
            times.append(text, traced.time());
            return text.append(' ').toString();
        }

        private String message(TraceEvent.EngineBinaryPacket bytes) {
            Attachment start = bytes.start();
            Utf8Builder text = new Utf8Builder().append("message, ").append(bytes(bytes.size()));
            String before = ": ";
            for (byte b : start.bytes()) {
                text.append(before);
                text.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
                before = " ";
            }
            return text.append(bytes.size() > start.size() ? " " + style.ellipsis() : "")
                    .toString();
        }
    }

    /** Returns the name of the type of an Engine.IO packet and a space; empty if the type is unknown. */
    private static String engineName(String packet) {
        int type = packet.isEmpty() ? -1 : packet.charAt(0) - '0';
        if (type == 'b' - '0') {
            return "message ";
        }
        return type >= 0 && type < ENGINE_NAMES.length ? ENGINE_NAMES[type] + ' ' : "";
    }

    private static String packetText(TraceEvent.SocketIoPacket packet) {
        Utf8Builder text = new Utf8Builder().append(packet.type()).append(' ').append(packet.nsp());
        packet.name().ifPresent(name -> text.append(' ').append(name));
        packet.id().ifPresent(id -> text.append(" id ").append(id));
        packet.arguments().ifPresent(count -> appendCount(text, count, "argument"));
        if (packet.attachments() > 0) {
            appendCount(text, packet.attachments(), "attachment");
        }
        return text.append(", ").append(bytes(packet.size())).toString();
    }

    /** Returns the exact size, as a single byte can matter. */
    private static String bytes(long size) {
        Utf8Builder text = new Utf8Builder();
        Decimals.appendGrouped(text, size);
        return text.append(size == 1 ? " byte" : " bytes").toString();
    }

    private static void appendCount(Utf8Builder text, long count, String noun) {
        text.append(", ").append(count).append(' ').append(noun).append(count == 1 ? "" : "s");
    }
}
