package io.github.siocli.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessInterruptsTest {

    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();

    @Test
    void anUncaughtExceptionInterruptsTheProgramAndIsKnownAsItsFault() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofHours(1));
        interrupts.onInterrupt(() -> happened.add("interrupted"));
        assertThat(interrupts.fault()).isEmpty();
        Error first = new OutOfMemoryError("first");
        end(interrupts, first);
        assertThat(next()).isEqualTo("interrupted");
        end(interrupts, new IllegalStateException("a consequence"));
        assertThat(interrupts.fault()).containsSame(first);
        assertThat(interrupts.finished()).isFalse();
        assertThat(happened).isEmpty();
    }

    @Test
    void aFaultBeforeTheProgramListensInterruptsItOnceItDoes() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofHours(1));
        end(interrupts, new IllegalStateException());
        interrupts.onInterrupt(() -> happened.add("interrupted"));
        assertThat(next()).isEqualTo("interrupted");
        interrupts.finished();
    }

    @Test
    void aProgramThatDoesNotLeaveAfterAFaultIsAborted() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofMillis(1));
        end(interrupts, new StackOverflowError());
        assertThat(next()).isEqualTo("aborted with INTERNAL");
    }

    @Test
    void ignoresTheExceptionOfTheClientLibraryOnAClosedTransport() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofMillis(1));
        end(interrupts, new RuntimeException("Transport not open"));
        assertThat(interrupts.fault()).isEmpty();
        end(interrupts, new RuntimeException("something else"));
        assertThat(next()).startsWith("aborted");
    }

    @Test
    void afterTheProgramHasEndedNothingIsAFault() throws InterruptedException {
        ProcessInterrupts interrupts = interrupts(Duration.ofMillis(1));
        interrupts.finished();
        end(interrupts, new IllegalStateException());
        assertThat(interrupts.fault()).isEmpty();
    }

    private ProcessInterrupts interrupts(Duration patience) {
        return new ProcessInterrupts(failure -> happened.add("aborted with " + kind(failure)), patience);
    }

    private static FailureKind kind(Failure failure) {
        return failure.kind();
    }

    private String next() throws InterruptedException {
        return happened.poll(20, TimeUnit.SECONDS);
    }

    /** Ends a thread of its own by an exception. */
    private static void end(Thread.UncaughtExceptionHandler handler, Throwable thrown) throws InterruptedException {
        Thread thread = new Thread(() -> sneak(thrown), "faulty");
        thread.setUncaughtExceptionHandler(handler);
        thread.start();
        thread.join();
    }

    private static void sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}
