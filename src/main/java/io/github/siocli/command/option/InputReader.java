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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that a command line names, and standard input as {@code -}.
 *
 * <p>Standard input is read once and kept, because a command line may name it twice, and settings are read again after each
 * change. Only one thread at a time may use a reader.
 */
public final class InputReader {

    private final Path directory;
    private final InputStream in;
    private boolean isWithheld;
    private String withholdReason = "";
    /** Null until standard input is read. */
    private byte @Nullable [] standardInput;

    /**
     * Creates a reader of files and standard input.
     *
     * @param directory directory for relative names
     * @param in standard input
     */
    public InputReader(Path directory, InputStream in) {
        this.directory = directory;
        this.in = in;
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
            return directory.resolve(name);
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
     * Reads the text of a UTF-8 file. A byte order mark is removed.
     *
     * @throws FailureException if the file cannot be read, is too large, or is not UTF-8
     */
    public String text(String name) throws FailureException {
        try {
            return Utf8Text.of(bytes(name, BoundedReader.textLimit()));
        } catch (NotUtf8Exception e) {
            throw unreadable(name, "it is " + e.getMessage() + "; bin:@FILE sends bytes", e);
        }
    }

    private static FailureException unreadable(String name, String reason, Exception cause) {
        String file = name.equals("-") ? "standard input" : name;
        return new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, file, reason), cause);
    }
}
