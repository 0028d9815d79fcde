package io.github.siocli.command;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Option {@code --commands}: lines for a server from a file or standard input. */
final class ServerLineOptions implements OptionGroup {

    /**
     * Input with lines to run.
     *
     * @param name file name for messages; empty for standard input
     * @param in the lines, as UTF-8 text
     */
    record Commands(String name, InputStream in) {}

    @Override
    public String title() {
        return "Lines";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(OptionSpecs.value("FILE|-", "Run prompt lines from a file or (-) standard input", "--commands"));
    }

    /** Returns true if the lines come from standard input. */
    boolean readStandardInput(ParseResult parsed) {
        return OptionSpecs.text(parsed, "--commands").filter("-"::equals).isPresent();
    }

    /** Returns the lines; empty if the option is not given. */
    Optional<Commands> read(ParseResult parsed, Environment environment, InputReader inputs) throws FailureException {
        Optional<String> name = OptionSpecs.text(parsed, "--commands");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return readStandardInput(parsed)
                ? Optional.of(new Commands("", environment.in()))
                : Optional.of(new Commands(
                        name.get(),
                        new ByteArrayInputStream(inputs.text(name.get()).getBytes(StandardCharsets.UTF_8))));
    }
}
