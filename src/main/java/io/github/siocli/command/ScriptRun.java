package io.github.siocli.command;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.ScriptOptions.ScriptConfig;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.output.Environment;
import io.github.siocli.render.Durations;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.ConnectionFailures;
import io.github.siocli.shell.InputLines;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Line;
import io.github.siocli.shell.LineException;
import io.github.siocli.shell.Script;
import io.github.siocli.shell.Script.Statement;
import java.util.Iterator;
import java.util.Optional;

/** Runs the lines of the command line or of standard input, one after the other, and then leaves. */
final class ScriptRun {

    private final Environment environment;
    private final ScriptConfig running;
    private final TraceSelection trace;
    private final OutputConfig output;
    private final Interpreter<ClientContext> interpreter;
    private final ClientContext dialogue;
    private final Thread lines = Thread.currentThread();
    private volatile Optional<CommandResult> stopped = Optional.empty();
    private Optional<Failure> first = Optional.empty();

    ScriptRun(
            Environment environment,
            ScriptConfig running,
            TraceSelection trace,
            OutputConfig output,
            Interpreter<ClientContext> interpreter) {
        this.environment = environment;
        this.running = running;
        this.trace = trace;
        this.output = output;
        this.interpreter = interpreter;
        this.dialogue = interpreter.subject();
    }

    /**
     * Runs them on the calling thread.
     *
     * @throws FailureException where there is no connection to run them on, or the output cannot be written
     */
    CommandResult run() throws FailureException {
        environment.interrupts().onInterrupt(() -> stop(CommandResult.INTERRUPTED));
        running.maxTime().ifPresent(time -> DelayedAction.in(time, () -> stop(outOfTime())));
        try {
            dialogue.record(running.record());
            dialogue.trace(trace);
            dialogue.connect();
            connected();
            lines();
            dialogue.waits().untilQuiet();
            return leave();
        } catch (InterruptedException e) {
            dialogue.check();
            return stopped.orElse(CommandResult.INTERRUPTED);
        } finally {
            dialogue.close();
        }
    }

    private void stop(CommandResult how) {
        stopped = Optional.of(how);
        lines.interrupt();
    }

    private CommandResult outOfTime() {
        return CommandResult.failed(Failure.of(
                FailureKind.MAX_TIME,
                "the script was not done",
                Durations.text(running.maxTime().orElseThrow()),
                "it was stopped"));
    }

    private void connected() throws FailureException, InterruptedException {
        try {
            dialogue.waits().forNamespaces();
        } catch (FailureException e) {
            if (!running.keepGoing()) {
                throw e;
            }
            failed(e);
        }
    }

    private void lines() throws FailureException, InterruptedException {
        Source source = source();
        boolean goesOn = true;
        while (goesOn && !interpreter.isOver()) {
            Optional<Statement> statement = source.next();
            if (statement.isEmpty()) {
                return;
            }
            echo(statement.get());
            try {
                Script.run(statement.get(), interpreter);
            } catch (FailureException e) {
                dialogue.check();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                failed(e);
                goesOn = running.keepGoing();
            }
        }
    }

    /** Where the lines come from. */
    private interface Source {
        Optional<Statement> next() throws FailureException, InterruptedException;
    }

    private Source source() {
        if (running.lines().isEmpty()) {
            Script script = new Script("");
            InputLines input = new InputLines(environment.in());
            return () -> next(script, input);
        }
        Iterator<String> given = running.lines().iterator();
        int[] number = {0};
        return () -> given.hasNext()
                ? Optional.of(new Statement("line " + ++number[0] + " of --exec", given.next()))
                : Optional.empty();
    }

    private static Optional<Statement> next(Script script, InputLines input)
            throws FailureException, InterruptedException {
        for (Optional<String> line = input.next(); line.isPresent(); line = input.next()) {
            Optional<Statement> statement = script.add(line.get());
            if (statement.isPresent()) {
                return statement;
            }
        }
        return script.end();
    }

    private void echo(Statement statement) throws FailureException {
        if (output.verbosity() > 0
                && !Line.read(statement.text()).line().parts().isEmpty()) {
            dialogue.display().note("> " + statement.text().replace('\n', ' '));
        }
    }

    private void failed(FailureException e) throws FailureException {
        dialogue.display().failure(LineException.place(e), e.failure());
        if (first.isEmpty()) {
            first = Optional.of(e.failure());
        }
    }

    private CommandResult leave() throws FailureException {
        Optional<Failure> undelivered = dialogue.disconnect();
        Optional<Failure> failure = first.or(dialogue::recordFailure);
        if (failure.isPresent()) {
            // It has been told where it happened.
            return new CommandResult(failure.get().kind().exitCode(), Optional.empty());
        }
        Optional<Failure> refused = dialogue.refusal().map(ConnectionFailures::of);
        if (refused.isPresent()) {
            return CommandResult.failed(refused.get());
        }
        if (undelivered.isPresent()) {
            return CommandResult.failed(undelivered.get());
        }
        return dialogue.dropped() == 0
                ? CommandResult.DONE
                : CommandResult.failed(Failure.of(FailureKind.DISCONNECTED, "not everything reached the server", ""));
    }
}
