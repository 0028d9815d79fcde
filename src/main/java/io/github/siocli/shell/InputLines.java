package io.github.siocli.shell;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.input.Utf8Lines;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/** Reads the lines of a script on its own thread, because a read of standard input cannot be interrupted. */
public final class InputLines {

    private static final int AHEAD = 256;

    /** Limit of the lines that are read ahead, in characters; a single line may be longer. */
    private static final int CHARACTERS_AHEAD = 1 << 20;

    private record Read(Optional<String> line, Optional<FailureException> failure) {}

    private final Utf8Lines lines;
    private final BlockingQueue<Read> handOver = new ArrayBlockingQueue<>(AHEAD);
    private final Semaphore room = new Semaphore(CHARACTERS_AHEAD);

    public InputLines(InputStream in) {
        lines = new Utf8Lines(in);
        Thread thread = new Thread(this::read, "sio-lines");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits for the next line; empty at the end of the input.
     *
     * @throws FailureException if the input cannot be read
     */
    public Optional<String> next() throws FailureException, InterruptedException {
        Read read = handOver.take();
        room.release(size(read));
        if (read.failure().isPresent()) {
            throw read.failure().get();
        }
        return read.line();
    }

    private void read() {
        try {
            Read read;
            do {
                read = readLine();
                room.acquire(size(read));
                handOver.put(read);
            } while (read.line().isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int size(Read read) {
        return Math.min(read.line().map(String::length).orElse(0), CHARACTERS_AHEAD);
    }

    private Read readLine() {
        try {
            return new Read(lines.next(), Optional.empty());
        } catch (FailureException e) {
            return new Read(Optional.empty(), Optional.of(e));
        } catch (RuntimeException | Error e) {
            return new Read(Optional.empty(), Optional.of(new FailureException(Failure.ofThrowable(e), e)));
        }
    }
}
