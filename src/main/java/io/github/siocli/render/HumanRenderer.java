package io.github.siocli.render;

import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.DataEvent;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.text.Utf8Builder;
import org.jspecify.annotations.Nullable;

/**
 * Renders events and acknowledgements for users: {@code ← hello {"a":1} "x"}.
 *
 * <p>Payloads are shown as they were on the wire, with unsafe characters escaped by {@link TerminalText}. A pipe gets
 * the escapes too, as its text may end up on a terminal. On a terminal, payloads are aligned and folded to the width.
 */
public final class HumanRenderer implements Renderer {

    private static final int WIDEST_LABEL = 20;
    private static final int WIDEST_LABEL_WITH_NAMESPACE = 32;
    private static final int MOST_LINES = 8;

    private final TextStyle style;
    private final HumanOptions options;
    private final Timestamps timeOfDay;
    private int labelWidth;

    public HumanRenderer(TextStyle style, HumanOptions options) {
        this.style = style;
        this.options = options;
        this.timeOfDay = Timestamps.timeOfDay(options.zone());
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        if (event instanceof DataEvent data) {
            data.accept(new DataEventWriter(out));
        }
    }

    private final class DataEventWriter implements DataEvent.Visitor<Utf8Builder> {

        private final Utf8Builder out;
        private final LineWriter line;

        DataEventWriter(Utf8Builder out) {
            this.out = out;
            boolean cut = style.terminal() && !options.whole() && !options.pretty();
            line = new LineWriter(out, style, cut ? MOST_LINES : Integer.MAX_VALUE);
        }

        @Override
        public Utf8Builder visit(EventReceived event) {
            begin(event, style.incoming(), AnsiColor.GREEN);
            event(event, event.name(), event.args());
            event.ackId().ifPresent(this::requestedAck);
            if (options.offsets() && event.offset().isPresent()) {
                line.spacedText("(offset " + event.offset().get() + ")", AnsiColor.DIM);
            }
            return end();
        }

        @Override
        public Utf8Builder visit(EventSent event) {
            if (!options.sent()) {
                return out;
            }
            begin(event, style.outgoing(), AnsiColor.CYAN);
            event(event, event.name(), event.args());
            event.ackId().ifPresent(this::requestedAck);
            return end();
        }

        @Override
        public Utf8Builder visit(AckReceived event) {
            begin(event, style.incoming(), AnsiColor.GREEN);
            if (event.answeredEmit().isEmpty()) {
                ack(event, event.id(), null, event.args());
                line.spacedText("(not pending)", AnsiColor.YELLOW);
            } else {
                AnsweredEmit answered = event.answeredEmit().get();
                ack(event, event.id(), answered.name(), event.args());
                String elapsed = Durations.text(answered.elapsed());
                line.spacedText(
                        answered.late() ? "(" + elapsed + ", late)" : "(" + elapsed + ")",
                        answered.late() ? AnsiColor.YELLOW : AnsiColor.DIM);
            }
            return end();
        }

        @Override
        public Utf8Builder visit(AckSent event) {
            if (!options.sent()) {
                return out;
            }
            begin(event, style.outgoing(), AnsiColor.CYAN);
            ack(event, event.id(), null, event.args());
            return end();
        }

        @Override
        public Utf8Builder visit(AckTimedOut event) {
            begin(event, style.ellipsis(), AnsiColor.YELLOW);
            origin(event);
            line.text("no ack " + event.id() + " for ", AnsiColor.YELLOW);
            line.text(EventNameText.format(event.name()), AnsiColor.YELLOW);
            line.text(" within " + Durations.text(event.timeout()), AnsiColor.YELLOW);
            event.large().ifPresent(this::large);
            line.endCut();
            return end();
        }

        private void large(AckTimedOut.Large large) {
            Utf8Builder text = new Utf8Builder().append(", sent as ");
            SizeText.append(text, large.size());
            large.limit().ifPresent(limit -> SizeText.append(text.append("; the server accepts "), limit));
            line.text(text.toString(), AnsiColor.YELLOW);
        }

        private void begin(DataEvent event, String sign, AnsiColor paint) {
            if (options.timestamps()) {
                Utf8Builder text = new Utf8Builder(12);
                timeOfDay.append(text, event.time());
                line.text(text.toString(), AnsiColor.DIM);
                line.text(" ", AnsiColor.PLAIN);
            }
            line.text(sign, paint);
            line.text(" ", AnsiColor.PLAIN);
        }

        /** Writes the client and the namespace. */
        private void origin(DataEvent event) {
            if (event.sid().isPresent()) {
                line.text(ClientIds.shorten(event.sid().get()), AnsiColor.CYAN);
                line.text(" ", AnsiColor.PLAIN);
            }
            if (options.namespaces()) {
                line.text(event.nsp(), AnsiColor.MAGENTA);
                line.text(" ", AnsiColor.PLAIN);
            }
        }

        private void event(DataEvent event, EventName name, Arguments args) {
            int start = line.column();
            origin(event);
            line.text(EventNameText.format(name), AnsiColor.BOLD);
            widen(line.column() - start);
            arguments(start, args);
            line.endCut();
        }

        private void requestedAck(long id) {
            line.spacedText("(wants ack " + id + ")", AnsiColor.DIM);
        }

        /** Writes an acknowledgement; the name of the event that it answers is null if it is unknown. */
        private void ack(DataEvent event, long id, @Nullable EventName name, Arguments args) {
            int start = line.column();
            origin(event);
            line.text("ack " + id, AnsiColor.BOLD);
            if (name != null) {
                line.text(" ", AnsiColor.PLAIN);
                line.text(EventNameText.format(name), AnsiColor.PLAIN);
            }
            arguments(start, args);
            line.endCut();
        }

        /** Widens the label column for a label, unless the label is so wide that it would move all other payloads. */
        private void widen(int columns) {
            int widest = options.namespaces() ? WIDEST_LABEL_WITH_NAMESPACE : WIDEST_LABEL;
            if (columns > labelWidth && columns <= widest) {
                labelWidth = columns;
            }
        }

        /** Writes the arguments; on a terminal they are aligned with those of other entries. */
        private void arguments(int start, Arguments args) {
            if (args.values().isEmpty()) {
                return;
            }
            int missing = labelWidth - (line.column() - start);
            if (style.terminal() && missing > 0) {
                line.text(" ".repeat(missing), AnsiColor.PLAIN);
            }
            line.indentTo(line.column() + 1);
            if (args.isBinary()) {
                for (String text : args.texts(this::binary)) {
                    argument(text);
                }
            } else {
                for (Json value : args.values()) {
                    argument(value.text());
                }
            }
        }

        private void argument(String json) {
            line.text(" ", AnsiColor.PLAIN);
            if (options.pretty() || style.color()) {
                JsonTokens.write(json, line, options.pretty());
            } else {
                line.json(json, 0, json.length(), AnsiColor.PLAIN);
            }
        }

        private String binary(Attachment attachment) {
            return BinaryPreview.of(attachment, style);
        }

        private Utf8Builder end() {
            line.end();
            return out;
        }
    }
}
