package io.github.siocli.render;

import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.text.Utf8Builder;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Renders received events and acknowledgements by a template. It adds nothing to the template, not even a line feed.
 * Binary values are written as in {@link JsonRenderer}.
 */
public final class FormatRenderer implements Renderer {

    private final Timestamps utc = Timestamps.utc();
    private final FormatTemplate format;
    private final boolean terminal;
    private long count;

    /**
     * Creates a renderer.
     *
     * @param format the template
     * @param terminal true if the stream is a terminal: text from the network is then escaped, so that only the
     *     template itself can contain control characters; false to keep all text unchanged
     */
    public FormatRenderer(FormatTemplate format, boolean terminal) {
        this.format = format;
        this.terminal = terminal;
    }

    @Override
    public void render(Event event, Utf8Builder out) {
        if (event.withoutClient() instanceof EventReceived received) {
            append(
                    out,
                    new Incoming(
                            received,
                            event.client(),
                            "event",
                            received.name().text(),
                            received.args(),
                            received.ackId(),
                            Optional.empty()));
        } else if (event.withoutClient() instanceof AckReceived ack) {
            append(
                    out,
                    new Incoming(
                            ack,
                            event.client(),
                            "ack",
                            ack.answeredEmit()
                                    .map(answered -> answered.name().text())
                                    .orElse(""),
                            ack.args(),
                            OptionalLong.of(ack.id()),
                            ack.answeredEmit()));
        }
    }

    private void append(Utf8Builder out, Incoming incoming) {
        count++;
        for (FormatTemplate.Piece piece : format.pieces()) {
            switch (piece.place()) {
                case TEXT -> out.append(piece.text());
                case TIME -> utc.append(out, incoming.event().time());
                case DIR -> out.append("in");
                case CLIENT -> out.append(incoming.client());
                case TYPE -> out.append(incoming.type());
                case NSP -> appendText(out, incoming.event().nsp());
                case SID -> appendText(out, incoming.event().sid().orElse(""));
                case EVENT -> appendText(out, incoming.name());
                case ARGS -> appendArgs(out, incoming.args());
                case ARGUMENT -> appendArgument(out, incoming.args(), piece.argument());
                case ID -> incoming.id().ifPresent(out::append);
                case ELAPSED ->
                    incoming.answeredEmit().ifPresent(answered -> JsonText.appendMillis(out, answered.elapsed()));
                case COUNT -> out.append(count);
            }
        }
    }

    private void appendText(Utf8Builder out, String text) {
        if (terminal) {
            TerminalText.append(out, text, 0, text.length());
        } else {
            out.append(text);
        }
    }

    private void appendArgs(Utf8Builder out, Arguments args) {
        int from = out.length();
        JsonText.appendArray(out, args);
        if (terminal) {
            TerminalText.escapeJsonLines(out, from);
        }
    }

    private void appendArgument(Utf8Builder out, Arguments args, int number) {
        if (number > args.values().size()) {
            return;
        }
        int from = out.length();
        args.appendText(args.values().get(number - 1), out);
        if (terminal) {
            TerminalText.escapeJsonLines(out, from);
        }
    }

    /**
     * The values of an event or acknowledgement that a template can contain.
     *
     * @param event the event or acknowledgement
     * @param client name of the client; empty if there is only one
     * @param type {@code event} or {@code ack}
     * @param name name of the event, or of the event that is acknowledged; empty if it is unknown
     * @param args the arguments
     * @param id id of the acknowledgement that is received or asked for; empty if there is none
     * @param answeredEmit the emit that an acknowledgement answers; empty for an event, or if it is unknown
     */
    private record Incoming(
            DataEvent event,
            String client,
            String type,
            String name,
            Arguments args,
            OptionalLong id,
            Optional<AnsweredEmit> answeredEmit) {}
}
