package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Actions of {@code sio tail} besides showing events. */
public final class ExecOptions implements OptionGroup {

    @Override
    public String title() {
        return "Actions";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.values("LINE", "Emit line to run on each new session; repeatable", "-e", "--exec"),
                OptionSpecs.value("JSON|@FILE", "Answer to every ack request", "--auto-ack"));
    }

    /** Returns the lines to run, in order. */
    public List<String> lines(ParseResult parsed) {
        return OptionSpecs.texts(parsed, "--exec");
    }

    /**
     * Returns the value with which to acknowledge events; empty if they are not acknowledged.
     *
     * @throws FailureException if the value is invalid
     */
    public Optional<Json> autoAck(ParseResult parsed, ArgumentReader arguments) throws FailureException {
        Optional<String> text = OptionSpecs.text(parsed, "--auto-ack");
        return text.isEmpty() ? Optional.empty() : Optional.of(arguments.value(text.get(), "the value of --auto-ack"));
    }
}
