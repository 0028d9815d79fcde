package io.github.siocli.prompt;

import io.github.siocli.render.TerminalText;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;

/**
 * Edits the line that is being typed. Output above the line is drawn together with it in one write, so that the line
 * never flickers. Methods that may be called by any thread say so.
 */
final class LineEditor extends LineReaderImpl {

    private static final int INDENTATION_STEP = 2;
    private static final String CLOSE_BRACKET = "sio-close-bracket";

    private final BufferedOutput output;
    private Consumer<String> onUnknownReference = reference -> {};
    private Runnable onPainted = () -> {};
    private AttributedString promptText = AttributedString.EMPTY;
    private boolean closed;

    /**
     * Creates an editor.
     *
     * @param terminal the terminal, which writes to {@code frame}
     */
    @SuppressWarnings("this-escape")
    LineEditor(Terminal terminal, BufferedOutput output, LineHistory history) {
        super(terminal, "sio", null);
        this.output = output;
        setHistory(history);
        setExpander(new HistoryExpander());
        setParser(new EntryParser());
        setCompletionMatcher(new PrefixMatcher());
        setVariable(BELL_STYLE, "none");
        setVariable(INDENTATION, INDENTATION_STEP);
        setVariable(FEATURES_MAX_BUFFER_SIZE, LineHighlighter.MAX_LENGTH);
        setVariable(DISABLE_HISTORY, false);
        // Otherwise JLine would remove backslashes from the line. acceptLine expands it.
        option(Option.DISABLE_EVENT_EXPANSION, true);
        option(Option.AUTO_GROUP, false);
        option(Option.AUTO_FRESH_LINE, false);
        option(Option.INSERT_TAB, false);
        getWidgets().put(CLOSE_BRACKET, this::closeBracket);
        bindKeys();
    }

    private void bindKeys() {
        KeyMap<Binding> keys = getKeyMaps().get(EMACS);
        // JLine binds only the keys that terminfo names.
        keys.bind(new Reference(UP_LINE_OR_SEARCH), "\033[A", "\033OA");
        keys.bind(new Reference(DOWN_LINE_OR_SEARCH), "\033[B", "\033OB");
        keys.bind(new Reference(CLOSE_BRACKET), "}", "]");
        keys.bind(new Reference(SELF_INSERT), ")");
        // These keys start external programs or widgets that the prompt does not support.
        for (String foreign : new String[] {"^X^E", "^X^V", "^X^F", "^O"}) {
            keys.unbind(KeyMap.translate(foreign));
        }
    }

    // There is no vi mode, and binding its keys would delay the prompt.

    @Override
    public KeyMap<Binding> viCmd() {
        return new KeyMap<>();
    }

    @Override
    public KeyMap<Binding> viInsertion() {
        return new KeyMap<>();
    }

    @Override
    public KeyMap<Binding> viOpp() {
        return new KeyMap<>();
    }

    @Override
    public KeyMap<Binding> visual() {
        return new KeyMap<>();
    }

    /** Sets an action for a line that refers to a missing line of the history. Such a line is dropped. */
    void setOnUnknownReference(Consumer<String> action) {
        onUnknownReference = action;
    }

    /** Sets an action that runs once, after the next prompt is drawn and before its first key is read. */
    void setOnPainted(Runnable action) {
        onPainted = action;
    }

    @Override
    public Binding readBinding(KeyMap<Binding> keys, KeyMap<Binding> local) {
        Runnable action = onPainted;
        onPainted = () -> {};
        action.run();
        return super.readBinding(keys, local);
    }

    // --- drawing ----------------------------------------------------------------------

