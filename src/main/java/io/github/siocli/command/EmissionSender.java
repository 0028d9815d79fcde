package io.github.siocli.command;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends emissions on a thread of its own, so that answers are shown while more is sent, and so that a server that waits
 * for us to read does not wait for ever.
 */
final class EmissionSender {

    private final EmissionSource emissions;
    private final PlanContext talk;
    private final List<String> namespaces;
    private final Duration pause;
    private long linesRead;
    private long taken;
    private long submitted;
    private long expectedAcks;
    private boolean finished;
    private Optional<Failure> failure = Optional.empty();

    /**
     * A feeder that has not begun.
     *
     * @param namespaces where an emission goes that names no namespace: to each of them
     * @param pause time between the beginnings of two emissions
     */
    EmissionSender(EmissionSource emissions, PlanContext talk, List<String> namespaces, Duration pause) {
        this.emissions = emissions;
        this.talk = talk;
        this.namespaces = namespaces;
        this.pause = pause;
    }

    void start() {
        Thread thread = new Thread(this::run, "sio-feeder");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * How much of the input was read at one moment.
     *
     * @param lines number of lines
     * @param events number of events in them, one for each namespace that they go to; some may not be handed over yet
     */
    record Input(long lines, long events) {}

    /** How much of the input was read. */
    synchronized Input input() {
        return new Input(linesRead, taken);
    }

    /** Number of namespaces that an emission goes to which names none. */
    int namespaces() {
        return namespaces.size();
    }

    /** Number of emissions that were handed to the session. */
    synchronized long submitted() {
        return submitted;
    }

    /** Number of acknowledgements that were asked for. */
    synchronized long expectedAcks() {
        return expectedAcks;
    }

    /** Whether no more will be sent. */
    synchronized boolean isFinished() {
        return finished;
    }

    /** Why it stopped before the end. */
    synchronized Optional<Failure> failure() {
        return failure;
    }

    private void run() {
        try {
            long next = System.nanoTime();
            for (Optional<Emission> emission = emissions.next(); emission.isPresent(); emission = emissions.next()) {
                List<String> targets = emission.get().targets(namespaces);
                take(targets.size());
                pauseUntil(next);
                next = Math.max(next + pause.toNanos(), System.nanoTime());
                send(emission.get(), targets);
            }
        } catch (FailureException e) {
            synchronized (this) {
                failure = Optional.of(e.failure());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                failure = Optional.of(Failure.ofFault(e));
            }
        } finally {
            take(0);
            synchronized (this) {
                finished = true;
            }
            talk.wake().run();
        }
    }

    private synchronized void take(int events) {
        linesRead = emissions.linesRead();
        taken += events;
    }

    private void send(Emission emission, List<String> targets) throws FailureException, InterruptedException {
        for (String nsp : targets) {
            int acks = emission.ackTimeout().isPresent() ? 1 : 0;
            // The answer may come before the call returns.
            expect(acks);
            boolean emitted = false;
            try {
                talk.session().emitPatiently(nsp, emission.name(), emission.args(), emission.ackTimeout());
                emitted = true;
            } finally {
                submitted(emitted, acks);
            }
        }
    }

    private synchronized void expect(int acks) {
        expectedAcks += acks;
    }

    private synchronized void submitted(boolean emitted, int acks) {
        submitted += emitted ? 1 : 0;
        expectedAcks -= emitted ? 0 : acks;
    }

    private static void pauseUntil(long moment) throws InterruptedException {
        long left = moment - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
