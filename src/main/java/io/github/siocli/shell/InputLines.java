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

    private static final int MAX_LINES_AHEAD = 256;

    /** Limit of the lines that are read ahead, in characters; a single line may be longer. */
    private static final int MAX_CHARACTERS_AHEAD = 1 << 20;

    private record LineResult(Optional<String> line, Optional<FailureException> failure) {}

    private final Utf8Lines lines;
    private final BlockingQueue<LineResult> queue = new ArrayBlockingQueue<>(MAX_LINES_AHEAD);
    private final Semaphore characterBudget = new Semaphore(MAX_CHARACTERS_AHEAD);

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
        LineResult result = queue.take();
        characterBudget.release(size(result));
        if (result.failure().isPresent()) {
            throw result.failure().get();
        }
        return result.line();
    }

    private void read() {
        try {
            LineResult result;
            do {
                result = readLine();
                characterBudget.acquire(size(result));
                queue.put(result);
            } while (result.line().isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int size(LineResult result) {
        return Math.min(result.line().map(String::length).orElse(0), MAX_CHARACTERS_AHEAD);
    }

    private LineResult readLine() {
        try {
            return new LineResult(lines.next(), Optional.empty());
        } catch (FailureException e) {
            return new LineResult(Optional.empty(), Optional.of(e));
        } catch (RuntimeException | Error e) {
            return new LineResult(Optional.empty(), Optional.of(new FailureException(Failure.ofThrowable(e), e)));
        }
    }
}
