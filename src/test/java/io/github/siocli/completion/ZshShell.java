package io.github.siocli.completion;

import io.github.siocli.testing.ProcessCommand;
import java.nio.file.Path;

/** zsh with its own completion system, as {@code compinit} sets it up. */
final class ZshShell extends TypingShell {

    private static final String COMPINIT = "autoload -Uz compinit; compinit -u -d ~/.zcompdump\n";

    ZshShell(Path root, String text) {
        super("zsh", root, "share/zsh/site-functions/_sio", text);
    }

    @Override
    String start() {
        // Wide enough for each description to be on one line.
        return "stty cols 300 rows 500; exec zsh -d -i";
    }

    @Override
    String setUp() {
        return "fpath=(" + Script.quoted(script().getParent().toString()) + " $fpath)\n"
                + COMPINIT
                + "LISTMAX=1000\n"
                // A Tab that was typed ahead would be a blank.
                + "zstyle ':completion:*' insert-tab false\n"
                + "insert-all() { compstate[insert]=all }\n"
                + "complete-all() { local -a comppostfuncs=(insert-all); zle complete-word }\n"
                + "zle -N complete-all; bindkey '^[*' complete-all; bindkey '^I' complete-word\n";
    }

    @Override
    ProcessCommand load() {
        return shell("zsh", "-f", "-c", COMPINIT + "source $1", "zsh", script().toString());
    }
}
