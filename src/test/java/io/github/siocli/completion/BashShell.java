package io.github.siocli.completion;

import io.github.siocli.testing.ProcessCommand;
import java.nio.file.Path;
import java.util.List;

/** bash without the package bash-completion. */
final class BashShell extends TypingShell {

    BashShell(Path root, String text) {
        super("bash", root, "share/bash-completion/completions/sio", text);
    }

    @Override
    String start() {
        return "exec bash --noprofile --rcfile \"$HOME/.bashrc\" -i";
    }

    @Override
    String setUp() {
        return "source " + ScriptTemplate.quoted(script().toString()) + "\n"
                + "bind 'set completion-query-items 0'; bind 'set page-completions off'\n";
    }

    @Override
    List<String> complete(String before, String current) {
        List<String> words = super.complete(before, current);
        // Readline inserts the text before an equals sign for the first word only.
        String kept = current.startsWith("-") ? current.substring(0, current.indexOf('=') + 1) : "";
        return words.stream()
                .map(word -> word.startsWith(kept) ? word : kept + word)
                .toList();
    }

    @Override
    ProcessCommand load() {
        return shell("bash", "--norc", "-c", "source \"$1\"", "bash", script().toString());
    }
}
