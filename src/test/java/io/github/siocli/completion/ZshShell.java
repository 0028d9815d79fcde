package io.github.siocli.completion;

import io.github.siocli.testing.ProcessCommand;
import java.nio.file.Path;

/** zsh with the completion system that {@code compinit} sets up. */
final class ZshShell extends TypingShell {

    private static final String COMPINIT = "autoload -Uz compinit; compinit -u -d ~/.zcompdump\n";

    ZshShell(Path root, String text) {
        super("zsh", root, "share/zsh/site-functions/_sio", text);
    }

    @Override
    String start() {
        // On a narrower terminal zsh breaks long descriptions.
        return "stty cols 300 rows 500; exec zsh -d -i";
    }

    @Override
    String setUp() {
        return "fpath=(" + ScriptTemplate.quoted(script().getParent().toString()) + " $fpath)\n"
                + COMPINIT
                + "LISTMAX=1000\n"
                // Otherwise zsh inserts a Tab that it reads before its prompt as a blank.
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
