package io.github.siocli.prompt;

import io.github.siocli.output.Environment;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Creates the prompt that the terminal supports. */
public final class TerminalPrompts implements Prompt.Factory {

    /** The running query of the terminal; null if it was not started. */
    private @Nullable FutureTask<Stty> query;

    /** Queries the state of the terminal on another thread, because the query runs external programs. */
    @Override
    public void prepare(Environment environment) {
        if (environment.terminal().isInteractive() && type(environment).isPresent()) {
            query = new FutureTask<>(Stty::startQuery);
            Thread thread = new Thread(query, "sio-stty");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Opens a prompt. A terminal that cannot move its cursor, or that {@code stty} does not support, gets a plain
     * prompt.
     */
    @Override
    public Prompt open(Environment environment) {
        Optional<String> type = type(environment);
        if (type.isEmpty()) {
            return new PlainPrompt(environment);
        }
        try {
            SttyTerminal terminal = new SttyTerminal(type.get(), environment, stty());
            LinePrompt prompt = new LinePrompt(terminal, environment);
            terminal.open();
            return prompt;
        } catch (IOException noTerminal) {
            return new PlainPrompt(environment);
        }
    }

    private static Optional<String> type(Environment environment) {
        return environment.variable("TERM").filter(name -> !name.startsWith("dumb"));
    }

    private Stty stty() throws IOException {
        if (query == null) {
            return Stty.startQuery();
        }
        try {
            return query.get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
