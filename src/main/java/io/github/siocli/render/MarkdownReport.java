package io.github.siocli.render;

import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.Advice.Snippet;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.doctor.result.CheckStatus;
import io.github.siocli.doctor.result.Summary;
import io.github.siocli.text.Utf8Builder;
import java.util.List;

/** Renders the results of {@code sio doctor} as a Markdown document, which can be pasted into an issue. */
public final class MarkdownReport {

    private MarkdownReport() {}

    /**
     * Returns the document.
     *
     * @param title what was checked
     */
    public static String render(String title, List<CheckResult> results, Summary summary) {
        Utf8Builder out = new Utf8Builder();
        out.append("# sio doctor: ").append(inline(title)).append("\n\n");
        boolean works = summary.failure().isEmpty();
        out.append("A JavaScript client with these options ")
                .append(works ? "works" : "fails")
                .append(" (exit code ")
                .append(summary.exitCode().number())
                .append(", ")
                .append(Durations.text(summary.elapsed()))
                .append(").\n\n");
        if (!summary.note().isEmpty()) {
            out.append("Note: ").append(inline(summary.note())).append(".\n\n");
        }
        out.append("| | layer | check | time | fact |\n|---|---|---|---|---|\n");
        for (CheckResult result : results) {
            out.append("| ")
                    .append(mark(result.status()))
                    .append(" | ")
                    .append(result.layer().title())
                    .append(" | ")
                    .append(inline(result.title()))
                    .append(" | ")
                    .append(result.elapsed().isZero() ? "" : Durations.text(result.elapsed()))
                    .append(" | ")
                    .append(inline(result.finding().fact()))
                    .append(" |\n");
        }
        changes(summary, out);
        evidence(results, out);
        if (!summary.code().isEmpty()) {
            out.append("\n## Client code\n");
            snippets(summary.code(), out);
        }
        return out.toString();
    }

    private static String mark(CheckStatus status) {
        return switch (status) {
            case OK -> "✓";
            case WARNING -> "!";
            case FAILED -> "✗";
            case SKIPPED -> "–";
        };
    }

    private static void changes(Summary summary, Utf8Builder out) {
        if (summary.changes().isEmpty()) {
            return;
        }
        out.append("\n## What to change\n\n");
        int number = 1;
        for (Advice advice : summary.changes()) {
            out.append(number)
                    .append(". **")
                    .append(advice.place().label())
                    .append("**: ")
                    .append(inline(advice.text()))
                    .append('\n');
            snippets(advice.snippets(), out);
            number++;
        }
    }

    private static void evidence(List<CheckResult> results, Utf8Builder out) {
        List<CheckResult> proven = results.stream()
                .filter(result -> !result.finding().evidence().isBlank())
                .toList();
        if (proven.isEmpty()) {
            return;
        }
        out.append("\n## Evidence\n");
        for (CheckResult result : proven) {
            out.append("\n### ").append(inline(result.title())).append("\n\n");
            block(result.finding().evidence().lines().toList(), out);
        }
    }

    private static void snippets(List<Snippet> snippets, Utf8Builder out) {
        for (Snippet snippet : snippets) {
            out.append('\n').append(snippet.program()).append(":\n\n");
            block(snippet.lines(), out);
        }
        if (!snippets.isEmpty()) {
            out.append('\n');
        }
    }

    private static void block(List<String> lines, Utf8Builder out) {
        // The fence must be longer than every fence in the text.
        boolean hasFence = lines.stream().anyMatch(line -> line.contains("```"));
        String fence = hasFence ? "``````" : "```";
        out.append(fence).append('\n');
        for (String line : lines) {
            out.append(TerminalText.escape(line.replace('\t', ' '))).append('\n');
        }
        out.append(fence).append('\n');
    }

    /** Returns untrusted text for a line or a cell: without line breaks and markup. */
    private static String inline(String text) {
        return TerminalText.escape(text.replaceAll("\\s+", " ")).replaceAll("([\\\\|`*_<>\\[\\]])", "\\\\$1");
    }
}
