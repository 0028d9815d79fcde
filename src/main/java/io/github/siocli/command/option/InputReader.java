package io.github.siocli.command.option;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.BoundedReader;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.input.NotUtf8Exception;
import io.github.siocli.input.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command line can refer to: files, and standard input as {@code -}. Standard input is read once and remembered, as
 * a command line may name it twice, and settings are read again after each change. One thread at a time uses it.
 */
public final class InputReader {

    private final Path directory;
    private Optional<InputStream> in;
    private String whyNoInput = "";
    private Optional<byte[]> read = Optional.empty();

    /**
     * Files and standard input.
     *
     * @param directory where relative names begin
     * @param in standard input
     */
    public InputReader(Path directory, InputStream in) {
        this.directory = directory;
        this.in = Optional.of(in);
    }

    /**
     * Files alone.
     *
     * @param why reason why standard input cannot be used, for messages
     */
    public static InputReader filesOnly(Path directory, String why) {
        InputReader inputs = new InputReader(directory, InputStream.nullInputStream());
        inputs.withholdStandardInput(why);
        return inputs;
    }

    /**
     * From now on standard input belongs to another reader; what was read of it before is still known.
     *
     * @param why reason why it cannot be used, for messages
     */
    public void withholdStandardInput(String why) {
        in = Optional.empty();
        whyNoInput = why;
    }

    /** Where relative names begin. */
    public Path directory() {
        return directory;
    }

    /** The path that a name stands for. */
    public Path path(String name) throws FailureException {
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            throw unreadable(name, "not a file name", e);
        }
    }

    /**
     * All bytes of a file.
     *
     * @throws FailureException if it cannot be read, or is larger than {@link BoundedReader#limit()}
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
        if (read.isEmpty() && in.isEmpty()) {
            throw new IOException(whyNoInput);
        }
        if (read.isEmpty()) {
            read = Optional.of(BoundedReader.bytes(in.get(), limit));
        }
        return read.get();
    }

    /**
     * The text of a file, which must be UTF-8, without a byte order mark.
     *
     * @throws FailureException if it cannot be read, is too large, or is no such text
     */
    public String text(String name) throws FailureException {
        try {
            return Utf8Text.of(bytes(name, BoundedReader.textLimit()));
        } catch (NotUtf8Exception e) {
            throw unreadable(name, "it is " + e.getMessage() + "; bin:@FILE sends bytes", e);
        }
    }

    private static FailureException unreadable(String name, String why, Exception cause) {
        String file = name.equals("-") ? "standard input" : name;
        return new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, file, why), cause);
    }
}
