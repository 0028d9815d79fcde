package io.github.siocli.prompt;

import io.github.siocli.output.PrivateFile;
import io.github.siocli.output.UserDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Returns the user's history file. */
    static HistoryFile ofUser(UserDirectories directories) {
        return directories
                .state()
                .map(state -> new HistoryFile(state.resolve("history")))
                .orElse(NONE);
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
        UserDirectories.create(path.getParent());
        PrivateFile.createIfMissing(path);
        if (!Files.isRegularFile(path)) {
            // A pipe would block, and the permissions of a device must not be changed.
            throw new IOException("not a file");
        }
        PrivateFile.restrict(path);
        return true;
    }
}
