package io.github.siocli.prompt;

import io.github.siocli.output.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.spi.Pty;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.ShutdownHooks;
import org.jline.utils.Signals;

/**
 * The terminal of this process, in raw mode from opening to closing. Input that is typed while a verb runs is therefore
 * not echoed, and waits for the next line.
 */
final class RawTerminal extends PosixSysTerminal {

    private static final Size DEFAULT_SIZE = Size.of(80, 24);

    private final Attributes raw;
    private final BufferedOutput bufferedOutput;
    private final PrintWriter bufferedWriter;
    private final AtomicInteger interruptCount = new AtomicInteger();
    private final Map<Signal, Object> previousHandlers = new EnumMap<>(Signal.class);
    /** Measured when it changes, because without the native library measuring starts a process. */
    private volatile Size size;

    private RawTerminal(String type, Environment environment, Pty pty) throws IOException {
        super("sio", type, pty, StandardCharsets.UTF_8, false, SignalHandler.SIG_IGN);
        // The prompt closes the terminal on every way out; this hook would close it while the prompt still draws.
        ShutdownHooks.remove(closer);
        envProvider = key -> environment.variables().get(key);
        bufferedOutput = new BufferedOutput(environment.out());
        bufferedWriter = new PrintWriter(new OutputStreamWriter(bufferedOutput, StandardCharsets.UTF_8));
        raw = rawMode(pty);
        size = measure();
    }

    /**
     * Opens the terminal and sets raw mode.
     *
     * @param type the value of {@code TERM}
     * @throws IOException if there is no terminal
     */
    static RawTerminal open(String type, Environment environment) throws IOException {
        // The driver of the terminal turns keys into signals. If JLine did, it would read keys on a thread of its own.
        System.setProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS, "false");
        RawTerminal terminal = new RawTerminal(type, environment, ProcessTerminal.open());
        // Before raw mode, because a Ctrl-C that ends the JVM would leave the terminal raw.
        terminal.handleSignals();
        terminal.pty.setAttr(terminal.raw);
        return terminal;
    }

    /**
     * Returns attributes with which keys arrive one by one without echo. Signals stay enabled, so that Ctrl-C works while
     * no key is read, and do not flush the buffers.
     */
    private static Attributes rawMode(Pty pty) throws IOException {
        Attributes attributes = ProcessTerminal.attributesWithoutQuit(pty);
        attributes.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
        attributes.setLocalFlags(EnumSet.of(LocalFlag.ISIG, LocalFlag.NOFLSH), true);
        attributes.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR), false);
        // A read times out after 100 ms.
        attributes.setControlChar(ControlChar.VMIN, 0);
        attributes.setControlChar(ControlChar.VTIME, 1);
        return attributes;
    }

    /** Uses the built-in capabilities; JLine runs a program for other terminals. */
    @Override
    protected void parseInfoCmp() {
        Optional<BuiltinTerminfo> builtin = BuiltinTerminfo.of(type);
        if (builtin.isEmpty()) {
            super.parseInfoCmp();
            return;
        }
        bools.addAll(builtin.get().flags());
        ints.put(Capability.max_colors, builtin.get().colors());
        strings.putAll(builtin.get().strings());
    }

    /** Returns the buffer of the output. */
    BufferedOutput bufferedOutput() {
        return bufferedOutput;
    }

    /** JLine would register handlers for all signals, also for Ctrl-Z, which is to suspend the process. */
    private void handleSignals() {
        handleSignal(Signal.INT, this::handleInterrupt);
        handleSignal(Signal.WINCH, this::handleResize);
        handleSignal(Signal.CONT, this::handleContinue);
    }

    private void handleSignal(Signal signal, Runnable action) {
        previousHandlers.put(signal, Signals.register(signal.name(), action));
    }

    private void handleInterrupt() {
        interruptCount.incrementAndGet();
        raise(Signal.INT);
    }

    /** Returns how often Ctrl-C has been pressed. */
    int interruptCount() {
        return interruptCount.get();
    }

    private void handleResize() {
        size = measure();
        raise(Signal.WINCH);
    }

    /** Sets raw mode again after another program has used the terminal. */
    private void handleContinue() {
        try {
            pty.setAttr(raw);
        } catch (IOException gone) {
            return;
        }
        size = measure();
        raise(Signal.CONT);
    }

    private Size measure() {
        try {
            Size measured = pty.getSize();
            return measured.getColumns() > 0 && measured.getRows() > 0 ? measured : DEFAULT_SIZE;
        } catch (IOException unknown) {
            return DEFAULT_SIZE;
        }
    }

    /** Returns the attributes that {@link #open} has set. */
    @Override
    public Attributes enterRawMode() {
        return raw;
    }

    @Override
    public void setAttributes(Attributes attributes) {
        // Raw mode stays set until the terminal is closed.
    }

    @Override
    public Size getSize() {
        return size;
    }

    @Override
    public PrintWriter writer() {
        return bufferedWriter;
    }

    @Override
    public OutputStream output() {
        return bufferedOutput;
    }

    @Override
    protected void doClose() throws IOException {
        bufferedWriter.flush();
        previousHandlers.forEach((signal, handler) -> Signals.unregister(signal.name(), handler));
        super.doClose();
    }
}
