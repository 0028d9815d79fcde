package io.github.siocli.repl;

import io.github.siocli.cli.Environment;
import io.github.siocli.cli.Prompt;
import java.io.IOException;
import java.util.Optional;

/** Chooses the prompt that the terminal can show. */
public final class Repl {

    private Repl() {}

    /** Takes the terminal over; one that cannot move its cursor, or that {@code stty} does not know, gets a plain prompt. */
    public static Prompt open(Environment environment) {
        Optional<String> type = environment.variable("TERM").filter(name -> !name.startsWith("dumb"));
        if (type.isEmpty()) {
            return new PlainPrompt(environment);
        }
        try {
            SttyTerminal terminal = SttyTerminal.begin(environment, type.get());
            LinePrompt prompt = LinePrompt.on(terminal, environment);
            terminal.await();
            return prompt;
        } catch (IOException noTerminal) {
            return new PlainPrompt(environment);
        }
    }
}
