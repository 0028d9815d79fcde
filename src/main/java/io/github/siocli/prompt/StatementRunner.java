package io.github.siocli.prompt;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.LineException;

/** Runs what was typed, and tells what fails. Ctrl-C interrupts it. */
final class StatementRunner {

    private final Interpreter<?> interpreter;
    private final Thread thread = Thread.currentThread();
    private boolean running;

    /** A runner on the thread that makes it. */
    StatementRunner(Interpreter<?> interpreter) {
        this.interpreter = interpreter;
    }

    /**
     * Runs the statements of an entry, up to the first that fails.
     *
     * @throws FailureException if what happens can no longer be shown
     */
    void run(String entry) throws FailureException {
        for (String statement : StatementSplitter.of(entry).complete()) {
            if (interpreter.isOver() || !runOne(statement)) {
                return;
            }
        }
    }

    private boolean runOne(String statement) throws FailureException {
        Display display = interpreter.subject().display();
        begin();
        try {
            interpreter.run(statement);
            return true;
        } catch (FailureException e) {
            interpreter.subject().check();
            display.failure(LineException.place(e), e.failure());
        } catch (InterruptedException e) {
            interpreter.subject().check();
            display.note("interrupted");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            interpreter.subject().check();
            display.failure("", Failure.ofFault(e));
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
        // An interrupt that came too late is not meant for what is done next.
        Thread.interrupted();
    }

    /** Interrupts the verb that runs; false where none does. Any thread may call. */
    synchronized boolean interrupt() {
        if (running) {
            thread.interrupt();
        }
        return running;
    }
}
