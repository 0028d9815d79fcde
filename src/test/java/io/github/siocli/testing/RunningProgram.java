package io.github.siocli.testing;

import io.github.siocli.event.ExitCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A program that runs in this JVM. A wait that fails shows the output so far. */
public final class RunningProgram implements AutoCloseable {

    private static final Duration TIME_TO_LEAVE = Duration.ofSeconds(10);

    private final FutureTask<ExitCode> ending;
    private final LiveInput in;
    private final Transcript out;
    private final Transcript err;
    private final ControlC controlC;
    private final Duration limit;

    private RunningProgram(
            FutureTask<ExitCode> ending,
            LiveInput in,
            Transcript out,
            Transcript err,
            ControlC controlC,
            Duration limit) {
        this.ending = ending;
        this.in = in;
        this.out = out;
        this.err = err;
        this.controlC = controlC;
        this.limit = limit;
    }

    static RunningProgram start(
            Callable<ExitCode> program,
            LiveInput in,
            Transcript out,
            Transcript err,
            ControlC controlC,
            Duration limit) {
        FutureTask<ExitCode> ending = new FutureTask<>(() -> {
            try {
                return program.call();
            } finally {
                out.end();
                err.end();
            }
        });
        Thread thread = new Thread(ending, "sio");
        thread.setDaemon(true);
        thread.start();
        return new RunningProgram(ending, in, out, err, controlC, limit);
    }

    /** Returns standard output so far. */
    public String out() {
        return out.text();
    }

    /** Returns standard output so far, byte for byte. */
    public byte[] outBytes() {
        return out.bytes();
    }

    /** Returns standard error so far. */
    public String err() {
        return err.text();
    }

    /** Waits until standard output contains the text, and returns the output up to its end. */
    public String awaitOut(String text) {
        return out.awaitText(text, limit, "stdout; stderr holds: " + err() + "\nstdout");
    }

    /** Waits until standard error contains the text, and returns the output up to its end. */
    public String awaitErr(String text) {
        return err.awaitText(text, limit, "stderr");
    }

    /** Returns true if standard error contains the text within a time. */
    public boolean errHolds(String text, Duration time) {
        try {
            err.awaitText(text, time, "stderr");
            return true;
        } catch (AssertionError missing) {
            return false;
        }
    }

    /** Writes to standard input. */
    public RunningProgram type(String text) {
        in.type(text);
        return this;
    }

    /** Closes standard input. */
    public RunningProgram closeIn() {
        in.end();
        return this;
    }

    /** Presses Ctrl-C when the program handles interrupts. */
    public RunningProgram interrupt() {
        controlC.press(limit);
        return this;
    }

    /** Closes the reading end of standard output; the next write fails. */
    public RunningProgram closeOut() {
        out.breakPipe();
        return this;
    }

    /** Stops reading standard output; writes block. */
    public RunningProgram blockOut() {
        out.block(true);
        return this;
    }

    /** Waits until a write of the program is blocked by {@link #blockOut()}. */
    public RunningProgram awaitBlockedOut() {
        out.awaitBlockedWriter(limit, "stdout");
        return this;
    }

    /** Continues to read standard output. */
    public RunningProgram unblockOut() {
        out.block(false);
        return this;
    }

    /** Returns true if the program has ended. */
    public boolean hasEnded() {
        return ending.isDone();
    }

    /** Waits for the end, up to the limit of the run. */
    public Sio.Result exit() {
        return exit(limit);
    }

    /** Waits for the end. */
    public Sio.Result exit(Duration limit) {
        try {
            ExitCode code = ending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Sio.Result(code, out(), err());
        } catch (TimeoutException e) {
            AssertionError failure = new AssertionError("still running after " + limit + soFar() + threads());
            ending.cancel(true);
            throw failure;
        } catch (ExecutionException e) {
            throw new AssertionError("the program threw" + soFar(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the program", e);
        }
    }

    /** Ends the program with Ctrl-C and the end of its input, and fails the test if it continues. */
    @Override
    public void close() {
        if (hasEnded()) {
            return;
        }
        in.end();
        out.block(false);
        err.block(false);
        controlC.pressIfListening();
        exit(TIME_TO_LEAVE);
    }

    private String soFar() {
        return "\nstdout: %s\nstderr: %s\n".formatted(out(), err());
    }

    private static String threads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .map(entry -> entry.getKey() + "\n"
                        + Arrays.stream(entry.getValue())
                                .map(frame -> "    at " + frame + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
