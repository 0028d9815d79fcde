package io.github.siocli.prompt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names of files that a beginning may become. */
final class FileSuggestions {

    private static final int MOST = 500;

    private final Path directory;

    /**
     * Suggestions of files.
     *
     * @param directory where relative names begin
     */
    FileSuggestions(Path directory) {
        this.directory = directory;
    }

    /**
     * The files whose names begin so.
     *
     * @param prefix what stands before the name of the file in a line, such as {@code @}
     */
    List<Suggestion> of(String prefix, String typed) {
        int slash = typed.lastIndexOf('/') + 1;
        String folder = typed.substring(0, slash);
        String beginning = typed.substring(slash);
        List<Suggestion> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory.resolve(folder), file -> isWanted(file.getFileName().toString(), beginning))) {
            for (Path file : files) {
                boolean isFolder = Files.isDirectory(file);
                String name = prefix + folder + file.getFileName() + (isFolder ? "/" : "");
                found.add(new Suggestion(name, "", !isFolder));
                if (found.size() == MOST) {
                    break;
                }
            }
        } catch (IOException | InvalidPathException nothing) {
            return List.of();
        }
        found.sort(Comparator.comparing(Suggestion::text));
        return found;
    }

    /** Names that a line cannot hold are left out, and hidden ones unless they are asked for. */
    private static boolean isWanted(String name, String beginning) {
        boolean holdable = name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        return holdable && name.startsWith(beginning) && (!name.startsWith(".") || beginning.startsWith("."));
    }
}
