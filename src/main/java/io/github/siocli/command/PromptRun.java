package io.github.siocli.command;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.ScriptOptions.ScriptConfig;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.output.Environment;
import io.github.siocli.prompt.Prompt;
import io.github.siocli.prompt.PromptDisplay;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.ClientContext.Attempt;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.ContextLoop.NoteWriter;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.LineException;
import io.github.siocli.shell.Script;
import io.github.siocli.shell.Script.Statement;
import io.github.siocli.shell.ShellSettings;
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.verb.ClientVerbs;
import java.util.List;

/** Opens a prompt at once, connects in the background, and ends when the user leaves the prompt. */
final class PromptRun {

    private final Environment environment;
    private final ShellSettings settings;
    private final EventFilter eventFilter;
    private final InputReader inputs;
    private final ScriptConfig script;
    private final TraceSelection trace;
    private final NoteWriter notes;

    PromptRun(
            Environment environment,
            ShellSettings settings,
            EventFilter eventFilter,
            InputReader inputs,
            ScriptConfig script,
            TraceSelection trace,
            NoteWriter notes) {
        this.environment = environment;
        this.settings = settings;
        this.eventFilter = eventFilter;
        this.inputs = inputs;
        this.script = script;
        this.trace = trace;
        this.notes = notes;
    }

    /**
     * Runs the prompt on the calling thread.
     *
     * @throws FailureException if there is no usable terminal, or the output cannot be written
     */
    CommandResult run(Prompt.Factory prompts) throws FailureException {
        Prompt prompt = prompts.open(environment);
        try {
            return run(prompt);
        } finally {
            prompt.close();
        }
    }

    private CommandResult run(Prompt prompt) throws FailureException {
        OutputConfig output = settings.output();
        PromptDisplay display = PromptDisplay.open(environment.withColumns(prompt::columns), prompt, output);
        Clients clients = new Clients(
                settings, display, environment.clock(), eventFilter, StopCondition.never(), prompt::refresh);
        ClientContext context = clients.first();
        environment.interrupts().onInterrupt(() -> {
            clients.disconnect();
            prompt.close();
        });
        try {
            if (script.recordFile().isPresent()) {
                context.record(script.recordFile().get());
            }
            context.applyTrace(trace);
            notes.writeNotes(display);
            Interpreter<ClientContext> interpreter = new Interpreter<>(clients, ClientVerbs.ALL, inputs, false);
            prompt.run(interpreter, start(interpreter, prompt));
            return clients.disconnect().map(CommandResult::failed).orElse(CommandResult.DONE);
        } finally {
            clients.close();
            display.close();
        }
    }

    /**
     * Runs the lines of {@code --exec} if there are some, after the connection is open.
     *
     * @return an action to run when the prompt is shown: it starts to connect if that has not happened
     */
    private Runnable start(Interpreter<ClientContext> interpreter, Prompt prompt) throws FailureException {
        ClientContext context = interpreter.context();
        try {
            Attempt attempt = context.prepareToConnect();
            if (script.lines().isEmpty()) {
                return () -> connect(attempt, context.display(), prompt);
            }
            attempt.start();
        } catch (FailureException e) {
            context.display().showFailure("", e.failure());
            return () -> {};
        }
        try {
            context.waitConditions().awaitAllNamespaces();
            runLines(interpreter);
        } catch (LineException e) {
            context.display().showFailure(e.place(), e.failure());
        } catch (FailureException e) {
            // The failure of the attempt has been reported already.
            context.checkOutput();
        } catch (InterruptedException e) {
            context.checkOutput();
        }
        return () -> {};
    }

    private static void connect(Attempt attempt, Display display, Prompt prompt) {
        try {
            attempt.start();
        } catch (FailureException e) {
            prompt.refresh();
            try {
                display.showFailure("", e.failure());
            } catch (FailureException unshown) {
                // The context keeps the failure of its output, and ends the prompt.
            }
        }
    }

    private void runLines(Interpreter<ClientContext> interpreter) throws FailureException, InterruptedException {
        List<String> lines = script.lines();
        for (int i = 0; i < lines.size() && !interpreter.isEnded(); i++) {
            Statement statement = new Statement("line " + (i + 1) + " of --exec", lines.get(i));
            try {
                interpreter.runAsScript(() -> Script.run(statement, interpreter));
            } catch (LineException e) {
                if (!script.keepGoing()) {
                    throw e;
                }
                interpreter.context().display().showFailure(e.place(), e.failure());
            }
        }
    }
}
