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
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.server.ServerContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs a server without a prompt until a signal, a limit of the command line or a line of its input stops it. */
final class ServeRun implements StopCondition {

    private final ServeConfig config;
    private final @Nullable Commands commands;
    private final LimitTracker tracker;
    private final Optional<Duration> maxTime;
    private final Thread runner = Thread.currentThread();
    /** Null as long as nothing stops the server. */
    private volatile @Nullable CommandResult stopped;
    /** Failure of the first line that has failed; null if none has. */
    private @Nullable Failure firstFailure;

    private final ScriptProgress progress = new ScriptProgress();

    /**
     * @param limits conditions under which the server stops by itself
     * @param commands lines to run; null for none
     */
    ServeRun(ServeConfig config, StopLimits limits, @Nullable Commands commands) {
        this.config = config;
        this.maxTime = limits.maxTime();
        this.commands = commands;
        this.tracker = new LimitTracker(limits, config.filter());
    }

    /**
     * Runs the server until it is stopped; the lines run on the calling thread.
     *
     * @throws FailureException if the server cannot listen, or the output cannot be written
     */
    CommandResult run() throws FailureException {
        config.environment().interrupts().onInterrupt(runner::interrupt);
        tracker.startIdleTime();
        ServerDisplay display = ServerDisplay.open(config.environment(), config.output(), this::on);
        try (ServerContext server = config.start(display, this, () -> {})) {
            return serve(server);
        } finally {
            display.close();
        }
    }

    private CommandResult serve(ServerContext server) throws FailureException {
        try {
            if (commands != null && runAll(config.interpreter(server, true), commands)) {
                return result(CommandResult.DONE);
            }
            // The latch is never counted down: the loop of the server or a signal ends this wait by an interrupt.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            server.checkOutput();
        }
        return result(stopped());
    }

    private CommandResult result(CommandResult planned) {
        // The failed line has been reported already, so that only its exit code is left.
        return planned.equals(CommandResult.DONE) && firstFailure != null
                ? new CommandResult(firstFailure.kind().exitCode(), Optional.empty())
                : planned;
    }

    private CommandResult stopped() {
        CommandResult result = stopped;
        return result == null ? CommandResult.INTERRUPTED : result;
    }

    /** Processes an event. Returns true if the display shows it. */
    private boolean on(Event event) {
        if (tracker.isGoalReached()) {
            return false;
        }
        if (event instanceof EventReceived received) {
            tracker.handle(received);
        }
        return true;
    }

    @Override
    public boolean isReached() {
        stopped = tracker.isGoalReached() ? CommandResult.DONE : timeoutResult().orElse(null);
        return stopped != null;
    }

    private Optional<CommandResult> timeoutResult() {
        return tracker.timeoutResult()
                .map(result -> result.equals(CommandResult.DONE) && tracker.isMaxTimeOver() && progress.isRunning()
                        ? CommandResult.failed(progress.maxTimeFailure(maxTime.orElseThrow(), ""))
                        : result);
    }

    @Override
    public long nanosUntilChange() {
        return tracker.nanosUntilChange();
    }

    /** Runs all lines, also after one has failed. Returns true if a line has stopped the server. */
    private boolean runAll(Interpreter<ServerContext> interpreter, Commands lines)
            throws FailureException, InterruptedException {
        InputLines input = new InputLines(lines.in());
        Script script = new Script(lines.name());
        while (!interpreter.isEnded()) {
            Optional<String> line = input.next();
            Optional<Statement> statement = line.isPresent() ? script.add(line.get()) : script.end();
            if (statement.isPresent()) {
                run(statement.get(), interpreter);
            }
            if (line.isEmpty()) {
                return interpreter.isEnded();
            }
        }
        return true;
    }

    private void run(Statement statement, Interpreter<ServerContext> interpreter)
            throws FailureException, InterruptedException {
        try {
            progress.run(statement, interpreter);
        } catch (FailureException e) {
            interpreter.context().checkOutput();
            interpreter.context().display().showFailure(LineException.place(e), e.failure());
            if (firstFailure == null) {
                firstFailure = e.failure();
            }
        }
    }
}
