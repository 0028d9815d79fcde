package io.github.siocli.command;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.prompt.Prompt;
import io.github.siocli.prompt.PromptDisplay;
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.server.ServerContext;

/** Runs a server with a prompt for verbs that act on its clients. */
final class ServePrompt {

    private final ServeConfig config;

    ServePrompt(ServeConfig config) {
        this.config =
                config.withNote("help lists the verbs: clients, emit, to, kick ...; exit disconnects all clients");
    }

    /**
     * Runs server and prompt on the calling thread.
     *
     * @throws FailureException if the server cannot listen, there is no usable terminal, or the output cannot be written
     */
    CommandResult run(Prompt.Factory prompts) throws FailureException {
        Prompt prompt = prompts.open(config.environment());
        try {
            return run(prompt);
        } finally {
            prompt.close();
        }
    }

    private CommandResult run(Prompt prompt) throws FailureException {
        Environment environment = config.environment();
        PromptDisplay display =
                PromptDisplay.ofServer(environment.withColumns(prompt::columns), prompt, config.output());
        try (ServerContext server = config.start(display, StopCondition.never(), prompt::refresh)) {
            environment.interrupts().onInterrupt(() -> {
                server.stop();
                prompt.close();
            });
            prompt.run(config.interpreter(server, false), () -> {});
            return CommandResult.DONE;
        } finally {
            display.close();
        }
    }
}
