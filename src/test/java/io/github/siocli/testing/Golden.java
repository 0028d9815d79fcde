package io.github.siocli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares printed text with a file under version control. With {@code -Dgolden.update=true} it writes the file
 * instead.
 */
public final class Golden {

    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final Path RESOURCES = Path.of("src", "test", "resources", "golden");
    private static final int LINES_OF_CONTEXT = 2;

    private Golden() {}

    /** Compares with a golden file of the tests. */
    public static void check(String name, String actual) {
        check(RESOURCES.resolve(name), actual);
    }

    /** Compares with any file of the repository, relative to its top directory. */
    public static void check(Path file, String actual) {
        try {
            if (UPDATE) {
                Path folder = file.toAbsolutePath().getParent();
                Files.createDirectories(folder);
                Files.writeString(file, actual);
                return;
            }
            compare(file, actual);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes escape characters visible, as in {@code ␛[1m}. */
    public static String visible(String text) {
        return text.replace('\u001b', '␛');
    }

    static void compare(Path file, String actual) throws IOException {
        if (!Files.exists(file)) {
            throw new AssertionError(file + " does not exist; -Dgolden.update=true writes it");
        }
        String expected = Files.readString(file);
        if (!expected.equals(actual)) {
            throw new AssertionError(difference(file, expected, actual));
        }
    }

    private static String difference(Path file, String expected, String actual) {
        List<String> before = List.of(expected.split("\n", -1));
        List<String> after = List.of(actual.split("\n", -1));
        int same = 0;
        while (same < before.size() && same < after.size() && before.get(same).equals(after.get(same))) {
            same++;
        }
        int sameAtEnd = 0;
        while (sameAtEnd < Math.min(before.size(), after.size()) - same
                && before.get(before.size() - 1 - sameAtEnd).equals(after.get(after.size() - 1 - sameAtEnd))) {
            sameAtEnd++;
        }
        StringBuilder text = new StringBuilder();
        text.append(file).append(" differs from line ").append(same + 1);
        text.append(" on; -Dgolden.update=true rewrites it\n");
        append(text, "  ", before.subList(Math.max(0, same - LINES_OF_CONTEXT), same));
        append(text, "- ", before.subList(same, before.size() - sameAtEnd));
        append(text, "+ ", after.subList(same, after.size() - sameAtEnd));
        int rest = before.size() - sameAtEnd;
        append(text, "  ", before.subList(rest, Math.min(before.size(), rest + LINES_OF_CONTEXT)));
        return text.toString();
    }

    private static void append(StringBuilder text, String sign, List<String> lines) {
        for (String line : lines) {
            text.append(sign).append(visible(line)).append('\n');
        }
    }
}
