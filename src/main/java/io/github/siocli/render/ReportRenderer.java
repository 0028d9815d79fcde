package io.github.siocli.render;

import io.github.siocli.json.Json;
import io.github.siocli.render.Report.Field;
import io.github.siocli.text.Utf8Builder;
import java.util.List;
import java.util.function.Function;

/** Renders reports for users as a table, or as a list if there is one row; for programs as one JSON object per row. */
public final class ReportRenderer {

    private static final int GAP = 2;
    private static final int WIDEST = 40;

    private final TextStyle style;
    private final boolean json;
    private final boolean pretty;

    /**
     * Creates a renderer.
     *
     * @param style capabilities of the stream
     * @param json true to render JSON for programs
     * @param pretty true to pretty-print this JSON
     */
    public ReportRenderer(TextStyle style, boolean json, boolean pretty) {
        this.style = style;
        this.json = json;
        this.pretty = pretty;
    }

    /** Appends the report as whole lines. */
    public void render(Report report, Utf8Builder out) {
        if (json) {
            Utf8Builder lines = new Utf8Builder();
            report.rows().forEach(row -> object(report.type(), row, lines));
            if (pretty) {
                PrettyRenderer.append(lines.toString(), style, out);
            } else {
                out.append(lines);
            }
        } else if (report.rows().isEmpty()) {
            TextRole.MUTED.append(out, style, report.emptyText());
            out.append('\n');
        } else if (report.rows().size() == 1 && report.emptyText().isEmpty()) {
            list(report.rows().get(0), out);
        } else {
            table(report.rows(), out);
        }
    }

    private static void object(String type, List<Field> row, Utf8Builder out) {
        out.append("{\"type\":");
        JsonText.appendString(out, type);
        for (Field field : row) {
            out.append(',');
            JsonText.appendString(out, field.name());
            out.append(':').append(field.value().oneLine());
        }
        out.append("}\n");
    }

    private void list(List<Field> row, Utf8Builder out) {
        int widest = row.stream()
                .mapToInt(field -> DisplayWidth.of(field.name()))
                .max()
                .orElse(0);
        for (Field field : row) {
            String label = field.name().replace('_', ' ');
            TextRole.MUTED.append(out, style, label);
            out.append(" ".repeat(widest + GAP - DisplayWidth.of(label)));
            role(field).append(out, style, cut(TerminalText.escape(field.text()), widest + GAP));
            out.append('\n');
        }
    }

    private void table(List<List<Field>> rows, Utf8Builder out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (int i = 0; i < columns; i++) {
            widths[i] = DisplayWidth.of(rows.get(0).get(i).name());
            for (List<Field> row : rows) {
                widths[i] = Math.max(
                        widths[i],
                        DisplayWidth.of(TerminalText.escape(row.get(i).text())));
            }
            widths[i] = i < columns - 1 ? Math.min(widths[i], WIDEST) : widths[i];
        }
        line(rows.get(0), widths, field -> field.name().replace('_', ' '), field -> TextRole.MUTED, out);
        for (List<Field> row : rows) {
            line(row, widths, Field::text, ReportRenderer::role, out);
        }
    }

    /** Appends one line of a table; the cell that does not fit on the line of a terminal is its last one. */
    private void line(
            List<Field> row,
            int[] widths,
            Function<Field, String> content,
            Function<Field, TextRole> roles,
            Utf8Builder out) {
        int column = 0;
        int gap = 0;
        for (int i = 0; i < row.size(); i++) {
            String text = TerminalText.escape(content.apply(row.get(i)));
            String shown = cut(text, column + gap);
            if (!shown.isEmpty()) {
                out.append(" ".repeat(gap));
                roles.apply(row.get(i)).append(out, style, shown);
                column += gap + DisplayWidth.of(shown);
                gap = 0;
            }
            if (!shown.equals(text)) {
                break;
            }
            gap += Math.max(0, widths[i] - DisplayWidth.of(text)) + GAP;
        }
        out.append('\n');
    }

    /** Returns the role that the value of a field has in events too. */
    private static TextRole role(Field field) {
        String json = field.value().text();
        return switch (field.name()) {
            case "nsp" -> TextRole.NAMESPACE;
            case "sid", "client" -> TextRole.CLIENT;
            case "event" -> TextRole.NAME;
            default -> json.equals(field.text()) && Json.isNumber(json) ? TextRole.JSON_NUMBER : TextRole.PLAIN;
        };
    }

    /** Returns the text, cut to one line of a terminal after an indentation; empty if nothing fits. */
    private String cut(String text, int indent) {
        int columns = style.terminal() ? style.columns().getAsInt() : 0;
        if (columns <= 0 || DisplayWidth.of(text) <= columns - indent) {
            return text;
        }
        int room = columns - indent - style.ellipsis().length();
        if (room < 0) {
            return "";
        }
        Utf8Builder cut = new Utf8Builder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            used += DisplayWidth.of(codePoint);
            if (used > room) {
                break;
            }
            cut.appendCodePoint(codePoint);
            i += Character.charCount(codePoint);
        }
        return cut + style.ellipsis();
    }
}
