package io.github.siocli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.ShellOptions;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.output.NotesDisplay;
import io.github.siocli.shell.ArgumentParser;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.LineValues;
import io.github.siocli.shell.SavedServers;
import io.github.siocli.shell.ShellSettings;
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.verb.ClientVerbs;
import io.github.siocli.testing.Mutator;
import io.github.siocli.testing.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** Suite files with random changes: each is parsed, or refused with a usage error. */
class SuiteParserFuzzTest {

    private static final String[] LINES = {
        "  repeat 2",
        "for x in [1]",
        "test \"a\"",
        "\tafter",
        "before",
        "only test 'x'",
        "include -",
        "a: a: emit x",
        "repeat 1 repeat 1 emit a $n",
        "let a = $1",
        "expect not x --for $a",
        "client c$n",
        "    c$n: emit y",
        "{",
        "$"
    };

    private static Clients clients(Path directory) throws FailureException {
        List<OptionGroup> groups = new ArrayList<>(new ConnectionOptions(true).groups());
        groups.add(new OutputOptions());
        groups.add(new ShellOptions());
        CommandSpec model = CommandSpec.create();
        groups.forEach(group -> group.options().forEach(model::addOption));
        InputReader inputs = new InputReader(directory, InputStream.nullInputStream());
        return new Clients(
                new ShellSettings(":3000", ArgumentParser.parse(model, List.of()), inputs, Map.of(), SavedServers.NONE),
                new NotesDisplay(),
                Clock.systemUTC(),
                new EventFilter(new FilterConfig(List.of(), List.of())),
                StopCondition.never(),
                () -> {});
    }

    @Test
    void parsesOrRefusesAnyText() throws FailureException, IOException {
        Path directory = Path.of("src/docs/examples");
        String example = Files.readString(directory.resolve("login.sio"));
        try (Clients clients = clients(directory)) {
            Property.holds(500, random -> {
                StringBuilder text = new StringBuilder(Mutator.of(random, example));
                for (int i = random.nextInt(6); i > 0; i--) {
                    text.append('\n').append(LINES[random.nextInt(LINES.length)]);
                }
                byte[] file = text.toString().getBytes(StandardCharsets.UTF_8);
                InputReader inputs = new InputReader(directory, new ByteArrayInputStream(file));
                Interpreter<ClientContext> interpreter = new Interpreter<>(
                        clients,
                        ClientVerbs.ALL,
                        inputs,
                        new LineValues(clients.first().sources(), true));
                try {
                    new SuiteParser(inputs, interpreter).parse("-");
                } catch (FailureException e) {
                    assertThat(e.failure().kind()).isIn(FailureKind.USAGE, FailureKind.FILE_UNREADABLE);
                }
            });
        }
    }
}
