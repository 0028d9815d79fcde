package io.github.siocli.command;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Screen;
import io.github.siocli.prompt.Prompt;
import io.github.siocli.prompt.PromptDisplay;
import io.github.siocli.shell.server.ServerContext;
import java.util.Optional;

/** Serves, with a prompt from which clients are talked to. */
final class ServePrompt {

    private final ServeConfig serving;

    ServePrompt(ServeConfig serving) {
        this.serving = serving.withNote("help lists the verbs: clients, emit, to, kick ...; exit says goodbye to all");
    }

    /**
     * Runs it on the calling thread.
     *
     * @throws FailureException where it cannot listen, there is no usable terminal, or the output cannot be written
     */
    CommandResult run(Prompt.Factory prompts) throws FailureException {
        Prompt prompt = prompts.open(serving.environment());
        try {
            return run(prompt);
        } finally {
            prompt.close();
        }
    }

    private CommandResult run(Prompt prompt) throws FailureException {
        Environment environment = serving.environment();
        Optional<Screen> file = PromptDisplay.file(environment, serving.output());
        PromptDisplay display =
                new PromptDisplay(environment.withColumns(prompt::columns), prompt, file, serving.output());
        try (ServerContext hosting = serving.begin(display, prompt::refresh)) {
            environment.interrupts().onInterrupt(() -> {
                hosting.stop();
                prompt.close();
            });
            prompt.run(serving.interpreter(hosting, false), () -> {});
            return CommandResult.DONE;
        } finally {
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }
}
