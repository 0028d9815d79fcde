package io.github.siocli.render;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.Event;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.event.TraceEvent.TraceItem;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/**
 * What passed on the wire: {@code → #4 eio  ping 2probe}. The number is that of the HTTP exchange, or of the one that opened
 * the websocket, so that what belongs together can be picked out where several are under way.
 *
 * <p>Texts are those of the wire, but for what {@link TerminalText} escapes: so everything is on one line, header fields and
 * the lines of a body on one line each. On a terminal long ones are cut, elsewhere they are whole. Of binary messages the
 * first bytes are shown.
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

    /** One for a stream that people look at: with the time of day. */
    public static TraceRenderer forPeople(TextStyle style, Supplier<ZoneId> zone) {
        return new TraceRenderer(style, Timestamps.timeOfDay(zone));
    }

    /** One for a file: with date and time in UTC. */
    public static TraceRenderer forFile() {
        return new TraceRenderer(TextStyle.PLAIN, Timestamps.utc());
    }

    @Override
    public void render(Event event, StringBuilder out) {
        if (event instanceof TraceEvent traced) {
            new Entry(traced, out).render();
        }
    }

    private final class Entry {

        private final TraceEvent traced;
        private final StringBuilder out;
        private boolean begun;

        Entry(TraceEvent traced, StringBuilder out) {
            this.traced = traced;
            this.out = out;
        }

        void render() {
            TraceItem sight = traced.sight();
            if (sight instanceof TraceEvent.Head head) {
                boolean refused = head.status().orElse(0) >= REFUSED;
                lines("http", head.text(), refused ? AnsiColor.YELLOW : AnsiColor.DIM);
            } else if (sight instanceof TraceEvent.Body body) {
                body(body);
            } else if (sight instanceof TraceEvent.Broken broken) {
                line(broken.websocket() ? "ws" : "http", "failed: " + broken.cause(), AnsiColor.YELLOW);
            } else if (sight instanceof TraceEvent.EngineText text) {
                line("eio", engineName(text.packet()) + text.packet(), AnsiColor.DIM);
            } else if (sight instanceof TraceEvent.EngineBytes bytes) {
                line("eio", message(bytes), AnsiColor.DIM);
            } else if (sight instanceof TraceEvent.Beat beat) {
                line("ws", (beat.pong() ? "pong, " : "ping, ") + bytes(beat.size()), AnsiColor.DIM);
            } else if (sight instanceof TraceEvent.Close close) {
                close(close);
            } else if (sight instanceof TraceEvent.Packet packet) {
                line("sio", packet(packet), AnsiColor.DIM);
            } else if (sight instanceof TraceEvent.PacketBytes bytes) {
                line("sio", "attachment, " + bytes(bytes.size()), AnsiColor.DIM);
            } else if (sight instanceof TraceEvent.NoPacket no) {
                line("sio", "not a packet: " + no.problem(), AnsiColor.YELLOW);
            }
        }

        private void body(TraceEvent.Body body) {
            StringBuilder text = new StringBuilder("body, ").append(bytes(body.size()));
            body.unpacked()
                    .ifPresent(size -> text.append(" (").append(bytes(size)).append(" unpacked)"));
            String content = body.text().stripTrailing();
            if (!content.isEmpty()) {
                // Most are one short line.
                text.append(content.indexOf('\n') < 0 ? ": " : ":\n").append(content);
            }
            lines("http", text.toString(), AnsiColor.DIM);
        }

        private void close(TraceEvent.Close close) {
            String text = close.code() == NO_CODE ? "close, without a code" : "close " + close.code();
            String reason = close.reason().isEmpty() ? "" : " \"" + close.reason() + '"';
            line("ws", text + reason, HARMLESS.contains(close.code()) ? AnsiColor.DIM : AnsiColor.YELLOW);
        }

        /** Each line of a text. */
        private void lines(String label, String text, AnsiColor first) {
            AnsiColor paint = first;
            for (String line : text.split("\r?\n")) {
                line(label, line, paint);
                paint = AnsiColor.DIM;
            }
        }

        private void line(String label, String text, AnsiColor paint) {
            LineWriter line = new LineWriter(out, style, style.terminal() ? MOST_LINES : Integer.MAX_VALUE);
            boolean in = traced.direction() == Direction.IN;
            line.text(time(), AnsiColor.DIM);
            line.text(in ? style.incoming() : style.outgoing(), in ? AnsiColor.GREEN : AnsiColor.CYAN);
            String number = "#" + traced.exchange();
            String start = " " + number + (number.length() < 3 ? "  " : " ") + label
                    + " ".repeat(LABEL_COLUMNS - label.length());
            line.text(start, AnsiColor.DIM);
            line.indentTo(line.column());
            line.text(text, paint);
            line.endCut();
            line.end();
            begun = true;
        }

        /** On a terminal the time is shown once. */
        private String time() {
            if (begun && style.terminal()) {
                return " ".repeat(TIME_COLUMNS);
            }
            StringBuilder text = new StringBuilder(TIME_COLUMNS);
            times.append(text, traced.time());
            return text.append(' ').toString();
        }

        private String message(TraceEvent.EngineBytes bytes) {
            Attachment start = bytes.start();
            StringBuilder text = new StringBuilder("message, ").append(bytes(bytes.size()));
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

    /** The name of a packet, where it has a type. */
    private static String engineName(String packet) {
        int type = packet.isEmpty() ? -1 : packet.charAt(0) - '0';
        if (type == 'b' - '0') {
            return "message ";
        }
        return type >= 0 && type < ENGINE_NAMES.length ? ENGINE_NAMES[type] + ' ' : "";
    }

    private static String packet(TraceEvent.Packet packet) {
        StringBuilder text = new StringBuilder(packet.type()).append(' ').append(packet.nsp());
        packet.name().ifPresent(name -> text.append(' ').append(name));
        packet.id().ifPresent(id -> text.append(" id ").append(id));
        packet.arguments().ifPresent(count -> counted(text, count, "argument"));
        if (packet.attachments() > 0) {
            counted(text, packet.attachments(), "attachment");
        }
        return text.append(", ").append(bytes(packet.size())).toString();
    }

    /** Never rounded: one byte can be what matters. */
    private static String bytes(long size) {
        StringBuilder text = new StringBuilder();
        Decimals.appendGrouped(text, size);
        return text.append(size == 1 ? " byte" : " bytes").toString();
    }

    private static void counted(StringBuilder text, long count, String what) {
        text.append(", ").append(count).append(' ').append(what).append(count == 1 ? "" : "s");
    }
}
