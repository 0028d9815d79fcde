package io.github.siocli.command.option;

import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognizes JSON that a shell has split at spaces or commas, or whose quotes it has removed, and explains how to quote it. */
final class ShellQuoting {

    private static final String EXAMPLE = "{\"id\": 7}";
    private static final String STRING = "str:… for a string";
    private static final int MAX_SHOWN = 40;
    private static final Pattern WORD = Pattern.compile("(?<![\\w.+-])(?!(?:true|false|null)\\b)[A-Za-z_]\\w*");

    /** An argument such as {@code sku:7}, to which bash and zsh expand a part of {@code {sku:7,n:2}}. */
    private static final Pattern MEMBER = Pattern.compile("(?!(?:str|hex|b64|bin):)[A-Za-z_$][\\w$]*:(?!//).+");

    private ShellQuoting() {}

    /** Returns a note about arguments that may have been an object before a shell expanded its braces; empty if there are none. */
    static Optional<String> expansionNote(List<String> words) {
        List<String> members = new ArrayList<>();
        for (String word : words) {
            if (MEMBER.matcher(word).matches()) {
                members.add(word);
            } else if (members.size() > 1) {
                break;
            } else {
                members.clear();
            }
        }
        if (members.size() < 2) {
            return Optional.empty();
        }
        String object = "{" + String.join(",", members) + "}";
        String restored = isJson(object) ? object : WORD.matcher(object).replaceAll("\"$0\"");
        return Optional.of(
                String.join(" and ", members.subList(0, 2)) + " are sent as strings; if the shell made them from an"
                        + " object, " + quoted(isJson(restored) ? restored : EXAMPLE));
    }

    /**
     * Returns the hint for an argument that is broken JSON.
     *
     * @param words the arguments of the command line
     * @param index index of the broken one
     */
    static String hint(List<String> words, int index) {
        Optional<String> joined = joined(words, index);
        if (joined.isPresent()) {
            return "the shell split the value at its spaces; " + quoted(joined.get());
        }
        String word = words.get(index);
        if (word.indexOf('"') >= 0) {
            return STRING;
        }
        String restored = WORD.matcher(word).replaceAll("\"$0\"");
        return isJson(restored) ? "the shell removed the quotes; " + quoted(restored) : quoted(EXAMPLE) + "; " + STRING;
    }

    /** Returns the value that this word and the words behind it were before the shell split it. */
    private static Optional<String> joined(List<String> words, int index) {
        for (int end = index + 2; end <= words.size(); end++) {
            String joined = String.join(" ", words.subList(index, end));
            if (isJson(joined)) {
                return Optional.of(joined);
            }
        }
        return Optional.empty();
    }

    private static boolean isJson(String text) {
        try {
            RelaxedJson.parse(text);
            return true;
        } catch (JsonSyntaxException invalid) {
            return false;
        }
    }

    private static String quoted(String json) {
        boolean isShort = json.length() <= MAX_SHOWN && json.indexOf('\'') < 0 && json.indexOf('\\') < 0;
        String value = isShort ? json : EXAMPLE;
        String escaped = value.replace("\"", "\\\"");
        return "quote it: '" + value + "' (bash, zsh, fish, PowerShell 7.3), \"" + escaped + "\" (cmd), '" + escaped
                + "' (older PowerShell)";
    }
}
