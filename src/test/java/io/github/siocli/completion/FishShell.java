package io.github.siocli.completion;

import io.github.siocli.testing.ProcessCommand;
import java.nio.file.Path;
import java.util.List;

/** fish, whose command {@code complete -C} prints the completions of a line. */
final class FishShell extends Shell {

    FishShell(Path root, String text) {
        super("fish", root, "share/fish/vendor_completions.d/sio.fish", text);
    }

    @Override
    List<String> complete(String before, String current) {
        return listing(before + current)
                .lines()
                .map(line -> line.replaceFirst("\t.*", ""))
                .toList();
    }

    @Override
    String listing(String line) {
        ProcessCommand.Result result = fish("complete -C $argv[1]", line).run();
        if (!result.err().isEmpty()) {
            throw new AssertionError(result.err());
        }
        return result.out();
    }

    @Override
    ProcessCommand load() {
        return fish("source $argv[1]", script().toString());
    }

    private ProcessCommand fish(String command, String argument) {
        return prepared(new ProcessCommand(path("work"), List.of("fish", "-c", command, argument)));
    }
}
