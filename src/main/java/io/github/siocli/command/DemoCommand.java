package io.github.siocli.command;

import io.github.siocli.command.option.FilterOptions;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.ScriptOptions;
import io.github.siocli.command.option.ShellOptions;
import io.github.siocli.command.option.TraceOptions;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.http.WarmUp;
import io.github.siocli.output.Environment;
import io.github.siocli.output.NotesDisplay;
import io.github.siocli.prompt.Prompt;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.ContextLoop.NoteWriter;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.server.BehaviorConfig;
import io.github.siocli.shell.server.ListenOptions;
import io.github.siocli.shell.server.RuleSet;
import io.github.siocli.shell.server.ServerContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sio demo}: runs a server and the client's prompt on it in one process. */
final class DemoCommand implements Command {

    private static final String RULES = "demo.rules";

    private final Prompt.Factory prompts;

    DemoCommand(Prompt.Factory prompts) {
        this.prompts = prompts;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "Start a demo server and open the prompt of sio connect on it";
    }

    @Override
    public void prepare(List<String> words, Environment environment) {
        prompts.prepare(environment);
        WarmUp.start(false, true);
    }

    @Override
    public CommandSpec model() {
        return CommandModels.command(
                name(),
                summary(),
                List.of(),
                List.of(
                        new ScriptOptions(),
                        new FilterOptions(),
                        new ShellOptions(),
                        new OutputOptions(),
                        new TraceOptions()),
                "  sio demo",
                "  echo 'emit hello 1 --ack' | sio demo",
                "  sio demo --trace");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        OutputConfig output = new OutputOptions()
                .read(parsed, new InputReader(environment.directory(), environment.in()), environment.variables());
        // The client's side shows the events, so that the server shows its notes only.
        FilterConfig all = new FilterConfig(List.of(), List.of());
        ServeConfig config = new ServeConfig(
                environment,
                ListenOptions.local(),
                BehaviorConfig.of(rules()),
                all,
                new EventFilter(all),
                OutputConfig.QUIET);
        NotesDisplay notes = new NotesDisplay();
        try (ServerContext server = config.start(notes, StopCondition.never(), () -> {})) {
            NoteWriter opening = display -> {
                if (output.silent()) {
                    return;
                }
                // Before the hints: a client that reads the port there may cause a note at once.
                notes.setTarget(display);
                for (String hint : hints(server.port())) {
                    display.showNote(hint);
                }
            };
            return new ConnectCommand(prompts).connect(server.url(), opening, parsed, environment.withoutProxies());
        } finally {
            notes.clearTarget();
        }
    }

    private static RuleSet rules() throws FailureException {
        try (InputStream rules = DemoCommand.class.getResourceAsStream(RULES)) {
            return RuleSet.of(RULES, new String(rules.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> hints(int port) {
        return List.of(
                "demo chat server on port " + port + "; try:",
                "  emit hello you --ack   an event and its acknowledgement",
                "  emit login ada --ack   gives you a name in the chat",
                "  emit countdown         three events follow",
                "  trace on               shows the packets",
                "help lists the verbs, exit quits; sio connect :" + port + " is a second client");
    }
}
