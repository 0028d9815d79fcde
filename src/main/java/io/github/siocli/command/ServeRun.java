package io.github.siocli.command;

import io.github.siocli.command.ServerLineOptions.Commands;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.ServerDisplay;
import io.github.siocli.shell.InputLines;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.LineException;
import io.github.siocli.shell.Script;
import io.github.siocli.shell.Script.Statement;
import io.github.siocli.shell.server.ServerContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Serves without a prompt until something ends it: a signal, the goal of the command line, or a line of its input. */
final class ServeRun {

    private final ServeConfig serving;
    private final StopLimits stop;
    private final Optional<Commands> commands;
    private final StopCondition goal;
    private final Thread lines = Thread.currentThread();
    private Optional<CommandResult> stopped = Optional.empty();
    private Optional<Failure> first = Optional.empty();

    /**
     * @param stop when it ends by itself
     * @param commands lines to run
     */
    ServeRun(ServeConfig serving, StopLimits stop, Optional<Commands> commands) {
        this.serving = serving;
        this.stop = stop;
        this.commands = commands;
        this.goal = new StopCondition(stop, serving.filter());
    }

    /**
     * Runs it on the calling thread.
     *
     * @throws FailureException where it cannot listen, or the output cannot be written
     */
    CommandResult run() throws FailureException {
        serving.environment().interrupts().onInterrupt(() -> stop(CommandResult.INTERRUPTED));
        ServerDisplay display = ServerDisplay.open(serving.environment(), serving.output(), this::takes);
        try (ServerContext hosting = serving.begin(display, () -> {})) {
            setTimes();
            return serve(hosting);
        } finally {
            display.close();
        }
    }

    private CommandResult serve(ServerContext hosting) throws FailureException {
        try {
            if (commands.isPresent() && runAll(serving.interpreter(hosting, true), commands.get())) {
                return verdict(CommandResult.DONE);
            }
            // Nobody counts it down: what ends this is an interrupt.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            hosting.check();
        }
        return verdict(stopped());
    }

    private CommandResult verdict(CommandResult otherwise) {
        // The first line that failed has been told where it was.
        return otherwise.equals(CommandResult.DONE)
                ? first.map(failure -> new CommandResult(failure.kind().exitCode(), Optional.empty()))
                        .orElse(otherwise)
                : otherwise;
    }

    // --- when it ends -----------------------------------------------------------------

    private synchronized CommandResult stopped() {
        return stopped.orElse(CommandResult.INTERRUPTED);
    }

    private synchronized void stop(CommandResult how) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(how);
            lines.interrupt();
        }
    }

    /** Takes what happened; says whether it is still to be shown. */
    private synchronized boolean takes(Event event) {
        if (goal.isReached()) {
            return false;
        }
        if (event instanceof EventReceived received) {
            goal.on(received);
            if (goal.isReached()) {
                stop(CommandResult.DONE);
            }
        }
        return true;
    }

    private void setTimes() {
        stop.maxTime().ifPresent(time -> DelayedAction.in(time, this::endOfTime));
        if (stop.idle().isPresent()) {
            synchronized (this) {
                goal.startIdle();
            }
            lookForIdle();
        }
    }

    private synchronized void endOfTime() {
        stop(goal.verdictWhenTimeIsUp(stop.maxTime()));
    }

    private synchronized void lookForIdle() {
        if (goal.isIdle()) {
            stop(goal.verdictWhenTimeIsUp(stop.idle()));
        } else {
            DelayedAction.in(Duration.ofNanos(goal.nanosUntilIdle()), this::lookForIdle);
        }
    }

    // --- lines ------------------------------------------------------------------------

    /** Runs all lines; says whether one of them was the end. One that fails does not stop those behind it. */
    private boolean runAll(Interpreter<ServerContext> interpreter, Commands from)
            throws FailureException, InterruptedException {
        InputLines input = new InputLines(from.in());
        Script script = new Script(from.name());
        while (!interpreter.isOver()) {
            Optional<String> line = input.next();
            Optional<Statement> statement = line.isPresent() ? script.add(line.get()) : script.end();
            if (statement.isPresent()) {
                run(statement.get(), interpreter);
            }
            if (line.isEmpty()) {
                return interpreter.isOver();
            }
        }
        return true;
    }

    private void run(Statement statement, Interpreter<ServerContext> interpreter)
            throws FailureException, InterruptedException {
        try {
            Script.run(statement, interpreter);
        } catch (FailureException e) {
            interpreter.subject().check();
            interpreter.subject().display().failure(LineException.place(e), e.failure());
            first = first.or(() -> Optional.of(e.failure()));
        }
    }
}
