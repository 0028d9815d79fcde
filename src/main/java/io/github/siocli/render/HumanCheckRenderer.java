package io.github.siocli.render;

import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.Advice.Snippet;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.doctor.result.CheckStatus;
import io.github.siocli.doctor.result.Summary;
import io.github.siocli.text.Utf8Builder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders results for users: one group for each layer, one line for each check, and a summary. */
public final class HumanCheckRenderer implements CheckRenderer {

    private static final int TITLE_COLUMNS = 18;
    private static final int TIME_COLUMNS = 8;
    private static final int FACT_COLUMN = 4 + TITLE_COLUMNS + TIME_COLUMNS + 2;
    private static final int EVIDENCE_LINES = 8;
    private static final String INDENT = "  ";

    private final TextStyle style;
    private final boolean verbose;
    /** The layer of the latest result; null before the first. */
    private @Nullable CheckLayer layer;

    /**
     * Creates a renderer.
     *
     * @param verbose true to show all evidence, and the lines to paste for every program
     */
    public HumanCheckRenderer(TextStyle style, boolean verbose) {
        this.style = style;
        this.verbose = verbose;
    }

    @Override
    public void render(CheckResult result, Utf8Builder out) {
        if (result.layer() != layer) {
            if (layer != null) {
                out.append('\n');
            }
            layer = result.layer();
            TextRole.NAME.append(out, style, layer.title());
            out.append('\n');
        }
        TextRole role = role(result.status());
        out.append(INDENT);
        role.append(out, style, mark(result.status()));
        out.append(' ').append(padded(result.title(), TITLE_COLUMNS));
        String time = result.elapsed().isZero() ? "" : Durations.text(result.elapsed());
        out.append(" ".repeat(Math.max(0, TIME_COLUMNS - time.length())));
        TextRole.MUTED.append(out, style, time);
        out.append(INDENT);
        TextRole factRole = result.status() == CheckStatus.SKIPPED ? TextRole.MUTED : TextRole.PLAIN;
        WordWrap.append(out, result.finding().fact(), factRole, style, FACT_COLUMN);
        if (verbose || result.status() == CheckStatus.FAILED || result.status() == CheckStatus.WARNING) {
            evidence(result.finding().evidence(), out);
        }
    }

    private void evidence(String evidence, Utf8Builder out) {
        List<String> lines = evidence.lines().toList();
        int shown = verbose ? lines.size() : Math.min(EVIDENCE_LINES, lines.size());
        for (String line : lines.subList(0, shown)) {
            if (line.isBlank()) {
                out.append('\n');
                continue;
            }
            out.append(INDENT + INDENT);
            WordWrap.append(out, line.replace('\t', ' '), TextRole.MUTED, style, 2 * INDENT.length());
        }
        if (shown < lines.size()) {
            out.append(INDENT + INDENT);
            TextRole.MUTED.append(out, style, style.ellipsis() + " -v shows all");
            out.append('\n');
        }
    }

    private static TextRole role(CheckStatus status) {
        return switch (status) {
            case OK -> TextRole.INCOMING;
            case WARNING -> TextRole.WARNING;
            case FAILED -> TextRole.ERROR;
            case SKIPPED -> TextRole.MUTED;
        };
    }

    private String mark(CheckStatus status) {
        return switch (status) {
            case OK -> style.unicode() ? "✓" : "+";
            case WARNING -> "!";
            case FAILED -> style.unicode() ? "✗" : "x";
            case SKIPPED -> style.unicode() ? "–" : "-";
        };
    }

    private static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - DisplayWidth.of(text)));
    }

    @Override
    public void render(Summary summary, Utf8Builder out) {
        heading("Summary", out);
        verdict(summary, out);
        if (!summary.works().isEmpty()) {
            labelled(mark(CheckStatus.OK), String.join(", ", summary.works()), TextRole.INCOMING, out);
        }
        for (CheckResult result : summary.wrong()) {
            labelled(
                    mark(result.status()),
                    result.title() + ": " + result.finding().fact(),
                    role(result.status()),
                    out);
        }
        if (!summary.changes().isEmpty()) {
            heading("What to change", out);
        }
        int number = 1;
        for (Advice advice : summary.changes()) {
            labelled(number + ".", advice.place().label() + ": " + advice.text(), TextRole.HINT, out);
            snippets(advice.snippets(), out);
            number++;
        }
        if (!summary.code().isEmpty()) {
            heading("Client code", out);
            snippets(summary.code(), out);
        }
    }

    private void verdict(Summary summary, Utf8Builder out) {
        boolean works = summary.failure().isEmpty();
        String text =
                works ? "a JavaScript client with these options works" : "a JavaScript client with these options fails";
        out.append(INDENT);
        TextRole role = works ? TextRole.INCOMING : TextRole.ERROR;
        WordWrap.append(out, text + " (" + Durations.text(summary.elapsed()) + ")", role, style, INDENT.length());
        if (!summary.note().isEmpty()) {
            out.append(INDENT);
            WordWrap.append(out, summary.note(), TextRole.HINT, style, INDENT.length());
        }
    }

    private void heading(String text, Utf8Builder out) {
        out.append('\n');
        TextRole.NAME.append(out, style, text);
        out.append('\n');
    }

    private void labelled(String label, String text, TextRole role, Utf8Builder out) {
        out.append(INDENT);
        role.append(out, style, label);
        out.append(' ');
        WordWrap.append(out, text, TextRole.PLAIN, style, INDENT.length() + DisplayWidth.of(label) + 1);
    }

    /** Appends the first snippet, or all; their lines are not folded, because they are to be copied. */
    private void snippets(List<Snippet> snippets, Utf8Builder out) {
        List<Snippet> shown = verbose || snippets.isEmpty() ? snippets : snippets.subList(0, 1);
        for (Snippet snippet : shown) {
            out.append(INDENT + INDENT);
            TextRole.MUTED.append(out, style, snippet.program() + ":");
            out.append('\n');
            for (String line : snippet.lines()) {
                out.append(INDENT + INDENT + INDENT);
                TerminalText.append(out, line, 0, line.length());
                out.append('\n');
            }
        }
        if (shown.size() < snippets.size()) {
            String others = String.join(
                    ", ",
                    snippets.subList(shown.size(), snippets.size()).stream()
                            .map(Snippet::program)
                            .toList());
            out.append(INDENT + INDENT);
            WordWrap.append(out, "-v and --report show it for " + others, TextRole.MUTED, style, 2 * INDENT.length());
        }
    }
}
