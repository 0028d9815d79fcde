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
 * <p>Payloads are shown as they were on the wire, except for two things that keep their value: unsafe characters are
 * escaped, and escapes of printable characters are shown as the characters ({@link TerminalText}). A pipe gets the
 * escapes too, as its text may end up on a terminal. On a terminal, payloads are aligned and folded to the width.
 */
public final class HumanRenderer implements Renderer {

    private static final int MIN_NAME_COLUMNS = 8;
    private static final int MAX_NAME_COLUMNS = 20;
    /** The column of names takes this part of the width. */
    private static final int NAME_SHARE = 6;

    private static final int MOST_LINES = 8;

    private final TextStyle style;
    private final HumanOptions options;
    /** Null if lines have no time. */
    private final @Nullable Timestamps timestamps;

    /** Width of the column of names; 0 before the first event. */
    private int nameColumns;

    public HumanRenderer(TextStyle style, HumanOptions options) {
        this.style = style;
        this.options = options;
        this.timestamps = options.timestamps()
                .map(format -> format.create(options.zone()))
                .orElse(null);
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        if (event.withoutClient() instanceof DataEvent data) {
            data.accept(new DataEventWriter(event.client(), out));
        }
    }

    private final class DataEventWriter implements DataEvent.Visitor<Utf8Builder> {

        private final String client;
        private final Utf8Builder out;
        private final LineWriter line;

        DataEventWriter(String client, Utf8Builder out) {
            this.client = client;
            this.out = out;
            boolean cut = style.terminal() && options.cutAdvice().isPresent() && !options.pretty();
            line = new LineWriter(out, style, cut ? MOST_LINES : Integer.MAX_VALUE);
        }

        @Override
        public Utf8Builder visit(EventReceived event) {
            begin(event, style.incoming(), TextRole.INCOMING);
            event(event, event.name(), event.args());
            event.ackId().ifPresent(this::requestedAck);
            if (options.offsets() && event.offset().isPresent()) {
                line.spacedText("(offset " + event.offset().get() + ")", TextRole.MUTED);
            }
            return end();
        }

        @Override
        public Utf8Builder visit(EventSent event) {
            if (!options.sent()) {
                return out;
            }
            begin(event, style.outgoing(), TextRole.OUTGOING);
            event(event, event.name(), event.args());
            event.ackId().ifPresent(this::requestedAck);
            return end();
        }

        @Override
        public Utf8Builder visit(AckReceived event) {
            begin(event, style.incoming(), TextRole.INCOMING);
            if (event.answeredEmit().isEmpty()) {
                ack(event, event.id(), null, event.args());
                line.spacedText("(not pending)", TextRole.WARNING);
            } else {
                AnsweredEmit answered = event.answeredEmit().get();
                ack(event, event.id(), answered.name(), event.args());
                String elapsed = Durations.text(answered.elapsed());
                line.spacedText(
                        answered.late() ? "(" + elapsed + ", late)" : "(" + elapsed + ")",
                        answered.late() ? TextRole.WARNING : TextRole.MUTED);
            }
            return end();
        }

        @Override
        public Utf8Builder visit(AckSent event) {
            if (!options.sent()) {
                return out;
            }
            begin(event, style.outgoing(), TextRole.OUTGOING);
            ack(event, event.id(), null, event.args());
            return end();
        }

        @Override
        public Utf8Builder visit(AckTimedOut event) {
            begin(event, style.ellipsis(), TextRole.WARNING);
            origin(event);
            line.text("no ack " + event.id() + " for ", TextRole.WARNING);
            line.text(EventNameText.format(event.name()), TextRole.WARNING);
            line.text(" within " + Durations.text(event.timeout()), TextRole.WARNING);
            event.large().ifPresent(this::large);
            line.endCut(options.cutAdvice().orElse(""));
            return end();
        }

        private void large(AckTimedOut.Large large) {
            Utf8Builder text = new Utf8Builder().append(", sent as ");
            SizeText.append(text, large.size());
            large.limit().ifPresent(limit -> SizeText.append(text.append("; the server accepts "), limit));
            line.text(text.toString(), TextRole.WARNING);
        }

        private void begin(DataEvent event, String sign, TextRole role) {
            if (timestamps != null) {
                Utf8Builder text = new Utf8Builder();
                timestamps.append(text, event.time());
                line.text(text.toString(), TextRole.MUTED);
                line.text(" ", TextRole.PLAIN);
            }
            line.text(sign, role);
            line.text(" ", TextRole.PLAIN);
        }

        /** Writes the name of our client, the client of our server, and the namespace. */
        private void origin(DataEvent event) {
            if (!client.isEmpty()) {
                line.text(client, TextRole.ofClient(client));
                line.text(" ", TextRole.PLAIN);
            }
            if (event.sid().isPresent()) {
                line.text(ClientIds.shorten(event.sid().get()), TextRole.CLIENT);
                line.text(" ", TextRole.PLAIN);
            }
            if (options.namespaces()) {
                line.text(event.nsp(), TextRole.NAMESPACE);
                line.text(" ", TextRole.PLAIN);
            }
        }

        private void event(DataEvent event, EventName name, Arguments args) {
            int start = line.column();
            origin(event);
            line.text(EventNameText.format(name), TextRole.NAME);
            arguments(start, event, args);
            line.endCut(options.cutAdvice().orElse(""));
        }

        private void requestedAck(long id) {
            line.spacedText("(wants ack " + id + ")", TextRole.MUTED);
        }

        /** Writes an acknowledgement; the name of the event that it answers is null if it is unknown. */
        private void ack(DataEvent event, long id, @Nullable EventName name, Arguments args) {
            int start = line.column();
            origin(event);
            line.text("ack " + id, TextRole.NAME);
            if (name != null) {
                line.text(" ", TextRole.PLAIN);
                line.text(EventNameText.format(name), TextRole.PLAIN);
            }
            arguments(start, event, args);
            line.endCut(options.cutAdvice().orElse(""));
        }

        /** Writes the arguments; on a terminal they begin in a fixed column, unless the name is longer. */
        private void arguments(int start, DataEvent event, Arguments args) {
            if (args.values().isEmpty()) {
                return;
            }
            int missing = style.terminal() ? labelColumns(event) - (line.column() - start) : 0;
            if (missing > 0) {
                line.text(" ".repeat(missing), TextRole.PLAIN);
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

        /** Returns the width of client, namespace and name together. */
        private int labelColumns(DataEvent event) {
            if (nameColumns == 0) {
                // Not again after a resize, so that all payloads of the screen begin in the same column.
                int share = style.columns().getAsInt() / NAME_SHARE;
                nameColumns = Math.max(MIN_NAME_COLUMNS, Math.min(share, MAX_NAME_COLUMNS));
            }
            int sid = event.sid().isPresent() ? ClientIds.SHOWN + 1 : 0;
            int name = client.isEmpty() ? 0 : client.length() + 1;
            return name + sid + (options.namespaces() ? nameColumns * 3 / 2 : nameColumns);
        }

        private void argument(String exact) {
            String json = style.unicode() ? TerminalText.readable(exact) : exact;
            line.text(" ", TextRole.PLAIN);
            if (options.pretty() || style.color()) {
                JsonTokens.write(json, line, options.pretty());
            } else {
                line.json(json, 0, json.length(), TextRole.PLAIN);
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
