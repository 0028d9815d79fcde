package io.github.siocli.command;

import io.github.siocli.command.option.ScriptOptions.ScriptConfig;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.output.Environment;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.InputLines;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Line;
import io.github.siocli.shell.LineException;
import io.github.siocli.shell.Script;
import io.github.siocli.shell.Script.Statement;
import io.github.siocli.shell.StopCondition;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the lines of {@code --exec} or of standard input one after the other, and then disconnects. */
final class ScriptRun {

    private final Environment environment;
    private final ScriptConfig script;
    private final TraceSelection trace;
    private final Clients clients;
    private final Interpreter<ClientContext> interpreter;
    private final ClientContext context;
    private final Thread runner = Thread.currentThread();
    /** Failure of the first line that has failed; null if none has. */
    private @Nullable Failure firstFailure;

    private final ScriptProgress progress = new ScriptProgress();

    ScriptRun(
            Environment environment,
            ScriptConfig script,
            TraceSelection trace,
            Clients clients,
            Interpreter<ClientContext> interpreter) {
        this.environment = environment;
        this.script = script;
        this.trace = trace;
        this.clients = clients;
        this.interpreter = interpreter;
        this.context = clients.first();
    }

    /**
     * Runs the lines on the calling thread.
     *
     * @param maxTime interrupts this thread when it is reached
     * @throws FailureException if the connection fails, or the output cannot be written
     */
    CommandResult run(StopCondition maxTime) throws FailureException {
        environment.interrupts().onInterrupt(runner::interrupt);
        try {
            if (script.recordFile().isPresent()) {
                context.record(script.recordFile().get());
            }
            context.applyTrace(trace);
            context.connect();
            awaitConnection();
            runLines();
            for (ClientContext client : clients.all()) {
                client.waitConditions().awaitSettled();
            }
            return disconnect();
        } catch (InterruptedException e) {
            context.checkOutput();
            return maxTime.isReached() ? maxTimeExceeded() : CommandResult.INTERRUPTED;
        } finally {
            clients.close();
        }
    }

    private CommandResult maxTimeExceeded() {
        return CommandResult.failed(progress.maxTimeFailure(
                script.maxTime().orElseThrow(),
                context.waitConditions().missingConnection().orElse("")));
    }

    private void awaitConnection() throws FailureException, InterruptedException {
        try {
            context.waitConditions().awaitAllNamespaces();
        } catch (FailureException e) {
            if (!script.keepGoing()) {
                throw e;
            }
            recordFailure(e);
        }
    }

    private void runLines() throws FailureException, InterruptedException {
        StatementSource source = source();
        boolean isContinued = true;
        while (isContinued && !interpreter.isEnded()) {
            Optional<Statement> statement = source.next();
            if (statement.isEmpty()) {
                return;
            }
            echo(statement.get());
            try {
                progress.run(statement.get(), interpreter);
            } catch (FailureException e) {
                context.checkOutput();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                recordFailure(e);
                isContinued = script.keepGoing();
            }
        }
    }

    /** Supplies the statements of the script; empty after the last one. */
    private interface StatementSource {
        Optional<Statement> next() throws FailureException, InterruptedException;
    }

    private StatementSource source() {
        if (script.lines().isEmpty()) {
            Script parser = new Script("");
            InputLines input = new InputLines(environment.in());
            return () -> next(parser, input);
        }
        Iterator<String> lines = script.lines().iterator();
        int[] number = {0};
        return () -> lines.hasNext()
                ? Optional.of(new Statement("line " + ++number[0] + " of --exec", lines.next()))
                : Optional.empty();
    }

    private static Optional<Statement> next(Script parser, InputLines input)
            throws FailureException, InterruptedException {
        for (Optional<String> line = input.next(); line.isPresent(); line = input.next()) {
            Optional<Statement> statement = parser.add(line.get());
            if (statement.isPresent()) {
                return statement;
            }
        }
        return parser.end();
    }

    private void echo(Statement statement) throws FailureException {
        if (context.settings().output().verbosity() > 0
                && !Line.read(statement.text()).line().parts().isEmpty()) {
            context.display().showNote("> " + statement.text().replace('\n', ' '));
        }
    }

    private void recordFailure(FailureException e) throws FailureException {
        context.display().showFailure(LineException.place(e), e.failure());
        if (firstFailure == null) {
            firstFailure = e.failure();
        }
    }

    private CommandResult disconnect() throws FailureException {
        Optional<Failure> undelivered = clients.disconnect();
        Optional<Failure> failure = Optional.ofNullable(firstFailure).or(context::recordFailure);
        if (failure.isPresent()) {
            // The failure has been reported with its line.
            return new CommandResult(failure.get().kind().exitCode(), Optional.empty());
        }
        Optional<Failure> refused = clients.all().stream()
                .flatMap(client -> client.firstRefusal().or(client::unexpectedRefusal).stream())
                .findFirst();
        if (refused.isPresent()) {
            return CommandResult.failed(refused.get());
        }
        if (undelivered.isPresent()) {
            return CommandResult.failed(undelivered.get());
        }
        return clients.all().stream().allMatch(client -> client.droppedCount() == 0)
                ? CommandResult.DONE
                : CommandResult.failed(Failure.of(FailureKind.DISCONNECTED, "not everything reached the server", ""));
    }
}
