package io.github.siocli.prompt;

import io.github.siocli.output.PrivateFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file of the history of lines, which only the user may read.
 *
 * @param path its path; null to store nothing
 */
record HistoryFile(@Nullable Path path) {

    /** A larger file was not written by this program, and is not read. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    /** A file that stores nothing. */
    static final HistoryFile NONE = new HistoryFile(null);

    /**
     * Returns the user's history file at the location that the platform prescribes.
     *
     * @param variables environment variables
     * @param mac true on macOS
     */
    static HistoryFile ofUser(Map<String, String> variables, boolean mac) {
        Optional<String> home = Optional.ofNullable(variables.get("HOME")).filter(name -> !name.isEmpty());
        Optional<String> state = Optional.ofNullable(variables.get("XDG_STATE_HOME"))
                .filter(name -> name.startsWith("/"))
                .or(() -> home.map(name -> name + (mac ? "/Library/Application Support" : "/.local/state")));
        try {
            return state.map(name -> new HistoryFile(Path.of(name, "sio", "history")))
                    .orElse(NONE);
        } catch (InvalidPathException none) {
            return NONE;
        }
    }

    /** Returns true if the file exists and can be a history. */
    boolean isReadable() {
        try {
            return path != null && Files.isRegularFile(path) && Files.size(path) <= MAX_BYTES;
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Creates the file if it is missing, and removes the permissions of others.
     *
     * @return false if nothing is stored
     * @throws IOException if the file cannot be created, or is not a regular file
     */
    boolean prepare() throws IOException {
        if (path == null) {
            return false;
        }
        Path directory = path.getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory.getParent());
            createDirectory(directory);
        }
        PrivateFile.createIfMissing(path);
        if (!Files.isRegularFile(path)) {
            // A pipe would block, and the permissions of a device must not be changed.
            throw new IOException("not a file");
        }
        PrivateFile.restrict(path);
        return true;
    }

    private static void createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException other) {
            // Another prompt has created it.
        }
    }
}
