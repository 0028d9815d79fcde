package io.github.siocli.output;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.IoErrorText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The standard streams of the process.
 *
 * @param in standard input
 * @param out standard output, unbuffered
 * @param err standard error, unbuffered
 */
public record StandardStreams(InputStream in, OutputStream out, OutputStream err) {

    /** Name of standard output in messages. */
    static final String OUTPUT = "standard output";

    /** Returns true if a write has failed because the reader has closed the pipe. */
    static boolean isReaderClosed(IOException e) {
        String problem = String.valueOf(e.getMessage());
        return problem.contains("Broken pipe") || problem.contains("Stream closed") || problem.contains("Pipe closed");
    }

    /**
     * Returns the failure of a write to standard output.
     *
     * @throws OutputClosedException if the reader has closed the pipe
     */
    static FailureException outputFailure(IOException e) {
        if (isReaderClosed(e)) {
            throw new OutputClosedException(e);
        }
        return new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, OUTPUT, IoErrorText.of(e)), e);
    }
}
