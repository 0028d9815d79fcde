package io.github.siocli.render;

import io.github.siocli.json.Json;
import java.util.List;

/**
 * An answer of the tool itself, not of the server: rows of fields, such as the namespaces of a session.
 *
 * @param type what the rows are, the {@code type} of their JSON records
 * @param rows the rows, all with the same fields where there is more than one
 * @param emptyText what a person is told where there are no rows
 */
public record Report(String type, List<List<Field>> rows, String emptyText) {

    /**
     * A field.
     *
     * @param name its name, in JSON and for people
     * @param text its value for people, not made safe yet
     * @param value its value in JSON
     */
    public record Field(String name, String text, Json value) {

        /** A field whose value is text. */
        public static Field of(String name, String text) {
            return new Field(name, text, Json.string(text));
        }

        /** A field whose value is a number. */
        public static Field of(String name, long number) {
            return new Field(name, String.valueOf(number), Json.literal(String.valueOf(number)));
        }

        /** The same for people, with another value in JSON. */
        public Field withValue(Json other) {
            return new Field(name, text, other);
        }
    }

    public Report {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** A report on one thing. */
    public static Report of(String type, List<Field> fields) {
        return new Report(type, List.of(fields), "");
    }
}
