package io.github.siocli.cli;

import io.github.siocli.cli.options.EmissionOptions.Emission;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends emissions on a thread of its own, so that answers are shown while more is sent, and so that a server that waits
 * for us to read does not wait for ever.
 */
final class Feeder {

    private final Emissions emissions;
    private final Talk talk;
    private final List<String> namespaces;
    private final Duration pause;
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
    Feeder(Emissions emissions, Talk talk, List<String> namespaces, Duration pause) {
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
                pauseUntil(next);
                next = Math.max(next + pause.toNanos(), System.nanoTime());
                send(emission.get());
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
            synchronized (this) {
                finished = true;
            }
            talk.wake().run();
        }
    }

    private void send(Emission emission) throws FailureException, InterruptedException {
        for (String nsp : emission.targets(namespaces)) {
            talk.session().emitPatiently(nsp, emission.name(), emission.args(), emission.ackTimeout());
            synchronized (this) {
                submitted++;
                expectedAcks += emission.ackTimeout().isPresent() ? 1 : 0;
            }
        }
    }

    private static void pauseUntil(long moment) throws InterruptedException {
        long left = moment - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
