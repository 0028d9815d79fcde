package io.github.siocli.render;

import io.github.siocli.event.Failure;
import io.github.siocli.event.Layer;
import io.github.siocli.text.Utf8Builder;

/** Renders a failure: its layer and message, its hint and, if requested, its evidence. */
public final class FailureRenderer {

    private static final String PROGRAM = "sio: ";
    private static final String INDENT = " ".repeat(PROGRAM.length());
    private static final int EVIDENCE_LINES = 20;

    private final TextStyle style;
    private final int verbosity;

    /**
     * Creates a renderer.
     *
     * @param style capabilities of the stream
     * @param verbosity number of {@code -v} flags; evidence is shown from 1 on
     */
    public FailureRenderer(TextStyle style, int verbosity) {
        this.style = style;
        this.verbosity = verbosity;
    }

    /** Appends the failure as whole lines. */
    public void render(Failure failure, Utf8Builder out) {
        render("", failure, out);
    }

    /**
     * Appends the failure as whole lines.
     *
     * @param place the line of the script that failed; empty if it is obvious
     */
    public void render(String place, Failure failure, Utf8Builder out) {
        Layer layer = failure.kind().layer();
        painted(out, PROGRAM, TextRole.ERROR);
        if (!place.isEmpty()) {
            TerminalText.append(out, place, 0, place.length());
            out.append(": ");
        }
        painted(out, label(layer), TextRole.NAME);
        body(failure, out);
    }

    private void body(Failure failure, Utf8Builder out) {
        Layer layer = failure.kind().layer();
        message(out, failure.message(), layer == Layer.USAGE || layer == Layer.EXPECTATION);
        if (!failure.hint().isEmpty()) {
            out.append(INDENT);
            painted(out, "try: ", TextRole.HINT);
            message(out, failure.hint(), layer == Layer.USAGE);
        }
        if (verbosity >= 1 && !failure.evidence().isBlank()) {
            evidence(out, failure.evidence());
        }
    }

    /** Returns the prefix for a layer of the connection; other layers have none, as it would repeat the message. */
    static String label(Layer layer) {
        return switch (layer) {
            case USAGE, FILE, EXPECTATION, PROGRAM -> "";
            case DNS, TCP, PROXY, TLS, HTTP, ENGINE_IO, SOCKET_IO -> layer.label() + ": ";
        };
    }

    /** Appends the failure of a place as whole lines, without the name of the program. */
    public void renderAt(String place, Failure failure, Utf8Builder out) {
        TerminalText.append(out, place, 0, place.length());
        out.append(": ");
        painted(out, label(failure.kind().layer()), TextRole.NAME);
        body(failure, out);
    }

    private void painted(Utf8Builder out, String text, TextRole role) {
        if (!text.isEmpty()) {
            role.append(out, style, text);
        }
    }

    /** Appends a message. Only a usage error, which can show a line of input with a caret below, and a failed expectation may have several
     * lines. */
    private static void message(Utf8Builder out, String message, boolean lines) {
        int from = 0;
        for (int end = message.indexOf('\n'); lines && end >= 0; end = message.indexOf('\n', from)) {
            TerminalText.append(out, message, from, end);
            out.append('\n').append(INDENT);
            from = end + 1;
        }
        TerminalText.append(out, message, from, message.length());
        out.append('\n');
    }

    private void evidence(Utf8Builder out, String evidence) {
        String[] lines = evidence.stripTrailing().split("\r?\n", -1);
        for (int i = 0; i < lines.length && i < EVIDENCE_LINES; i++) {
            String line = TerminalText.escape(lines[i].replace('\t', ' '));
            painted(out, line.isBlank() ? "" : INDENT + line, TextRole.MUTED);
            out.append('\n');
        }
        if (lines.length > EVIDENCE_LINES) {
            Utf8Builder rest = new Utf8Builder().append(style.ellipsis()).append(' ');
            Decimals.appendGrouped(rest, lines.length - EVIDENCE_LINES);
            rest.append(lines.length - EVIDENCE_LINES == 1 ? " more line" : " more lines");
            out.append(INDENT);
            painted(out, rest.toString(), TextRole.MUTED);
            out.append('\n');
        }
    }
}
