package io.github.siocli.command.option;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.BoundedReader;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.text.NotUtf8Exception;
import io.github.siocli.text.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that a command line names, and standard input as {@code -}.
 *
 * <p>Standard input is read once and kept, because a command line may name it twice, and settings are read again after each
 * change. Only one thread at a time may use a reader.
 */
public final class InputReader {

    /** Resolves references to values that are not in files. */
    public interface References {

        /**
         * Returns the value of an environment variable.
         *
         * @throws FailureException if it is not set
         */
        String variable(String name) throws FailureException;

        /**
         * Returns the output of a command of the system's shell.
         *
         * @throws FailureException if it fails
         */
        String output(String command) throws FailureException;
    }

    private static final String FILE = "file:";
    private static final String VARIABLE = "env:";
    private static final String COMMAND = "cmd:";

    private final Path directory;
    private final InputStream in;
    private final @Nullable References references;
    private final List<String> referencedValues = new ArrayList<>();
    private boolean isWithheld;
    private String withholdReason = "";
    /** Null until standard input is read. */
    private byte @Nullable [] standardInput;

    /** Creates a reader of files and standard input, without references. */
    public InputReader(Path directory, InputStream in) {
        this(directory, in, null);
    }

    /**
     * Creates a reader of files and standard input.
     *
     * @param directory directory for relative names
     * @param in standard input
     * @param references resolves the names {@code env:NAME} and {@code cmd:LINE}; null if they are file names
     */
    public InputReader(Path directory, InputStream in, @Nullable References references) {
        this.directory = directory;
        this.in = in;
        this.references = references;
    }

    /**
     * Creates a reader of files alone.
     *
     * @param reason reason for messages why standard input cannot be used
     */
    public static InputReader filesOnly(Path directory, String reason) {
        InputReader inputs = new InputReader(directory, InputStream.nullInputStream());
        inputs.withholdStandardInput(reason);
        return inputs;
    }

    /**
     * Stops reading standard input, because another part of the program reads it. Input that was read before is kept.
     *
     * @param reason reason for messages why standard input cannot be used
     */
    public void withholdStandardInput(String reason) {
        isWithheld = true;
        withholdReason = reason;
    }

    /** Returns the directory for relative names. */
    public Path directory() {
        return directory;
    }

    /**
     * Returns the path of a file.
     *
     * @throws FailureException if the name cannot be a file name
     */
    public Path path(String name) throws FailureException {
        try {
            return directory.resolve(
                    references != null && name.startsWith(FILE) ? name.substring(FILE.length()) : name);
        } catch (InvalidPathException e) {
            throw unreadable(name, "not a file name", e);
        }
    }

    /**
     * Reads all bytes of a file.
     *
     * @throws FailureException if the file cannot be read, or is larger than {@link BoundedReader#limit()}
     */
    public byte[] bytes(String name) throws FailureException {
        return bytes(name, BoundedReader.limit());
    }

    private byte[] bytes(String name, int limit) throws FailureException {
        try {
            return name.equals("-") ? standardInput(limit) : BoundedReader.bytes(path(name), limit);
        } catch (IOException e) {
            throw unreadable(name, IoErrorText.of(e), e);
        }
    }

    private byte[] standardInput(int limit) throws IOException {
        if (standardInput == null) {
            if (isWithheld) {
                throw new IOException(withholdReason);
            }
            standardInput = BoundedReader.bytes(in, limit);
        }
        return standardInput;
    }

    /**
     * Reads the text of a UTF-8 file, or what a reference stands for. A byte order mark is removed.
     *
     * @throws FailureException if the file cannot be read, is too large, or is not UTF-8
     */
    public String text(String name) throws FailureException {
        return new String(utf8(name), StandardCharsets.UTF_8);
    }

    /**
     * As {@link #text}, but returns the bytes, which must not be changed.
     *
     * @throws FailureException if the file cannot be read, is too large, or is not UTF-8
     */
    public byte[] utf8(String name) throws FailureException {
        Optional<String> value = reference(name);
        value.ifPresent(text -> referencedValues.add(text.strip()));
        return value.isPresent() ? value.get().getBytes(StandardCharsets.UTF_8) : fileUtf8(name);
    }

    private Optional<String> reference(String name) throws FailureException {
        if (references != null && name.startsWith(VARIABLE)) {
            return Optional.of(references.variable(name.substring(VARIABLE.length())));
        }
        if (references != null && name.startsWith(COMMAND)) {
            return Optional.of(references.output(name.substring(COMMAND.length())));
        }
        return Optional.empty();
    }

    private byte[] fileUtf8(String name) throws FailureException {
        try {
            return Utf8Text.withoutMark(bytes(name, BoundedReader.textLimit()));
        } catch (NotUtf8Exception e) {
            throw unreadable(name, "it is " + e.getMessage() + "; bin:@FILE sends bytes", e);
        }
    }

    /**
     * Returns a value, or what it stands for if it is {@code @env:NAME}, {@code @file:FILE} or {@code @cmd:LINE}. For options in
     * which another {@code @} is part of the value.
     */
    String resolve(String value) throws FailureException {
        if (references == null || !value.startsWith("@")) {
            return value;
        }
        String name = value.substring(1);
        boolean isReference = name.startsWith(VARIABLE) || name.startsWith(COMMAND) || name.startsWith(FILE);
        if (!isReference) {
            return value;
        }
        String text = text(name).strip();
        referencedValues.add(text);
        return text;
    }

    /** Returns the values of variables, commands and files that options have stood for; most of them are secrets. */
    public List<String> referencedValues() {
        return List.copyOf(referencedValues);
    }

    private static FailureException unreadable(String name, String reason, Exception cause) {
        String file = name.equals("-") ? "standard input" : name;
        return new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, file, reason), cause);
    }
}
