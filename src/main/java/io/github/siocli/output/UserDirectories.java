package io.github.siocli.output;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The directories that the platform prescribes for the settings and the state of a user (XDG Base Directory Specification; on macOS the
 * directory {@code Library/Application Support}, on Windows {@code APPDATA} and {@code LOCALAPPDATA}).
 *
 * @param config directory of the settings; empty if the user has no home
 * @param state directory of the state; empty if the user has no home
 */
public record UserDirectories(Optional<Path> config, Optional<Path> state) {

    private static final String NAME = "sio";

    /** Returns the directories of the user, according to these environment variables, on this operating system. */
    public static UserDirectories of(Map<String, String> variables) {
        return of(variables, System.getProperty("os.name", ""));
    }

    /**
     * Returns the directories of the user.
     *
     * @param variables environment variables
     * @param system the name of the operating system, as in the property {@code os.name}
     */
    static UserDirectories of(Map<String, String> variables, String system) {
        if (system.startsWith("Windows")) {
            return new UserDirectories(
                    path(variables.getOrDefault("APPDATA", ""), ""),
                    path(variables.getOrDefault("LOCALAPPDATA", ""), ""));
        }
        boolean isMac = system.startsWith("Mac");
        return new UserDirectories(
                directory(variables, "XDG_CONFIG_HOME", isMac ? "/Library/Application Support" : "/.config"),
                directory(variables, "XDG_STATE_HOME", isMac ? "/Library/Application Support" : "/.local/state"));
    }

    private static Optional<Path> directory(Map<String, String> variables, String variable, String belowHome) {
        String chosen = variables.getOrDefault(variable, "");
        return chosen.startsWith("/") ? path(chosen, "") : path(variables.getOrDefault("HOME", ""), belowHome);
    }

    private static Optional<Path> path(String directory, String below) {
        try {
            return directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory + below, NAME));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    /**
     * Creates a directory that only the user may read, and those above it.
     *
     * @throws IOException if it cannot be created
     */
    public static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory.getParent());
            try {
                Files.createDirectory(directory, PrivateFile.attributes("rwx------"));
            } catch (FileAlreadyExistsException other) {
                // Another process has created it.
            }
        }
    }
}
