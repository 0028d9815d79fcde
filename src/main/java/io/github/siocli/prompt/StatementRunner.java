package io.github.siocli.prompt;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.LineException;
import java.util.List;

/** Runs typed statements and shows their failures. Ctrl-C interrupts a running one. */
final class StatementRunner {

    private final Interpreter<?> interpreter;
    private final Thread thread = Thread.currentThread();
    private boolean running;

    /** Creates a runner. The calling thread must be the one that calls {@link #run}. */
    StatementRunner(Interpreter<?> interpreter) {
        this.interpreter = interpreter;
    }

    /**
     * Runs the statements of an entry, up to the first that fails. Several statements run like a script: each waits until its
     * effect is complete.
     *
     * @throws FailureException if the output has failed
     */
    void run(String entry) throws FailureException {
        List<String> statements = StatementSplitter.of(entry).complete();
        boolean isScript = statements.size() > 1;
        if (isScript) {
            interpreter.consumeEvents();
        }
        for (String statement : statements) {
            if (interpreter.isEnded() || !runOne(statement, isScript)) {
                return;
            }
        }
    }

    private boolean runOne(String statement, boolean isScript) throws FailureException {
        Display display = interpreter.context().display();
        begin();
        try {
            if (isScript) {
                interpreter.runSequentially(() -> interpreter.run(statement));
            } else {
                interpreter.run(statement);
            }
            return true;
        } catch (FailureException e) {
            interpreter.context().checkOutput();
            display.showFailure(LineException.place(e), e.failure());
        } catch (InterruptedException e) {
            interpreter.context().checkOutput();
            display.showNote("interrupted");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            interpreter.context().checkOutput();
            display.showFailure("", Failure.ofThrowable(e));
        } finally {
            end();
        }
        return false;
    }

    private synchronized void begin() {
        running = true;
    }

    private synchronized void end() {
        running = false;
        // A late interrupt must not reach the next operation of this thread.
        Thread.interrupted();
    }

    /** Interrupts the running statement. Returns false if none is running. Any thread may call. */
    synchronized boolean interrupt() {
        if (running) {
            thread.interrupt();
        }
        return running;
    }
}
