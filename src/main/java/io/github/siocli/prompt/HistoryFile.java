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

/**
 * The lines that a user typed, from one run to the next: one a line, line breaks within them escaped. Only the user may
 * read it. Several prompts may use it at once: each only adds to it, under a lock. What cannot be read or written, or is
 * no regular file, is silently no history.
 */
final class HistoryFile {

    private static final int MOST = 2_000;
    /** A file with more lines than this, those that were typed again among them, is written anew. */
    private static final int MOST_IN_FILE = 2 * MOST;

    /** Longer lines, in characters, are kept for the run only. */
    private static final int LONGEST_LINE = 16 * 1024;

    /** A larger file is not one that we wrote. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Optional<Path> file;

    HistoryFile(Optional<Path> file) {
        this.file = file;
    }

    /**
     * The file of the user, where the platform keeps such things.
     *
     * @param variables environment variables
     * @param mac whether this is macOS
     */
    static HistoryFile ofUser(Map<String, String> variables, boolean mac) {
        Optional<String> home = Optional.ofNullable(variables.get("HOME")).filter(name -> !name.isEmpty());
        Optional<String> state = Optional.ofNullable(variables.get("XDG_STATE_HOME"))
                .filter(name -> name.startsWith("/"))
                .or(() -> home.map(name -> name + (mac ? "/Library/Application Support" : "/.local/state")));
        try {
            return new HistoryFile(state.map(name -> Path.of(name, "sio", "history")));
        } catch (InvalidPathException none) {
            return new HistoryFile(Optional.empty());
        }
    }

    /** The lines, the latest last, each once. */
    List<String> read() {
        if (file.isEmpty() || !Files.isRegularFile(file.get())) {
            return List.of();
        }
        try {
            if (Files.size(file.get()) > MOST_BYTES) {
                return List.of();
            }
            List<String> raw = new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> lines = latest(raw);
            if (raw.size() > MOST_IN_FILE) {
                shorten();
            }
            return lines;
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Adds a line. */
    void add(String line) {
        if (file.isEmpty() || line.length() > LONGEST_LINE) {
            return;
        }
        // The lock ends with the channel.
        try (FileChannel channel = open(file.get())) {
            channel.lock();
            channel.position(channel.size());
            write(escape(line) + "\n", channel);
        } catch (IOException | UnsupportedOperationException unwritable) {
            // There is no history then.
        }
    }

    private void shorten() {
        try (FileChannel channel = open(file.orElseThrow())) {
            channel.lock();
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            // Read again: another prompt may have added a line before we had the lock.
            List<String> lines = latest(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(escape(line)).append('\n'));
            channel.truncate(0);
            channel.position(0);
            write(text.toString(), channel);
        } catch (IOException | UnsupportedOperationException unwritable) {
            // It stays long.
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
            // A pipe would block, and the permissions of a device are not ours to change.
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
            // Another prompt was faster.
        }
    }

    private static void write(String text, FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static List<String> latest(List<String> raw) {
        Set<String> lines = new LinkedHashSet<>();
        for (String escaped : raw) {
            String line = unescape(escaped);
            if (!line.isBlank()) {
                lines.remove(line);
                lines.add(line);
            }
        }
        List<String> all = new ArrayList<>(lines);
        return all.subList(Math.max(0, all.size() - MOST), all.size());
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
