package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code record FILE}: records all events to a file. */
public final class RecordVerb implements Verb<Context> {

    @Override
    public String name() {
        return "record";
    }

    @Override
    public String summary() {
        return "Record events to a file as NDJSON";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.FILES;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter(
                        "0", "FILE|off", "0..1", "File to append to; off stops; alone: print the file")),
                List.of(),
                "  record session.ndjson",
                "  record off");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.FILE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        Context context = interpreter.context();
        String name = parsed.matchedPositionalValue(0, "");
        if (name.equals("off")) {
            Optional<Path> stopped = context.recording();
            context.stopRecording();
            context.display()
                    .showNote(stopped.map(file -> "recording stopped: " + file).orElse("nothing is being recorded"));
            return;
        }
        if (!name.isEmpty()) {
            context.record(interpreter.inputs().path(name));
        }
        context.display()
                .showNote(
                        context.recording().map(file -> "recording to " + file).orElse("nothing is being recorded"));
    }
}
