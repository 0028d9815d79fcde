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

/** {@code watch GLOB…}: shows only some events. */
final class WatchVerb implements Verb {

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public String summary() {
        return "Show only events whose name fits; without a pattern: what is shown";
    }

    @Override
    public CommandSpec model() {
        return Models.line(
                name(),
                summary(),
                List.of(Models.parameter("0..*", "GLOB", "0..*", "Pattern such as 'order:*'")),
                List.of(),
                "  watch order:*");
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
        if (!globs.isEmpty()) {
            watch.watch(globs);
        }
        interpreter.dialogue().display().note(watch.describe());
    }
}
