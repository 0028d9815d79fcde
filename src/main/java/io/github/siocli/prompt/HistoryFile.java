package io.github.siocli.prompt;

import io.github.siocli.output.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores the history of lines in a file between runs, one line each, with line breaks escaped. Only the user may read
 * the file. Several prompts may use it at once: each appends under a file lock. If the file cannot be read or written,
 * or is not a regular file, there is no history, and no error is reported.
 */
final class HistoryFile {

    private static final int MAX_LINES = 2_000;
    /** A file with more lines, including repeated ones, is rewritten. */
    private static final int MAX_FILE_LINES = 2 * MAX_LINES;

    /** Longer lines, in characters, are not stored. */
    private static final int MAX_LINE_LENGTH = 16 * 1024;

    /** A larger file was not written by this program, and is not read. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    /** A file that stores nothing. */
    static final HistoryFile NONE = new HistoryFile(null);

    /** Null if there is no history. */
    private final @Nullable Path file;

    /**
     * Creates a history file; it is not opened before it is used.
     *
     * @param file its path; null to store nothing
     */
    HistoryFile(@Nullable Path file) {
        this.file = file;
    }

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

    /** Returns the lines without duplicates, the latest last. */
    List<String> read() {
        if (file == null || !Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                return List.of();
            }
            List<String> raw = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> lines = latestDistinct(raw);
            if (raw.size() > MAX_FILE_LINES) {
                shorten(file);
            }
            return lines;
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Appends a line. */
    void add(String line) {
        if (file == null || line.length() > MAX_LINE_LENGTH) {
            return;
        }
        // Closing the channel releases the lock.
        try (FileChannel channel = open(file)) {
            channel.lock();
            channel.position(channel.size());
            write(escape(line) + "\n", channel);
        } catch (IOException | UnsupportedOperationException unwritable) {
            // Without a writable file there is no history.
        }
    }

    private static void shorten(Path file) {
        try (FileChannel channel = open(file)) {
            channel.lock();
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            // Read again, because another prompt may have added a line before the lock was acquired.
            List<String> lines = latestDistinct(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(escape(line)).append('\n'));
            channel.truncate(0);
            channel.position(0);
            write(text.toString(), channel);
        } catch (IOException | UnsupportedOperationException unwritable) {
            // The file stays long, which is harmless.
        }
    }

    private static FileChannel open(Path file) throws IOException {
        Path directory = file.getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory.getParent());
            createDirectory(directory);
        }
        PrivateFile.createIfMissing(file);
        if (!Files.isRegularFile(file)) {
            // A pipe would block, and the permissions of a device must not be changed.
            throw new IOException("not a file");
        }
        PrivateFile.restrict(file);
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException other) {
            // Another prompt has created it.
        }
    }

    private static void write(String text, FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static List<String> latestDistinct(List<String> raw) {
        Set<String> lines = new LinkedHashSet<>();
        for (String escaped : raw) {
            String line = unescape(escaped);
            if (!line.isBlank()) {
                lines.remove(line);
                lines.add(line);
            }
        }
        List<String> all = new ArrayList<>(lines);
        return all.subList(Math.max(0, all.size() - MAX_LINES), all.size());
    }

    private static String escape(String line) {
        return line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder line = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\' || i + 1 == escaped.length()) {
                line.append(c);
                continue;
            }
            i++;
            char next = escaped.charAt(i);
            line.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
        }
        return line.toString();
    }
}