    /** Changes the prompt text. Any thread may call. */
    void showPrompt(AttributedString newPrompt, String continuation) {
        lock.lock();
        try {
            setVariable(SECONDARY_PROMPT_PATTERN, continuation.replace("%", "%%"));
            if (newPrompt.equals(promptText)) {
                return;
            }
            promptText = newPrompt;
            prompt = newPrompt;
            if (reading) {
                drawFrame(() -> redisplay(false));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ignores the argument; {@link #showPrompt} sets the prompt text. */
    @Override
    public void setPrompt(String ignored) {
        prompt = promptText;
    }

    /** Prints whole lines above the edited line. Any thread may call. */
    @Override
    public void printAbove(String lines) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            drawFrame(() -> {
                if (reading) {
                    erase();
                }
                terminal.writer().print(lines.endsWith("\n") ? lines : lines + "\n");
                if (reading) {
                    redisplay(false);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** Clears the screen. Any thread may call. */
    void emptyScreen() {
        lock.lock();
        try {
            drawFrame(() -> {
                terminal.puts(Capability.clear_screen);
                if (reading) {
                    redrawLine();
                    redisplay(false);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the drawing for good. Any thread may call.
     *
     * @return true if a line is being read; its thread is to be interrupted then
     */
    boolean stop() {
        lock.lock();
        try {
            if (!closed && reading) {
                drawFrame(() -> {
                    buf.cursor(buf.length());
                    post = null;
                    redisplay(false);
                    terminal.puts(Capability.keypad_local);
                    terminal.writer().print("\033[?2004l\n");
                });
            }
            closed = true;
            return reading;
        } finally {
            lock.unlock();
        }
    }

    /** Erases the line, and remains of it that a resized terminal may have left below. */
    private void erase() {
        display.update(Collections.emptyList(), 0, false);
        terminal.puts(Capability.clr_eos);
    }

    private void drawFrame(Runnable drawing) {
        output.beginFrame();
        try {
            drawing.run();
            terminal.writer().flush();
        } finally {
            output.endFrame();
        }
    }

    @Override
    protected void redisplay(boolean flush) {
        if (closed) {
            return;
        }
        escapeControls();
        super.redisplay(flush);
    }

    /** Replaces control characters in the line by escapes, which are equivalent in JSON, however they were entered. */
    private void escapeControls() {
        String typed = buf.toString();
        String escapedText = escaped(typed);
        if (!escapedText.equals(typed)) {
            String before = escaped(buf.upToCursor());
            buf.clear();
            buf.write(escapedText);
            buf.cursor(before.codePointCount(0, before.length()));
        }
    }

    private static String escaped(String typed) {
        return Arrays.stream(typed.replace("\t", "  ").split("\n", -1))
                .map(TerminalText::escape)
                .collect(Collectors.joining("\n"));
    }

    @Override
    protected synchronized void handleSignal(Signal signal) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            super.handleSignal(signal);
            if (signal == Signal.WINCH && reading) {
                // Terminals differ in whether and how they rewrap a line when their width changes.
                drawFrame(() -> {
                    erase();
                    redisplay(false);
                });
            }
        } finally {
            lock.unlock();
        }
    }

    // --- keys -------------------------------------------------------------------------

    /** Inserts pasted text as one entry; it runs only when the user presses Enter. */
    @Override
    public boolean beginPaste() {
        String pasted = doReadStringUntil("\033[201~").replace("\r\n", "\n").replace('\r', '\n');
        buf.write(pasted.stripTrailing());
        return true;
    }

    private boolean closeBracket() {
        String before = buf.upToCursor();
        String line = before.substring(before.lastIndexOf('\n') + 1);
        if (line.isBlank() && line.length() >= INDENTATION_STEP && before.length() > line.length()) {
            buf.backspace(INDENTATION_STEP);
        }
        putString(getLastBinding());
        return true;
    }

    /** Searches for lines that begin with the typed text, of which JLine's widget passes only the first word. */
    @Override
    public int searchBackwards(String term, int startIndex, boolean startsWith) {
        if (!startsWith) {
            return super.searchBackwards(term, startIndex, false);
        }
        int index = super.searchBackwards(historyBuffer.toString(), startIndex, true);
        return isShown(index) ? searchBackwards(term, index, true) : index;
    }

    @Override
    public int searchForwards(String term, int startIndex, boolean startsWith) {
        if (!startsWith) {
            return super.searchForwards(term, startIndex, false);
        }
        int index = super.searchForwards(historyBuffer.toString(), startIndex, true);
        if (isShown(index)) {
            return index < history.last() ? searchForwards(term, index + 1, true) : -1;
        }
        return index;
    }

    private boolean isShown(int index) {
        return index >= 0 && history.get(index).equals(buf.toString());
    }

    @Override
    protected boolean acceptLine() {
        try {
            String line = expander.expandHistory(history, buf.toString());
            if (!line.equals(buf.toString())) {
                setBuffer(line);
            }
        } catch (IllegalArgumentException unknown) {
            onUnknownReference.accept(buf.toString());
            buf.clear();
            return true;
        }
        return super.acceptLine();
    }
}
