package io.github.siocli.command;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.ScriptOptions.ScriptConfig;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Screen;
import io.github.siocli.prompt.Prompt;
import io.github.siocli.prompt.PromptDisplay;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.ClientContext.Attempt;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.EventLoop.NoteWriter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.LineException;
import io.github.siocli.shell.Script;
import io.github.siocli.shell.Script.Statement;
import io.github.siocli.shell.ShellSettings;
import io.github.siocli.shell.verb.ClientVerbs;
import java.util.List;
import java.util.Optional;

/** Opens a prompt at once, connects in the background, and stays until the user leaves. */
final class PromptRun {

    private final Environment environment;
    private final ShellSettings settings;
    private final EventFilter watch;
    private final InputReader inputs;
    private final ScriptConfig running;
    private final TraceSelection trace;
    private final NoteWriter hints;

    PromptRun(
            Environment environment,
            ShellSettings settings,
            EventFilter watch,
            InputReader inputs,
            ScriptConfig running,
            TraceSelection trace,
            NoteWriter hints) {
        this.environment = environment;
        this.settings = settings;
        this.watch = watch;
        this.inputs = inputs;
        this.running = running;
        this.trace = trace;
        this.hints = hints;
    }

    /**
     * Runs it on the calling thread.
     *
     * @throws FailureException where there is no usable terminal, or the output cannot be written
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
        Optional<Screen> file = PromptDisplay.file(environment, output);
        PromptDisplay display = new PromptDisplay(environment.withColumns(prompt::columns), prompt, file, output);
        ClientContext dialogue = new ClientContext(settings, display, environment.clock(), watch, prompt::refresh);
        environment.interrupts().onInterrupt(() -> {
            dialogue.disconnect();
            prompt.close();
        });
        try {
            dialogue.record(running.record());
            dialogue.trace(trace);
            hints.tell(display);
            Interpreter<ClientContext> interpreter = new Interpreter<>(dialogue, ClientVerbs.CLIENT, inputs, false);
            prompt.run(interpreter, begin(interpreter, prompt));
            dialogue.disconnect();
            return CommandResult.DONE;
        } finally {
            dialogue.close();
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }

    /** Begins to connect; the lines of the command line are run at once. Returns what is left to do at the prompt. */
    private Runnable begin(Interpreter<ClientContext> interpreter, Prompt prompt) throws FailureException {
        ClientContext dialogue = interpreter.subject();
        try {
            Attempt attempt = dialogue.prepareToConnect();
            if (running.lines().isEmpty()) {
                return () -> begin(attempt, dialogue.display(), prompt);
            }
            attempt.begin();
        } catch (FailureException e) {
            dialogue.display().failure("", e.failure());
            return () -> {};
        }
        try {
            dialogue.waits().forNamespaces();
            lines(interpreter);
        } catch (LineException e) {
            dialogue.display().failure(e.place(), e.failure());
        } catch (FailureException e) {
            // An attempt that failed was told when it did.
            dialogue.check();
        } catch (InterruptedException e) {
            dialogue.check();
        }
        return () -> {};
    }

    private static void begin(Attempt attempt, Display display, Prompt prompt) {
        try {
            attempt.begin();
        } catch (FailureException e) {
            prompt.refresh();
            try {
                display.failure("", e.failure());
            } catch (FailureException unshown) {
                // The dialogue knows, and ends the prompt.
            }
        }
    }

    private void lines(Interpreter<ClientContext> interpreter) throws FailureException, InterruptedException {
        List<String> lines = running.lines();
        for (int i = 0; i < lines.size() && !interpreter.isOver(); i++) {
            Statement statement = new Statement("line " + (i + 1) + " of --exec", lines.get(i));
            try {
                interpreter.asScript(() -> Script.run(statement, interpreter));
            } catch (LineException e) {
                if (!running.keepGoing()) {
                    throw e;
                }
                interpreter.subject().display().failure(e.place(), e.failure());
            }
        }
    }
}
