package io.github.siocli.prompt;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Styles;
import io.github.siocli.output.UserDirectories;
import io.github.siocli.render.TextStyle;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;

/** The prompt on a terminal that can move its cursor, with line editing. */
final class LinePrompt implements Prompt {

    private final Environment environment;
    private final RawTerminal terminal;
    private final LineHistory history;
    private final LineEditor editor;
    private final Thread thread = Thread.currentThread();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Null until the prompt runs. */
    private volatile @Nullable StatementRunner runner;

    private volatile Runnable redraw = () -> {};

    LinePrompt(RawTerminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
        this.history = new LineHistory(HistoryFile.ofUser(UserDirectories.of(environment.variables())));
        this.editor = new LineEditor(terminal, terminal.bufferedOutput(), history);
        terminal.handle(Signal.INT, signal -> handleInterrupt());
    }

    /** Handles Ctrl-C while no line is read. */
    private void handleInterrupt() {
        // If no statement runs, Ctrl-C is meant for a line of --exec, which runs before the prompt, or for the next
        // statement.
        StatementRunner running = runner;
        if (running == null || !running.interrupt()) {
            thread.interrupt();
        }
    }

    @Override
    public void print(String statements) {
        editor.printAbove(statements);
    }

    @Override
    public void refresh() {
        redraw.run();
    }

    @Override
    public void clear() {
        editor.emptyScreen();
    }

    @Override
    public int columns() {
        return terminal.getSize().getColumns();
    }

    @Override
    public void run(Interpreter<?> interpreter, Runnable painted) throws FailureException {
        Context context = interpreter.context();
        TextStyle style = Styles.of(environment, true, context.colors());
        PromptText text = new PromptText(style);
        redraw = () -> editor.showPrompt(
                text.format(interpreter.contexts().current().promptState(), columns()), text.continuation());
        editor.setHighlighter(new LineHighlighter(interpreter, style));
        editor.setCompleter(new LineCompleter(new SuggestionFinder<>(interpreter)));
        editor.setOnPainted(() -> {
            painted.run();
            // Not earlier, so that the first prompt does not wait for the file.
            history.open(editor);
        });
        editor.setOnUnknownReference(line -> reportUnknownReference(line, context));
        StatementRunner statements = new StatementRunner(interpreter);
        runner = statements;
        boolean leavesNext = false;
        while (!interpreter.isEnded() && !closed.get()) {
            refresh();
            int interruptsBefore = terminal.interruptCount();
            try {
                statements.run(editor.readLine());
                leavesNext = false;
            } catch (UserInterruptException e) {
                if (closed.get()) {
                    return;
                }
                context.checkOutput();
                boolean isEmpty = e.getPartialLine().isBlank();
                // Two quick presses arrive as one interrupt, but the terminal counts both.
                boolean isPressedTwice = terminal.interruptCount() > interruptsBefore + 1;
                if (isEmpty && (leavesNext || isPressedTwice)) {
                    return;
                }
                leavesNext = isEmpty;
                if (isEmpty) {
                    context.display().showNote("press Ctrl-C again, Ctrl-D or exit to quit");
                }
            } catch (EndOfFileException e) {
                context.checkOutput();
                return;
            } finally {
                if (closed.get()) {
                    // The interrupt of close() was for the line only.
                    Thread.interrupted();
                }
            }
        }
    }

    private static void reportUnknownReference(String line, Context context) {
        String reference = line.split("\\s", 2)[0];
        try {
            context.display()
                    .showFailure(
                            "",
                            UsageErrors.error("the history has no line for " + reference, "Ctrl-R searches it")
                                    .failure());
        } catch (FailureException unshown) {
            // The context has noticed the failed output, and ends the prompt.
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (editor.stop()) {
            thread.interrupt();
        }
        try {
            terminal.close();
        } catch (IOException gone) {
            // The terminal has closed, so there is nothing to restore.
        }
    }
}
