package io.github.siocli.prompt;

import io.github.siocli.command.option.OutputOptions.ColorChoice;
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
import org.jline.terminal.Attributes;
import org.jline.terminal.spi.Pty;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The prompt on a terminal that cannot move its cursor. The terminal itself edits the line, and events are printed on
 * separate lines. It writes no escape sequences.
 */
final class PlainPrompt implements Prompt {

    /** Input from the terminal: a line; empty for the end of the input. */
    private record InputLine(Optional<String> line) {}

    private final Environment environment;
    private final BlockingQueue<InputLine> input = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.currentThread();
    private final Object previousHandler;
    private final Runnable restoreTerminal;

    /** Null until the prompt runs. */
    private volatile @Nullable StatementRunner runner;

    /** The prompt text of the line that is being read; null while no line is read. */
    private @Nullable Supplier<String> prompt;

    private String shown = "";
    private boolean closed;

    PlainPrompt(Environment environment) {
        this.environment = environment;
        this.previousHandler = environment.terminal().in() ? Signals.register("INT", this::handleInterrupt) : null;
        this.restoreTerminal = environment.terminal().in() ? disableQuit() : () -> {};
        Thread reader = new Thread(this::read, "sio-typed");
        reader.setDaemon(true);
        reader.start();
    }

    /** Disables Ctrl-\ and returns an action that restores the terminal. */
    private static Runnable disableQuit() {
        try {
            Pty pty = ProcessTerminal.open();
            Attributes original = pty.getAttr();
            pty.setAttr(ProcessTerminal.attributesWithoutQuit(pty));
            return () -> restore(pty, original);
        } catch (IOException noTerminal) {
            return () -> {};
        }
    }

    private static void restore(Pty pty, Attributes attributes) {
        try {
            pty.setAttr(attributes);
        } catch (IOException gone) {
            // The terminal has closed, so there is nothing to restore.
        }
    }

    private void read() {
        try {
            BufferedReader statements =
                    new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8));
            for (String line = statements.readLine(); line != null; line = statements.readLine()) {
                input.add(new InputLine(Optional.of(line)));
            }
        } catch (IOException gone) {
            // A failed input counts as ended.
        }
        input.add(new InputLine(Optional.empty()));
    }

    private void handleInterrupt() {
        // The terminal prints ^C and leaves the cursor after it.
        write("\n");
        StatementRunner running = runner;
        if (running == null || !running.interrupt()) {
            thread.interrupt();
        }
    }

    @Override
    public synchronized void print(String statements) {
        String end = statements.endsWith("\n") ? "" : "\n";
        write(prompt == null ? statements + end : "\n" + statements + end + nextText(prompt));
    }

    /** Prints a new prompt if the text has changed while a line is read, because printed text cannot be changed. */
    @Override
    public synchronized void refresh() {
        if (prompt != null && !prompt.get().equals(shown)) {
            write("\n" + nextText(prompt));
        }
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
        Context context = interpreter.context();
        PromptText text = new PromptText(
                Styles.of(environment, true, ColorChoice.AUTOMATIC).withoutColor());
        StatementRunner statements = new StatementRunner(interpreter);
        runner = statements;
        StringBuilder entry = new StringBuilder();
        boolean leavesNext = false;
        Runnable next = painted;
        while (!interpreter.isEnded()) {
            boolean isFirstLine = entry.isEmpty();
            show(() -> isFirstLine
                    ? text.format(withoutAcks(interpreter.contexts().current().promptState()), columns())
                            .toString()
                    : text.continuation());
            next.run();
            next = () -> {};
            try {
                Optional<String> line = input.take().line();
                endReading();
                if (line.isEmpty()) {
                    write("\n");
                    return;
                }
                entry.append(line.get()).append('\n');
                if (!StatementSplitter.of(entry.toString()).isIncomplete()) {
                    statements.run(entry.toString());
                    entry.setLength(0);
                }
                leavesNext = false;
            } catch (InterruptedException e) {
                endReading();
                context.checkOutput();
                if (leavesNext) {
                    return;
                }
                leavesNext = entry.isEmpty();
                entry.setLength(0);
                context.display().showNote("press Ctrl-C again, Ctrl-D or exit to quit");
            }
        }
    }

    /** Hides the number of pending acknowledgements, which would reprint the prompt too often. */
    private static PromptState withoutAcks(PromptState state) {
        return new PromptState(state.client(), state.host(), state.nsp(), state.connectionState(), 0);
    }

    private synchronized void show(Supplier<String> newPrompt) {
        prompt = newPrompt;
        write(nextText(newPrompt));
    }

    private String nextText(Supplier<String> now) {
        shown = now.get();
        return shown;
    }

    private synchronized void endReading() {
        prompt = null;
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
            input.add(new InputLine(Optional.empty()));
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Signals.unregister("INT", previousHandler);
            restoreTerminal.run();
        }
    }
}
