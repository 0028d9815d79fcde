package io.github.siocli.render;

import io.github.siocli.json.Json;
import java.util.List;

/**
 * A result of the tool itself, not of the server: rows of fields, such as the namespaces of a session.
 *
 * @param type the kind of rows; {@code type} of their JSON records
 * @param rows the rows; if there are several, all have the same fields
 * @param emptyText text for users if there are no rows
 */
public record Report(String type, List<List<Field>> rows, String emptyText) {

    /**
     * A field of a row.
     *
     * @param name name of the field, in JSON and for users
     * @param text the value for users, without escapes
     * @param value the value in JSON
     */
    public record Field(String name, String text, Json value) {

        /** Returns a field with a string as its value. */
        public static Field of(String name, String text) {
            return new Field(name, text, Json.string(text));
        }

        /** Returns a field with a number as its value. */
        public static Field of(String name, long number) {
            return new Field(name, String.valueOf(number), Json.literal(String.valueOf(number)));
        }

        /** Returns a copy of this field with another value in JSON. */
        public Field withValue(Json other) {
            return new Field(name, text, other);
        }
    }

    public Report {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Returns a report with a single row. */
    public static Report of(String type, List<Field> fields) {
        return new Report(type, List.of(fields), "");
    }
}
