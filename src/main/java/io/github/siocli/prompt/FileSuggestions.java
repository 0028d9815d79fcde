package io.github.siocli.prompt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Suggests file names for completion. */
final class FileSuggestions {

    private static final int MAX_FILES = 500;

    private final Path directory;

    /**
     * Creates suggestions.
     *
     * @param directory base of relative names
     */
    FileSuggestions(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the files whose names begin with the typed text.
     *
     * @param prefix text before the file name in the line, such as {@code @}
     */
    List<Suggestion> of(String prefix, String typed) {
        int slash = typed.lastIndexOf('/') + 1;
        String folder = typed.substring(0, slash);
        String beginning = typed.substring(slash);
        List<Suggestion> suggestions = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory.resolve(folder),
                file -> isSuggested(file.getFileName().toString(), beginning))) {
            for (Path file : files) {
                boolean isFolder = Files.isDirectory(file);
                String name = prefix + folder + file.getFileName() + (isFolder ? "/" : "");
                suggestions.add(new Suggestion(name, "", !isFolder));
                if (suggestions.size() == MAX_FILES) {
                    break;
                }
            }
        } catch (IOException | InvalidPathException nothing) {
            return List.of();
        }
        suggestions.sort(Comparator.comparing(Suggestion::text));
        return suggestions;
    }

    /** Excludes names that a line cannot contain, and hidden files unless the typed text begins with a dot. */
    private static boolean isSuggested(String name, String beginning) {
        boolean isUsable = name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        return isUsable && name.startsWith(beginning) && (!name.startsWith(".") || beginning.startsWith("."));
    }
}
