package io.github.siocli.render;

import io.github.siocli.render.Report.Field;
import io.github.siocli.text.Utf8Builder;
import java.util.List;

/** Renders reports for users as a table, or as a list if there is one row; for programs as one JSON object per row. */
public final class ReportRenderer {

    private static final int GAP = 2;
    private static final int WIDEST = 40;

    private final TextStyle style;
    private final boolean json;

    /**
     * Creates a renderer.
     *
     * @param style capabilities of the stream
     * @param json true to render JSON for programs
     */
    public ReportRenderer(TextStyle style, boolean json) {
        this.style = style;
        this.json = json;
    }

    /** Appends the report as whole lines. */
    public void render(Report report, Utf8Builder out) {
        if (json) {
            report.rows().forEach(row -> object(report.type(), row, out));
        } else if (report.rows().isEmpty()) {
            painted(report.emptyText(), AnsiColor.DIM, out);
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
            painted(label, AnsiColor.DIM, out);
            out.append(" ".repeat(widest + GAP - DisplayWidth.of(label)));
            out.append(cut(TerminalText.escape(field.text()), widest + GAP)).append('\n');
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
        Utf8Builder head = new Utf8Builder();
        for (int i = 0; i < columns; i++) {
            cell(rows.get(0).get(i).name().replace('_', ' '), i == columns - 1 ? 0 : widths[i], head);
        }
        painted(cut(head.toString(), 0).stripTrailing(), AnsiColor.DIM, out);
        out.append('\n');
        for (List<Field> row : rows) {
            Utf8Builder line = new Utf8Builder();
            for (int i = 0; i < columns; i++) {
                cell(TerminalText.escape(row.get(i).text()), i == columns - 1 ? 0 : widths[i], line);
            }
            out.append(cut(line.toString(), 0).stripTrailing()).append('\n');
        }
    }

    private static void cell(String text, int width, Utf8Builder line) {
        line.append(text);
        if (width > 0) {
            line.append(" ".repeat(Math.max(0, width - DisplayWidth.of(text)) + GAP));
        }
    }

    /** Returns the text, cut to one line of a terminal after an indentation. */
    private String cut(String text, int indent) {
        int columns = style.terminal() ? style.columns().getAsInt() : 0;
        int room = columns - indent - 1;
        if (columns <= 0 || DisplayWidth.of(text) <= room + 1) {
            return text;
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

    private void painted(String text, AnsiColor paint, Utf8Builder out) {
        paint.begin(out, style);
        out.append(text);
        paint.end(out, style);
    }
}
