package io.github.siocli.command;

import io.github.siocli.command.ServerLineOptions.Commands;
import io.github.siocli.command.option.FilterOptions;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.StopOptions;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.prompt.Prompt;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.server.AdvancedListenOptions;
import io.github.siocli.shell.server.BehaviorConfig;
import io.github.siocli.shell.server.BehaviorOptions;
import io.github.siocli.shell.server.ListenConfig;
import io.github.siocli.shell.server.ListenOptions;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sio serve}: runs a server, with a prompt if there is a terminal. */
final class ServeCommand implements Command {

    private static final List<String> SOCKET_IO = List.of(
            "--rules",
            "--exec",
            "--namespace",
            "--auth",
            "--max-clients",
            "--recovery",
            "--commands",
            "--event",
            "--exclude",
            "--match",
            "--count",
            "--until");

    private final Prompt.Factory prompts;
    private final ListenOptions listening = new ListenOptions();
    private final BehaviorOptions behavior = new BehaviorOptions();
    private final ServerLineOptions commands = new ServerLineOptions();
    private final FilterOptions filter = new FilterOptions();
    private final StopOptions stop = new StopOptions();
    private final OutputOptions output = new OutputOptions();

    ServeCommand(Prompt.Factory prompts) {
        this.prompts = prompts;
    }

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "Run a Socket.IO server: mock, test clients, inject faults";
    }

    @Override
    public void prepare(List<String> words, Environment environment) {
        prompts.prepare(environment);
    }

    @Override
    public CommandSpec model() {
        return CommandModels.command(
                name(),
                summary(),
                List.of(),
                List.of(behavior, listening, commands, filter, stop, new AdvancedListenOptions(), output),
                "  sio serve --rules chat.rules --watch",
                "  sio serve -p 0 -e 'on hello ack \"hi\" $1' --max-clients 4",
                "  echo 'wait hello' | sio serve --commands -");
    }

    /** Refuses options for namespaces, events and rules together with {@code --engine-only}, which has none of them. */
    private static void requireSocketIo(ParseResult parsed) throws FailureException {
        for (String name : SOCKET_IO) {
            if (OptionSpecs.isSet(parsed, "--engine-only") && OptionSpecs.isSet(parsed, name)) {
                throw UsageErrors.error(name + " has no effect with --engine-only", "one of them");
            }
        }
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        requireSocketIo(parsed);
        InputReader inputs = new InputReader(environment.directory(), environment.in());
        if (commands.readStandardInput(parsed)) {
            inputs.withholdStandardInput("--commands reads the lines from it");
        }
        StopLimits limits = stop.read(parsed);
        FilterConfig filterConfig = filter.read(parsed, inputs, environment.valueSources());
        OutputConfig outputConfig = output.read(parsed, inputs, environment.variables());
        BehaviorConfig behaviorConfig = behavior.read(parsed, inputs, environment.variables());
        Optional<Commands> lines = commands.read(parsed, environment, inputs);
        boolean terminal = environment.terminal().isInteractive();
        ListenConfig listenConfig = listening.read(parsed, inputs, environment.variables(), terminal);
        boolean isLimited = limits.hasGoal()
                || limits.idle().isPresent()
                || limits.maxTime().isPresent();
        ServeConfig config = new ServeConfig(
                environment, listenConfig, behaviorConfig, filterConfig, new EventFilter(filterConfig), outputConfig);
        return terminal && lines.isEmpty() && !isLimited
                ? new ServePrompt(config).run(prompts)
                : new ServeRun(config, limits, lines.orElse(null)).run();
    }
}
