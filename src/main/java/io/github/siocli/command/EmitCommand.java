package io.github.siocli.command;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.EmissionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.FilterOptions;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.MisplacedPort;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.SendRateOptions;
import io.github.siocli.command.option.SendRateOptions.SendRate;
import io.github.siocli.command.option.StopOptions;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.command.option.TraceOptions;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Renderers;
import io.github.siocli.output.Screen;
import io.github.siocli.profile.ProfileOptions;
import io.github.siocli.profile.SecretReferences;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.NamespaceStates;
import io.github.siocli.shell.verb.EmitVerb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code sio emit URL EVENT ARG…}: connects, emits, and ends when everything is sent and acknowledged. */
final class EmitCommand implements Command {

    private final EmitVerb verb = new EmitVerb();
    private final SendRateOptions sending = new SendRateOptions();
    private final StopOptions stop = new StopOptions();
    private final FilterOptions filter = new FilterOptions();
    private final ConnectionOptions connection = new ConnectionOptions(false);
    private final OutputOptions output = new OutputOptions();
    private final TraceOptions trace = new TraceOptions();

    @Override
    public String name() {
        return verb.name();
    }

    @Override
    public String summary() {
        return "Emit events, print acknowledgements and replies, and exit";
    }

    @Override
    public void prepare(List<String> words, Environment environment) {
        SessionWarmUp.start(words);
    }

    @Override
    public CommandSpec model() {
        List<PositionalParamSpec> parameters = new ArrayList<>();
        parameters.add(CommandModels.parameter("0", "URL", "1", CommandTexts.URL));
        parameters.addAll(verb.parameters(1));
        List<OptionGroup> groups = new ArrayList<>();
        groups.add(verb.options());
        groups.add(sending);
        groups.add(stop);
        groups.add(filter);
        groups.addAll(connection.groups());
        groups.add(new ProfileOptions());
        groups.add(output);
        groups.add(trace);
        return CommandModels.command(
                name(),
                summary(),
                parameters,
                groups,
                "  sio emit :3000 hello",
                "  sio emit :3000 order:create '{sku: 7}' --ack",
                "  sio emit https://example.org/admin login -a token=@token.txt --ack",
                "  sio emit :3000 question --until answer --wait 3s",
                "  sio emit :3000 --lines --rate 100 < events.txt");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        SendRate rate = sending.read(parsed);
        InputReader inputs =
                new InputReader(environment.directory(), environment.in(), new SecretReferences(environment));
        if (rate.lines()) {
            inputs.withholdStandardInput("--lines reads the events from it");
        }
        if (rate.pipeline()
                && !rate.lines()
                && verb.options().ackTimeout(parsed).isEmpty()) {
            throw UsageErrors.error("--pipeline has no effect without --ack", "--repeat N --ack --pipeline");
        }
        requireUrlBeforeEvent(parsed);
        String url = parsed.matchedPositionalValue(0, "");
        ConnectOptions connect = connection.read(parsed, url, inputs, environment.variables());
        ConnectionOptions.requireTls(parsed, connect);
        String urlNamespace = ConnectionOptions.urlNamespace(parsed, url).orElse(null);
        StopLimits limits = stop.read(parsed);
        boolean listens =
                rate.waitTime().isPresent() || limits.hasGoal() || limits.idle().isPresent();
        filter.requireEvents(parsed, listens);
        FilterConfig filterConfig = filter.read(parsed, inputs, environment.valueSources());
        OutputConfig outputConfig = output.read(parsed, inputs, environment.variables());
        TraceSelection traceSelection = trace.read(parsed, inputs);
        EmissionSource emissions = emissions(parsed, rate, connect, inputs, environment);
        Renderers renderers = new Renderers(environment, outputConfig);
        boolean several = connect.namespaces().size() > 1;
        try (Screen screen = Screen.open(
                        environment, outputConfig, renderers.ackValues(several), renderers.quietStatus(several));
                TraceOutput traceOutput = TraceOutput.open(traceSelection, screen, renderers)) {
            if (!outputConfig.silent()) {
                List<String> notes = new ArrayList<>(connection.notes(parsed, url));
                EmissionOptions.shellNote(EmitVerb.words(parsed, 1)).ifPresent(notes::add);
                screen.showNotes(notes, renderers);
            }
            return new SessionRunner(environment, screen, renderers, traceOutput)
                    .run(
                            connect,
                            context -> new EmitPlan(
                                    NamespaceStates.of(connect, urlNamespace),
                                    context,
                                    new EmissionSender(
                                            emissions,
                                            context,
                                            connect.namespaces(),
                                            rate.interval(),
                                            !rate.pipeline()),
                                    rate,
                                    limits,
                                    filterConfig,
                                    outputConfig.data()));
        }
    }

    /** Refuses a port in a separate argument, which would be taken for the event name, and a URL behind the event. */
    private static void requireUrlBeforeEvent(ParseResult parsed) throws FailureException {
        String host = parsed.matchedPositionalValue(0, "");
        String word = parsed.matchedPositionalValue(1, "");
        Optional<String> meant = MisplacedPort.inSeparateArgument(host, word);
        if (meant.isPresent()) {
            throw UsageErrors.error(
                    "\"" + host + " " + word + "\" is not a URL with a port; did you mean " + meant.get() + "?",
                    "http://" + host + " for the event " + word + " on port 80");
        }
        if (MisplacedPort.isUrl(word) && !MisplacedPort.isUrl(host)) {
            throw UsageErrors.error(
                    "the URL comes before the event",
                    "sio emit " + word + " " + host + "; http://" + host + " for the event " + word);
        }
    }

    private EmissionSource emissions(
            ParseResult parsed, SendRate rate, ConnectOptions connect, InputReader inputs, Environment environment)
            throws FailureException {
        ArgumentReader arguments = new ArgumentReader(inputs);
        RepetitionValues values = new RepetitionValues(
                environment.valueSources(), arguments, OptionSpecs.isSet(parsed, EmissionOptions.TEMPLATE));
        boolean hasEventName = parsed.hasMatchedPositional(1);
        if (rate.lines()) {
            if (hasEventName) {
                throw UsageErrors.error("--lines takes the events from standard input, not from the command line", "");
            }
            EmissionLines.LineConfig lineConfig = new EmissionLines.LineConfig(
                    connect.namespaces(),
                    verb.options().ackTimeout(parsed),
                    rate.all(),
                    verb.options().allowsEmptyName(parsed));
            return new EmissionLines(environment.in(), arguments, values, lineConfig);
        }
        if (!hasEventName) {
            throw UsageErrors.error("the event name is missing", "sio emit URL EVENT [ARG…]");
        }
        List<String> words = EmitVerb.words(parsed, 1);
        boolean allowsEmptyName = verb.options().allowsEmptyName(parsed);
        Duration ackTimeout = verb.options().ackTimeout(parsed).orElse(null);
        if (values.areIn(words)) {
            values.expand(words, 1);
            return EmissionSource.repeated(
                    number -> EmissionOptions.emission(
                            values.expand(words, number), ackTimeout, arguments, allowsEmptyName),
                    rate.repeat());
        }
        Emission emission = EmissionOptions.emission(words, ackTimeout, arguments, allowsEmptyName);
        return EmissionSource.repeated(number -> emission, rate.repeat());
    }
}
