package io.github.siocli.cli;

import io.github.siocli.cli.options.Usage;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the tool's language, cut into words. JSON needs no quotes around it: what begins like a JSON object, array
 * or string (in single quotes too) is one word to its end, and comes out as strict JSON.
 *
 * @param words the words; none for a line that is blank or a comment, which begins with {@code #}
 */
record Line(List<String> words) {

    Line {
        words = List.copyOf(words);
    }

    /**
     * Cuts a line.
     *
     * @throws FailureException where JSON in it is broken, with the place
     */
    static Line parse(String text) throws FailureException {
        List<String> words = new ArrayList<>();
        int at = skipSpace(text, 0);
        if (at < text.length() && text.charAt(at) == '#') {
            return new Line(words);
        }
        while (at < text.length()) {
            int end = "{[\"'".indexOf(text.charAt(at)) >= 0 ? json(text, at, words) : word(text, at, words);
            if (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                throw Usage.errorAt("a space is missing behind the value", text, end, "");
            }
            at = skipSpace(text, end);
        }
        return new Line(words);
    }

    private static int json(String text, int from, List<String> words) throws FailureException {
        try {
            RelaxedJson.Prefix value = RelaxedJson.readPrefix(text, from);
            words.add(value.json().text());
            return value.end();
        } catch (JsonSyntaxException e) {
            throw Usage.errorAt("the line", e, text, "str:… sends a word as a string");
        }
    }

    private static int word(String text, int from, List<String> words) {
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        words.add(text.substring(from, end));
        return end;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
