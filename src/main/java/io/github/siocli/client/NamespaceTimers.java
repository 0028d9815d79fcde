package io.github.siocli.client;

import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.event.Failure;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How long is waited for a namespace that is asked for, or left, on a connection that is open. Any thread may call. */
public final class NamespaceTimers {

    /**
     * Servers take note of a DISCONNECT a little later than of the packets around it: 4.8 closes the whole connection for
     * a CONNECT that it reads together with a DISCONNECT of the same namespace. It says nothing when it is done.
     */
    private static final Duration SETTLING = Duration.ofMillis(100);

    private final ScheduledExecutorService scheduler;
    private final Duration answer;
    private final Diagnosis diagnosis;

    /**
     * Timers for the namespaces of a session.
     *
     * @param answer time that a namespace may take to answer
     */
    public NamespaceTimers(ScheduledExecutorService scheduler, Duration answer, Diagnosis diagnosis) {
        this.scheduler = scheduler;
        this.answer = answer;
        this.diagnosis = diagnosis;
    }

    /** The time that a namespace may take to answer, in nanoseconds. */
    long answerNanos() {
        return answer.toNanos();
    }

    /** Runs a task when an answer is overdue. */
    void answer(Runnable overdue) {
        schedule(overdue, answer);
    }

    /** Runs a task when the server has taken note of a DISCONNECT. */
    void settling(Runnable settled) {
        schedule(settled, SETTLING);
    }

    /** The failure of a namespace that did not answer. */
    Failure silence(String nsp) {
        return diagnosis.ofSilence(nsp);
    }

    private void schedule(Runnable task, Duration delay) {
        try {
            scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            // With the session ends what was waited for.
        }
    }
}
