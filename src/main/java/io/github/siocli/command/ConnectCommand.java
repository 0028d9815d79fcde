package io.github.siocli.command;

import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.FilterOptions;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.ScriptOptions;
import io.github.siocli.command.option.ScriptOptions.ScriptConfig;
import io.github.siocli.command.option.ShellOptions;
import io.github.siocli.command.option.TraceOptions;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.ScriptDisplay;
import io.github.siocli.profile.ProfileOptions;
import io.github.siocli.profile.SecretReferences;
import io.github.siocli.prompt.Prompt;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.ContextLoop.NoteWriter;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.ShellSettings;
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.verb.ClientVerbs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sio connect URL}: opens a prompt on a connection, or runs a script if there is no terminal. */
final class ConnectCommand implements Command {

    /** Server on the port that the Socket.IO documentation uses in its examples. */
    private static final String DEFAULT_URL = "http://localhost:3000";

    private final Prompt.Factory prompts;
    private final ScriptOptions script = new ScriptOptions();
    private final FilterOptions filter = new FilterOptions();
    private final TraceOptions trace = new TraceOptions();

    ConnectCommand(Prompt.Factory prompts) {
        this.prompts = prompts;
    }

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public String summary() {
        return "Open a prompt on a server, or run a script";
    }

    @Override
    public void prepare(List<String> words, Environment environment) {
        prompts.prepare(environment);
        SessionWarmUp.start(words);
    }

    @Override
    public CommandSpec model() {
        List<OptionGroup> groups = new ArrayList<>();
        groups.add(script);
        groups.add(filter);
        groups.add(new ShellOptions());
        groups.addAll(new ConnectionOptions(true).groups());
        groups.add(new ProfileOptions());
        groups.add(new OutputOptions());
        groups.add(trace);
        return CommandModels.command(
                name(),
                summary(),
                List.of(CommandModels.parameter(
                        "0", "URL", "0..1", CommandTexts.URL + " (default: " + DEFAULT_URL + ")")),
                groups,
                "  sio connect :3000/chat",
                "  sio connect :3000 -e 'emit join \"news\"' -e 'wait update --timeout 5s'",
                "  sio connect :3000 < script.sio",
                "  sio connect :3000 -e 'source login.sio' --interactive");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        return connect(parsed.matchedPositionalValue(0, DEFAULT_URL), display -> {}, parsed, environment);
    }

    private static void requireForPrompt(ScriptConfig script) throws FailureException {
        if (script.maxTime().isPresent()) {
            throw UsageErrors.error("--max-time has no effect at a prompt", "-e LINE, or lines on standard input");
        }
        if (script.keepGoing() && script.lines().isEmpty()) {
            throw UsageErrors.error("--keep-going has no effect without lines", "-e LINE, or lines on standard input");
        }
    }

    /**
     * Connects to a server, and runs the prompt or the script.
     *
     * @param introduction writes notes at the start
     * @param parsed the options; an option that the model of the caller lacks counts as not given
     */
    CommandResult connect(String url, NoteWriter introduction, ParseResult parsed, Environment environment)
            throws FailureException {
        boolean terminal = environment.terminal().isInteractive();
        InputReader inputs =
                new InputReader(environment.directory(), environment.in(), new SecretReferences(environment));
        ScriptConfig scriptConfig = script.read(parsed, inputs);
        if (!terminal && scriptConfig.lines().isEmpty()) {
            inputs.withholdStandardInput("the lines to run come from it");
        }
        ShellSettings settings = ClientSettings.read(url, parsed, inputs, environment);
        List<String> notes = settings.urlNotes();
        NoteWriter opening = display -> {
            introduction.writeNotes(display);
            for (String note : notes) {
                display.showNote(note);
            }
        };
        TraceSelection traceSelection = trace.read(parsed, inputs);
        EventFilter eventFilter = new EventFilter(filter.read(parsed, inputs, environment.valueSources()));
        if (terminal) {
            inputs.withholdStandardInput("it is the terminal of the prompt");
        }
        if (terminal && (scriptConfig.lines().isEmpty() || scriptConfig.interactive())) {
            requireForPrompt(scriptConfig);
            return new PromptRun(environment, settings, eventFilter, inputs, scriptConfig, traceSelection, opening)
                    .run(prompts);
        }
        if (scriptConfig.interactive()) {
            throw UsageErrors.error(
                    "--interactive opens a prompt, which needs a terminal", "omit it to run only the lines");
        }
        ScriptDisplay display = ScriptDisplay.open(environment, settings.output());
        try {
            opening.writeNotes(display);
            StopCondition maxTime = StopCondition.after(scriptConfig.maxTime().orElse(null));
            Clients clients = new Clients(settings, display, environment.clock(), eventFilter, maxTime, () -> {});
            Interpreter<ClientContext> interpreter = new Interpreter<>(clients, ClientVerbs.ALL, inputs, true);
            return new ScriptRun(environment, scriptConfig, traceSelection, clients, interpreter).run(maxTime);
        } finally {
            display.close();
        }
    }
}
