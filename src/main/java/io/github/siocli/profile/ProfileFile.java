package io.github.siocli.profile;

import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The contents of a file of profiles (TOML): a table for each profile, whose keys are {@code url} and the long names of connection
 * options, and {@code default}, the name of the profile that {@code @} stands for.
 *
 * @param name name of the file in messages
 * @param text the contents
 * @param defaultName the profile that {@code @} stands for; empty if there is none
 * @param profiles the profiles by name, in the order of the file
 * @param lines the number of the line in which each table or key begins, in the order of the file
 */
record ProfileFile(
        String name,
        String text,
        Optional<String> defaultName,
        Map<String, Profile> profiles,
        Map<String, Integer> lines) {

    static final String URL = "url";
    static final String DEFAULT = "default";

    private static final Pattern DEFAULT_LINE = Pattern.compile("(?m)^[ \\t]*" + DEFAULT + "[ \\t]*=.*\\R?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    /** Returns true if a profile can have this name. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(DEFAULT);
    }

    /** Returns the options that a profile can hold, by their long names without dashes. */
    static Map<String, OptionSpec> options() {
        return new ConnectionOptions(true)
                .groups().stream()
                        .flatMap(group -> group.options().stream())
                        .collect(Collectors.toMap(
                                option -> key(option), option -> option, (one, other) -> one, LinkedHashMap::new));
    }

    /** Returns the key of an option in a profile: its long name without dashes. */
    static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    /**
     * Parses a file.
     *
     * @param name name of the file for messages
     * @throws FailureException if it is not TOML, or not a file of profiles; the message names line and column
     */
    static ProfileFile parse(String name, String text) throws FailureException {
        TomlParseResult toml = Toml.parse(text);
        if (toml.hasErrors()) {
            TomlParseError error = toml.errors().get(0);
            throw error(name, text, error.position(), error.getMessage(), "sio profile edit");
        }
        Map<String, Profile> profiles = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        String defaultName = null;
        for (String key : inOrderOfFile(toml)) {
            lines.put(key, toml.inputPositionOf(List.of(key)).line());
            if (key.equals(DEFAULT) && toml.get(List.of(key)) instanceof String value) {
                defaultName = value;
            } else if (isName(key) && toml.get(List.of(key)) instanceof TomlTable table) {
                profiles.put(key, profile(name, text, key, toml));
            } else {
                throw error(
                        name,
                        text,
                        toml.inputPositionOf(List.of(key)),
                        "\"" + key + "\" is no profile",
                        "a table such as [staging], or default = \"staging\"");
            }
        }
        return new ProfileFile(name, text, Optional.ofNullable(defaultName), profiles, lines);
    }

    private static List<String> inOrderOfFile(TomlTable table) {
        List<String> keys = new ArrayList<>(table.keySet());
        keys.sort((one, other) -> {
            TomlPosition first = table.inputPositionOf(List.of(one));
            TomlPosition second = table.inputPositionOf(List.of(other));
            return first.line() != second.line()
                    ? Integer.compare(first.line(), second.line())
                    : Integer.compare(first.column(), second.column());
        });
        return keys;
    }

    private static Profile profile(String file, String text, String name, TomlTable root) throws FailureException {
        TomlTable table = root.getTable(List.of(name));
        Map<String, OptionSpec> known = options();
        Map<String, List<String>> options = new LinkedHashMap<>();
        String url = "";
        for (String key : inOrderOfFile(table)) {
            TomlPosition position = table.inputPositionOf(List.of(key));
            OptionSpec option = known.get(key);
            if (option == null && !key.equals(URL)) {
                throw error(
                        file,
                        text,
                        position,
                        "\"" + key + "\" is no option of a connection",
                        NearestName.find(key, new ArrayList<>(known.keySet()))
                                .orElse("url, or one of " + String.join(", ", new TreeSet<>(known.keySet()))));
            }
            List<String> values = values(table.get(List.of(key)), option);
            if (values == null) {
                throw error(
                        file, text, position, "\"" + key + "\" has a value of the wrong type", expected(key, option));
            }
            if (key.equals(URL)) {
                url = values.get(0);
            } else if (!values.isEmpty()) {
                options.put(key, values);
            }
        }
        if (url.isEmpty()) {
            throw error(
                    file,
                    text,
                    root.inputPositionOf(List.of(name)),
                    "the profile " + name + " has no url",
                    "url = \"https://example.org\"");
        }
        return new Profile(name, url, options);
    }

    private static String expected(String key, @Nullable OptionSpec option) {
        if (option == null || option.arity().max() > 0) {
            return key + " = \"TEXT\"" + (option != null && option.isMultiValue() ? ", or a list of texts" : "");
        }
        return key + " = true";
    }

    /**
     * Returns the values of an option; none for a flag that is off.
     *
     * @param option null for the URL
     * @return null if the option does not take this value
     */
    private static @Nullable List<String> values(@Nullable Object value, @Nullable OptionSpec option) {
        boolean isFlag = option != null && option.arity().max() == 0;
        if (value instanceof Boolean flag) {
            return isFlag ? (flag ? List.of("true") : List.of()) : null;
        }
        if (isFlag) {
            return null;
        }
        if (value instanceof String || value instanceof Long) {
            return List.of(String.valueOf(value));
        }
        if (value instanceof TomlArray array && option != null && option.isMultiValue()) {
            boolean isText = IntStream.range(0, array.size()).allMatch(array::isString);
            return isText
                    ? IntStream.range(0, array.size())
                            .mapToObj(array::getString)
                            .toList()
                    : null;
        }
        return null;
    }

    private static FailureException error(
            String file, String text, TomlPosition position, String message, String hint) {
        int offset = lineStart(text, position.line()) + position.column() - 1;
        return UsageErrors.errorIn(file, message, text, Math.min(text.length(), offset), hint);
    }

    private static int lineStart(String text, int line) {
        int offset = 0;
        for (int number = 1; number < line; number++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        return offset;
    }

    /** Returns the text with a profile added at the end. */
    String withProfile(Profile added) {
        StringBuilder result = new StringBuilder(text);
        if (!text.isEmpty()) {
            result.append(text.endsWith("\n") ? "\n" : "\n\n");
        }
        return result.append(section(added)).toString();
    }

    /** Returns a profile as a table of TOML. */
    static String section(Profile profile) {
        Map<String, OptionSpec> known = options();
        StringBuilder section = new StringBuilder();
        section.append('[').append(profile.name()).append("]\n");
        section.append(URL).append(" = ").append(quoted(profile.url())).append('\n');
        profile.options().forEach((key, values) -> {
            OptionSpec option = known.get(key);
            String value = option.arity().max() == 0
                    ? "true"
                    : values.size() == 1
                            ? quoted(values.get(0))
                            : values.stream().map(ProfileFile::quoted).collect(Collectors.joining(", ", "[", "]"));
            section.append(key).append(" = ").append(value).append('\n');
        });
        return section.toString();
    }

    /**
     * Returns the text without a profile. Comments above the next table are removed with it.
     *
     * @param removed the name of a profile of this file
     */
    String withoutProfile(String removed) {
        int line = lines.get(removed);
        int end = lines.values().stream()
                .filter(other -> other > line)
                .min(Integer::compare)
                .map(next -> lineStart(text, next))
                .orElse(text.length());
        return text.substring(0, lineStart(text, line)) + text.substring(end);
    }

    /** Returns the text with another default profile. */
    String withDefault(String chosen) {
        String line = DEFAULT + " = " + quoted(chosen);
        return defaultName.isPresent()
                ? DEFAULT_LINE.matcher(text).replaceFirst(Matcher.quoteReplacement(line + "\n"))
                : line + "\n" + (text.isEmpty() ? "" : "\n") + text;
    }

    /** Returns the text without a default profile. */
    static String withoutDefault(String text) {
        return DEFAULT_LINE.matcher(text).replaceFirst("").stripLeading();
    }

    private static String quoted(String value) {
        boolean hasControls = value.chars().anyMatch(Character::isISOControl);
        // The library escapes everything that is not ASCII.
        String escaped = hasControls
                ? Toml.tomlEscape(value).toString()
                : value.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + escaped + '"';
    }
}
