package io.github.siocli.cli;

import io.github.siocli.cli.options.Reasons;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Reads the lines of a script on a thread of its own, as one that reads standard input cannot be interrupted. */
final class InputLines {

    private static final int AHEAD = 256;

    private record Read(Optional<String> line, Optional<FailureException> failure) {}

    private final Utf8Lines lines;
    private final BlockingQueue<Read> handOver = new ArrayBlockingQueue<>(AHEAD);

    InputLines(InputStream in) {
        lines = new Utf8Lines(in);
        Thread thread = new Thread(this::read, "sio-lines");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits for the next line; empty behind the last.
     *
     * @throws FailureException where it cannot be read
     */
    Optional<String> next() throws FailureException, InterruptedException {
        Read read = handOver.take();
        if (read.failure().isPresent()) {
            throw read.failure().get();
        }
        return read.line();
    }

    private void read() {
        try {
            int number = 0;
            Read read;
            do {
                number++;
                read = read(number);
                handOver.put(read);
            } while (read.line().isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Read read(int number) {
        try {
            return new Read(lines.next(), Optional.empty());
        } catch (CharacterCodingException e) {
            return failed("line " + number + " is not UTF-8", e);
        } catch (IOException e) {
            return failed(Reasons.of(e), e);
        }
    }

    private static Read failed(String why, IOException e) {
        Failure failure = Failure.of(FailureKind.FILE_UNREADABLE, "standard input", why);
        return new Read(Optional.empty(), Optional.of(new FailureException(failure, e)));
    }
}
