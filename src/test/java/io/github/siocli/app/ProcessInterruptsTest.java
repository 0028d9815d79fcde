package io.github.siocli.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessInterruptsTest {

    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();

    @Test
    void interruptsProgramAfterUncaughtException() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofHours(1));
        interrupts.onInterrupt(() -> happened.add("interrupted"));
        assertThat(interrupts.uncaughtException()).isEmpty();
        Error fault = new OutOfMemoryError("first");
        end(interrupts, fault);
        assertThat(next()).isEqualTo("interrupted");
        assertThat(interrupts.uncaughtException()).containsSame(fault);
        assertThat(interrupts.finish()).isFalse();
        assertThat(happened).isEmpty();
    }

    @Test
    void reportsEveryExceptionAfterTheFirst() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofHours(1));
        Error first = new OutOfMemoryError("first");
        end(interrupts, first);
        end(interrupts, new IllegalStateException("a consequence"));
        assertThat(next()).isEqualTo("reported a consequence");
        assertThat(interrupts.uncaughtException()).containsSame(first);
        interrupts.finish();
    }

    @Test
    void interruptsProgramThatRegistersAfterTheException() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofHours(1));
        end(interrupts, new IllegalStateException());
        interrupts.onInterrupt(() -> happened.add("interrupted"));
        assertThat(next()).isEqualTo("interrupted");
        interrupts.finish();
    }

    @Test
    void abortsProgramThatDoesNotEndAfterAnException() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofMillis(1));
        end(interrupts, new IllegalStateException("endless"));
        assertThat(next()).isEqualTo("aborted with endless");
    }

    @Test
    void abortsProgramWhoseInterruptActionThrows() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofMillis(1));
        interrupts.onInterrupt(() -> {
            throw new IllegalStateException("in the action");
        });
        end(interrupts, new StackOverflowError("endless"));
        assertThat(next()).isEqualTo("aborted with endless");
    }

    @Test
    void reportsExceptionThatProgramDidNotTake() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofHours(1));
        end(interrupts, new IllegalStateException("late"));
        interrupts.finish();
        assertThat(next()).isEqualTo("reported late");
    }

    @Test
    void reportsExceptionAfterProgramHasEnded() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofMillis(1));
        interrupts.finish();
        end(interrupts, new IllegalStateException("after the end"));
        assertThat(interrupts.uncaughtException()).isEmpty();
        assertThat(next()).isEqualTo("reported after the end");
    }

    private ProcessInterrupts interrupts(Duration grace) {
        return new ProcessInterrupts(
                fault -> happened.add("reported " + fault.getMessage()),
                fault -> happened.add("aborted with " + fault.getMessage()),
                grace);
    }

    private String next() throws InterruptedException {
        return happened.poll(20, TimeUnit.SECONDS);
    }

    /** Throws an exception on a thread of its own, which ends by it. */
    private static void end(Thread.UncaughtExceptionHandler handler, Throwable thrown) throws InterruptedException {
        Thread thread = new Thread(() -> rethrow(thrown), "faulty");
        thread.setUncaughtExceptionHandler(handler);
        thread.start();
        thread.join();
    }

    private static void rethrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}
