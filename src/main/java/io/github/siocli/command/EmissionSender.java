package io.github.siocli.command;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends emissions on a thread of its own, so that the command reads and shows what the server sends meanwhile.
 *
 * <p>Without it a server that stops reading until its own data are read would block for ever.
 */
final class EmissionSender {

    private final EmissionSource source;
    private final PlanContext context;
    private final List<String> namespaces;
    private final Duration interval;
    private final boolean sequential;
    private long linesRead;
    private long eventsRead;
    private long submitted;
    private long expectedAcks;
    private long settledAcks;
    private boolean stopped;
    private boolean finished;
    /** Null unless the sender has failed. */
    private @Nullable Failure failure;

    /**
     * Creates a sender that {@link #start} starts.
     *
     * @param namespaces the targets of emissions that name no namespace
     * @param interval time between the starts of two emissions
     * @param sequential true to wait for the acknowledgements of an emission before the next one is sent
     */
    EmissionSender(
            EmissionSource source,
            PlanContext context,
            List<String> namespaces,
            Duration interval,
            boolean sequential) {
        this.source = source;
        this.context = context;
        this.namespaces = namespaces;
        this.interval = interval;
        this.sequential = sequential;
    }

    void start() {
        Thread thread = new Thread(this::run, "sio-sender");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Amount of input that was read at one moment.
     *
     * @param lines number of lines
     * @param events number of events in these lines, counted once for each target namespace; some may wait to be submitted
     */
    record InputProgress(long lines, long events) {}

    /** Returns the amount of input that was read. */
    synchronized InputProgress inputProgress() {
        return new InputProgress(linesRead, eventsRead);
    }

    /** Returns the number of targets of an emission that names no namespace. */
    int defaultTargetCount() {
        return namespaces.size();
    }

    /** Returns the number of emissions that were passed to the session. */
    synchronized long submittedCount() {
        return submitted;
    }

    /** Returns the number of acknowledgements that were requested. */
    synchronized long expectedAckCount() {
        return expectedAcks;
    }

    /** Returns true if no more emissions will be sent. */
    synchronized boolean isFinished() {
        return finished;
    }

    /** Returns the failure that stopped the sender before the end of its input. */
    synchronized Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        try {
            long next = System.nanoTime();
            for (Optional<Emission> emission = source.next(); emission.isPresent(); emission = source.next()) {
                List<String> targets = emission.get().targets(namespaces);
                countRead(targets.size());
                sleepUntil(next);
                next = Math.max(next + interval.toNanos(), System.nanoTime());
                send(emission.get(), targets);
                if (sequential && !awaitAcks()) {
                    return;
                }
            }
        } catch (FailureException e) {
            synchronized (this) {
                failure = e.failure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                failure = Failure.ofThrowable(e);
            }
        } finally {
            countRead(0);
            synchronized (this) {
                finished = true;
            }
            context.wake().run();
        }
    }

    /** Waits for all acknowledgements. Returns false if the sender is stopped. */
    private synchronized boolean awaitAcks() throws InterruptedException {
        while (settledAcks < expectedAcks && !stopped) {
            wait();
        }
        return !stopped;
    }

    /**
     * Notes how many acknowledgements have arrived or timed out.
     *
     * @param isFailed true if one has timed out: a sequential sender sends no more then
     */
    synchronized void acksSettled(long number, boolean isFailed) {
        settledAcks = number;
        stopped |= isFailed && sequential;
        notifyAll();
    }

    private synchronized void countRead(int events) {
        linesRead = source.linesRead();
        eventsRead += events;
    }

    private void send(Emission emission, List<String> targets) throws FailureException, InterruptedException {
        for (String nsp : targets) {
            int acks = emission.ackTimeout().isPresent() ? 1 : 0;
            // The acknowledgement may arrive before the call returns.
            expectAcks(acks);
            boolean emitted = false;
            try {
                context.session()
                        .emitBlocking(
                                nsp,
                                emission.name(),
                                emission.args(),
                                emission.ackTimeout().orElse(null));
                emitted = true;
            } finally {
                countSubmitted(emitted, acks);
            }
        }
    }

    private synchronized void expectAcks(int acks) {
        expectedAcks += acks;
    }

    private synchronized void countSubmitted(boolean emitted, int acks) {
        submitted += emitted ? 1 : 0;
        expectedAcks -= emitted ? 0 : acks;
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
