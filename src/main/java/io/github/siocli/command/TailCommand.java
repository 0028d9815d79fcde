package io.github.siocli.command;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.ExecOptions;
import io.github.siocli.command.option.FilterOptions;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.StopOptions;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.command.option.TraceOptions;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Renderers;
import io.github.siocli.output.Screen;
import io.github.siocli.profile.ProfileOptions;
import io.github.siocli.profile.SecretReferences;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.NamespaceStates;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sio tail URL}: shows every event of the namespaces until a limit or a signal stops it. */
final class TailCommand implements Command {

    private final ExecOptions exec = new ExecOptions();
    private final StopOptions stop = new StopOptions();
    private final FilterOptions filter = new FilterOptions();
    private final ConnectionOptions connection = new ConnectionOptions(true);
    private final OutputOptions output = new OutputOptions();
    private final TraceOptions trace = new TraceOptions();

    @Override
    public String name() {
        return "tail";
    }

    @Override
    public String summary() {
        return "Print events as they arrive";
    }

    @Override
    public void prepare(List<String> words, Environment environment) {
        SessionWarmUp.start(words);
    }

    @Override
    public CommandSpec model() {
        List<OptionGroup> groups = new ArrayList<>();
        groups.add(filter);
        groups.add(stop);
        groups.add(exec);
        groups.addAll(connection.groups());
        groups.add(new ProfileOptions());
        groups.add(output);
        groups.add(trace);
        return CommandModels.command(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "URL", "1", CommandTexts.URL)),
                groups,
                "  sio tail :3000",
                "  sio tail :3000 -n /chat -n /admin --json | jq .args",
                "  sio tail :3000 --count 1      ends at once; | head -1 at the next event",
                "  sio tail :3000 --event 'order:*' --count 10 --max-time 30s",
                "  sio tail :3000 -e 'emit subscribe {room: \"news\"}' --format '%%{1}\\n'");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        InputReader inputs =
                new InputReader(environment.directory(), environment.in(), new SecretReferences(environment));
        String url = parsed.matchedPositionalValue(0, "");
        ConnectOptions connect = connection.read(parsed, url, inputs, environment.variables());
        ConnectionOptions.requireTls(parsed, connect);
        String urlNamespace = ConnectionOptions.urlNamespace(parsed, url).orElse(null);
        StopLimits limits = stop.read(parsed);
        FilterConfig filterConfig = filter.read(parsed, inputs, environment.valueSources());
        OutputConfig outputConfig = output.read(parsed, inputs, environment.variables());
        TraceSelection traceSelection = trace.read(parsed, inputs);
        ArgumentReader arguments = new ArgumentReader(inputs);
        List<Emission> onConnect = new ArrayList<>();
        for (String line : exec.lines(parsed)) {
            onConnect.add(ExecLine.parse(line, connect.namespaces(), arguments, environment.valueSources()));
        }
        TailPlan.Actions actions = new TailPlan.Actions(onConnect, exec.autoAck(parsed, arguments));
        Renderers renderers = new Renderers(environment, outputConfig);
        boolean several = connect.namespaces().size() > 1;
        try (Screen screen =
                        Screen.open(environment, outputConfig, renderers.data(several, false), renderers.status());
                TraceOutput traceOutput = TraceOutput.open(traceSelection, screen, renderers)) {
            if (!outputConfig.silent()) {
                screen.showNotes(connection.notes(parsed, url), renderers);
            }
            return new SessionRunner(environment, screen, renderers, traceOutput)
                    .run(
                            connect,
                            context -> new TailPlan(
                                    NamespaceStates.of(connect, urlNamespace),
                                    context,
                                    connect.namespaces(),
                                    actions,
                                    limits,
                                    filterConfig,
                                    outputConfig.data().lifecycle()));
        }
    }
}
