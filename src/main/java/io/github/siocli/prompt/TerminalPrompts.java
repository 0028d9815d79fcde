package io.github.siocli.prompt;

import io.github.siocli.output.Environment;
import io.github.siocli.terminal.NativeLibrary;
import java.io.IOException;
import java.util.Optional;

/** Creates the prompt that the terminal supports. */
public final class TerminalPrompts implements Prompt.Factory {

    /** Loads the native library on another thread. */
    @Override
    public void prepare(Environment environment) {
        if (environment.terminal().isInteractive()) {
            Thread thread = new Thread(NativeLibrary::isLoaded, "sio-native");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Opens a prompt. A terminal that cannot move its cursor, or whose mode cannot be set, gets a plain prompt.
     */
    @Override
    public Prompt open(Environment environment) {
        Optional<String> type = environment.variable("TERM").filter(name -> !name.startsWith("dumb"));
        if (type.isEmpty()) {
            return new PlainPrompt(environment);
        }
        try {
            return new LinePrompt(RawTerminal.open(type.get(), environment), environment);
        } catch (IOException noTerminal) {
            return new PlainPrompt(environment);
        }
    }
}
