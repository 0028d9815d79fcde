package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Watch;
import io.github.siocli.cli.language.Expected;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Models;
import io.github.siocli.cli.language.Verb;
import io.github.siocli.cli.options.Glob;
import io.github.siocli.event.FailureException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code unmute}: shows every event again. */
final class UnmuteVerb implements Verb {

    @Override
    public String name() {
        return "unmute";
    }

    @Override
    public String summary() {
        return "Take patterns of watch and mute back; without a pattern: all of them";
    }

    @Override
    public CommandSpec model() {
        return Models.line(
                name(),
                summary(),
                List.of(Models.parameter("0..*", "GLOB", "0..*", "Pattern such as 'order:*'")),
                List.of(),
                "  unmute order:*");
    }

    @Override
    public Expected expects(int index) {
        return Expected.EVENT;
    }

    @Override
    public void run(ParseResult parsed, Interpreter interpreter) throws FailureException {
        List<String> words = parsed.matchedPositionalValue(0, List.of());
        List<Glob> globs = words.stream().map(Glob::new).toList();
        Watch watch = interpreter.dialogue().watch();
        watch.unmute(globs);
        interpreter.dialogue().display().note(watch.describe());
    }
}
