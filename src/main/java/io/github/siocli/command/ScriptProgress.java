package io.github.siocli.command;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.render.Durations;
import io.github.siocli.secret.SecretFinder;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Script;
import io.github.siocli.shell.Script.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs the statements of a script, and knows which one is running when the time of the script is up. */
final class ScriptProgress {

    private static final int MAX_TEXT = 60;

    /** Null while no statement is running. */
    private volatile @Nullable Statement running;

    /** Runs a statement. It counts as running after an interrupt too. */
    void run(Statement statement, Interpreter<?> interpreter) throws FailureException, InterruptedException {
        running = statement;
        try {
            Script.run(statement, interpreter);
        } catch (FailureException e) {
            running = Thread.currentThread().isInterrupted() ? statement : null;
            throw e;
        }
        running = null;
    }

    /** Returns true if a statement is running. Any thread may call. */
    boolean isRunning() {
        return running != null;
    }

    /**
     * Returns the failure of a script that did not finish in time. Any thread may call.
     *
     * @param maxTime the time limit
     * @param cause what has held the script up; may be empty
     */
    Failure maxTimeFailure(Duration maxTime, String cause) {
        Statement statement = running;
        String place = statement == null ? "" : " at " + statement.place() + text(statement);
        return Failure.of(
                FailureKind.MAX_TIME,
                "the script did not finish",
                Durations.text(maxTime),
                "it was stopped" + place + (cause.isEmpty() ? "" : "; " + cause));
    }

    private static String text(Statement statement) {
        String text = statement.text().strip().replace('\n', ' ');
        if (SecretFinder.hasSecret(text)) {
            return "";
        }
        return ": " + (text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text);
    }
}
