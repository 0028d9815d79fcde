package io.github.siocli.cli.options;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What a command line can refer to: files, and standard input as {@code -}.
 *
 * @param directory where relative names begin
 * @param in standard input
 */
public record Inputs(Path directory, InputStream in) {

    /** The path that a name stands for. */
    public Path path(String name) throws FailureException {
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            throw unreadable(name, "not a file name", e);
        }
    }

    /** All bytes of a file. */
    public byte[] bytes(String name) throws FailureException {
        try {
            return name.equals("-") ? in.readAllBytes() : Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw unreadable(name, Reasons.of(e), e);
        }
    }

    /** The text of a file, which must be UTF-8. */
    public String text(String name) throws FailureException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(name)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable(name, "it is not UTF-8 text; bin:@FILE sends bytes", e);
        }
    }

    private static FailureException unreadable(String name, String why, Exception cause) {
        String file = name.equals("-") ? "standard input" : name;
        return new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, file, why), cause);
    }
}
