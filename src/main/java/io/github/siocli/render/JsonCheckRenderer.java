package io.github.siocli.render;

import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.Advice.Snippet;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.doctor.result.Summary;
import io.github.siocli.text.Utf8Builder;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Renders results as one JSON object per line: a record for each check, and one for the summary. */
public final class JsonCheckRenderer implements CheckRenderer {

    private final TextStyle style;
    private final boolean isPretty;

    /**
     * Creates a renderer.
     *
     * @param style capabilities of the stream
     * @param isPretty true to spread a record over several lines
     */
    public JsonCheckRenderer(TextStyle style, boolean isPretty) {
        this.style = style;
        this.isPretty = isPretty;
    }

    @Override
    public void render(CheckResult result, Utf8Builder target) {
        Utf8Builder out = new Utf8Builder();
        out.append("{\"type\":\"check\"");
        check(result, out);
        member("evidence", result.finding().evidence(), out);
        out.append(",\"advice\":");
        array(result.finding().advice(), advice -> advice(advice, out), out);
        millis(result.elapsed(), out);
        finish(out, target);
    }

    private static void check(CheckResult result, Utf8Builder out) {
        member("id", result.id(), out);
        member("layer", result.layer().label(), out);
        member("status", result.status().label(), out);
        member("fact", result.finding().fact(), out);
    }

    private static void millis(Duration time, Utf8Builder out) {
        out.append(",\"ms\":");
        JsonText.appendMillis(out, time);
        out.append("}\n");
    }

    @Override
    public void render(Summary summary, Utf8Builder target) {
        Utf8Builder out = new Utf8Builder();
        out.append("{\"type\":\"summary\",\"exit_code\":")
                .append(summary.exitCode().number());
        if (!summary.note().isEmpty()) {
            member("note", summary.note(), out);
        }
        out.append(",\"works\":");
        array(summary.works(), title -> JsonText.appendString(out, title), out);
        out.append(",\"wrong\":");
        array(
                summary.wrong(),
                result -> {
                    out.append("{\"title\":");
                    JsonText.appendString(out, result.title());
                    check(result, out);
                    out.append('}');
                },
                out);
        out.append(",\"advice\":");
        array(summary.changes(), advice -> advice(advice, out), out);
        out.append(",\"code\":");
        array(summary.code(), snippet -> snippet(snippet, out), out);
        millis(summary.elapsed(), out);
        finish(out, target);
    }

    /** Appends a record for the stream. */
    private void finish(Utf8Builder json, Utf8Builder target) {
        if (isPretty) {
            PrettyRenderer.append(json.toString(), style, target);
            return;
        }
        int from = target.length();
        target.append(json);
        if (style.terminal()) {
            TerminalText.escapeJsonLines(target, from);
        }
    }

    private static void advice(Advice advice, Utf8Builder out) {
        out.append("{\"place\":");
        JsonText.appendString(out, advice.place().label());
        member("text", advice.text(), out);
        out.append(",\"lines\":");
        array(advice.snippets(), snippet -> snippet(snippet, out), out);
        out.append('}');
    }

    private static void snippet(Snippet snippet, Utf8Builder out) {
        out.append("{\"for\":");
        JsonText.appendString(out, snippet.program());
        member("text", String.join("\n", snippet.lines()), out);
        out.append('}');
    }

    private static void member(String name, String value, Utf8Builder out) {
        out.append(",\"").append(name).append("\":");
        JsonText.appendString(out, value);
    }

    private static <T> void array(List<T> values, Consumer<T> writer, Utf8Builder out) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            writer.accept(values.get(i));
        }
        out.append(']');
    }
}
