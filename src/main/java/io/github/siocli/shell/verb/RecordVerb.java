package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Expected;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Subject;
import io.github.siocli.shell.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code record FILE}: keeps all that happens. */
public final class RecordVerb implements Verb<Subject> {

    @Override
    public String name() {
        return "record";
    }

    @Override
    public String summary() {
        return "Write all that happens to a file, one JSON object a line; off stops it";
    }

    @Override
    public CommandSpec model() {
        return Models.line(
                name(),
                summary(),
                List.of(Models.parameter(
                        "0", "FILE|off", "0..1", "The file; what it holds already stays (default: tells which it is)")),
                List.of());
    }

    @Override
    public Expected expects(int index) {
        return Expected.FILE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Subject> interpreter) throws FailureException {
        Subject subject = interpreter.subject();
        String name = parsed.matchedPositionalValue(0, "");
        if (name.equals("off")) {
            subject.record(Optional.empty());
        } else if (!name.isEmpty()) {
            subject.record(Optional.of(interpreter.inputs().path(name)));
        }
        subject.display()
                .note(subject.recording().map(file -> "recording to " + file).orElse("not recording"));
    }
}
