package io.github.siocli.prompt;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Styles;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.PromptState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jline.utils.Signals;

/**
 * The prompt on a terminal that cannot move its cursor. The terminal itself edits the line, and events are printed on
 * separate lines. It writes no escape sequences.
 */
final class PlainPrompt implements Prompt {

    /** Input from the terminal: a line; empty for the end of the input. */
    private record Typed(Optional<String> line) {}

    private final Environment environment;
    private final BlockingQueue<Typed> typed = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.currentThread();
    private final Object before;
    private final Optional<Stty> stty;
    private volatile Optional<StatementRunner> runner = Optional.empty();
    /** The prompt text of the line that is being read; empty while no line is read. */
    private Optional<Supplier<String>> prompt = Optional.empty();

    private String shown = "";
    private boolean closed;

    PlainPrompt(Environment environment) {
        this.environment = environment;
        this.before = environment.terminal().in() ? Signals.register("INT", this::interrupted) : null;
        this.stty = environment.terminal().in() ? withoutQuit() : Optional.empty();
        Thread reader = new Thread(this::read, "sio-typed");
        reader.setDaemon(true);
        reader.start();
    }

    private static Optional<Stty> withoutQuit() {
        try {
            Stty stty = Stty.begin();
            stty.disableQuit();
            return Optional.of(stty);
        } catch (IOException noStty) {
            return Optional.empty();
        }
    }

    private void read() {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                typed.add(new Typed(Optional.of(line)));
            }
        } catch (IOException gone) {
            // A failed input counts as ended.
        }
        typed.add(new Typed(Optional.empty()));
    }

    private void interrupted() {
        // The terminal prints ^C and leaves the cursor after it.
        write("\n");
        if (runner.isEmpty() || !runner.get().interrupt()) {
            thread.interrupt();
        }
    }

    @Override
    public synchronized void print(String lines) {
        String end = lines.endsWith("\n") ? "" : "\n";
        write(prompt.map(now -> "\n" + lines + end + shown(now)).orElse(lines + end));
    }

    /** Prints a new prompt if the text has changed while a line is read, because printed text cannot be changed. */
    @Override
    public synchronized void refresh() {
        prompt.filter(now -> !now.get().equals(shown)).ifPresent(now -> write("\n" + shown(now)));
    }

    @Override
    public void clear() {
        // Nothing to do: the terminal cannot clear its screen.
    }

    @Override
    public int columns() {
        return environment.terminal().columns().getAsInt();
    }

    @Override
    public void run(Interpreter<?> interpreter, Runnable painted) throws FailureException {
        Context subject = interpreter.subject();
        PromptText text = new PromptText(Styles.of(environment, true, Optional.of(false)));
        StatementRunner lines = new StatementRunner(interpreter);
        runner = Optional.of(lines);
        StringBuilder entry = new StringBuilder();
        boolean leaving = false;
        Runnable next = painted;
        while (!interpreter.isOver()) {
            boolean begins = entry.isEmpty();
            show(() ->
                    begins ? text.of(lasting(subject.promptState()), columns()).toString() : text.continuation());
            next.run();
            next = () -> {};
            try {
                Optional<String> line = typed.take().line();
                answered();
                if (line.isEmpty()) {
                    write("\n");
                    return;
                }
                entry.append(line.get()).append('\n');
                if (!StatementSplitter.of(entry.toString()).isIncomplete()) {
                    lines.run(entry.toString());
                    entry.setLength(0);
                }
                leaving = false;
            } catch (InterruptedException e) {
                answered();
                subject.check();
                if (leaving) {
                    return;
                }
                leaving = entry.isEmpty();
                entry.setLength(0);
                subject.display().showNote("press Ctrl-C again, Ctrl-D or exit to quit");
            }
        }
    }

    /** Hides the number of pending acknowledgements, which would reprint the prompt too often. */
    private static PromptState lasting(PromptState state) {
        return new PromptState(state.host(), state.nsp(), state.phase(), 0);
    }

    private synchronized void show(Supplier<String> newPrompt) {
        prompt = Optional.of(newPrompt);
        write(shown(newPrompt));
    }

    private String shown(Supplier<String> now) {
        shown = now.get();
        return shown;
    }

    private synchronized void answered() {
        prompt = Optional.empty();
    }

    private synchronized void write(String text) {
        if (closed) {
            return;
        }
        try {
            environment.out().write(text.getBytes(StandardCharsets.UTF_8));
            environment.out().flush();
        } catch (IOException gone) {
            // The output has closed, so the input counts as ended too.
            typed.add(new Typed(Optional.empty()));
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Signals.unregister("INT", before);
            stty.ifPresent(PlainPrompt::restore);
        }
    }

    private static void restore(Stty stty) {
        try {
            stty.restore();
        } catch (IOException gone) {
            // The terminal has closed, so there is nothing to restore.
        }
    }
}
