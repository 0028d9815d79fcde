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

/** {@code mute GLOB…}: hides some events. */
final class MuteVerb implements Verb {

    @Override
    public String name() {
        return "mute";
    }

    @Override
    public String summary() {
        return "Show no more events whose name fits";
    }

    @Override
    public CommandSpec model() {
        return Models.line(
                name(),
                summary(),
                List.of(Models.parameter("0..*", "GLOB", "1..*", "Pattern such as 'order:*'")),
                List.of(),
                "  mute order:*");
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
        watch.mute(globs);
        interpreter.dialogue().display().note(watch.describe());
    }
}
