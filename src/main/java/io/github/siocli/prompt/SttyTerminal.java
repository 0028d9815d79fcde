package io.github.siocli.prompt;

import io.github.siocli.output.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of this process, in raw mode from opening to closing. Input that is typed while a verb runs is therefore
 * not echoed, and waits for the next line.
 */
final class SttyTerminal extends AbstractTerminal {

    private final Stty stty;
    private final KeyInput input;
    private final BufferedOutput output;
    private final NonBlockingReader reader;
    private final PrintWriter writer;
    private final AtomicInteger interruptCount = new AtomicInteger();
    private final Thread opener;
    /** Null unless raw mode could not be set. */
    private volatile @Nullable IOException openFailure;

    private final Map<Signal, Object> previousHandlers = new EnumMap<>(Signal.class);

    /**
     * Creates a terminal without changing its state.
     *
     * @param type the value of {@code TERM}
     * @param stty the running query of its state
     */
    SttyTerminal(String type, Environment environment, Stty stty) throws IOException {
        super("sio", type, StandardCharsets.UTF_8, SignalHandler.SIG_IGN);
        this.stty = stty;
        this.input = new KeyInput(environment.in());
        this.output = new BufferedOutput(environment.out());
        this.reader = NonBlocking.nonBlocking(name, input, StandardCharsets.UTF_8);
        this.writer = new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        envProvider = key -> environment.variables().get(key);
        parseInfoCmp();
        this.opener = new Thread(this::takeOver, "sio-terminal");
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

    /**
     * Waits for the state of the terminal, and starts to set raw mode and signal handlers on another thread.
     *
     * @throws IOException if there is no terminal
     */
    void open() throws IOException {
        stty.await();
        opener.start();
    }

    /**
     * Waits until raw mode is set.
     *
     * @throws IOException if setting raw mode failed
     */
    void await() throws IOException {
        boolean interrupted = false;
        while (opener.isAlive()) {
            try {
                opener.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        IOException failure = openFailure;
        if (failure != null) {
            throw failure;
        }
    }

    /** Sets the signal handlers before raw mode, because a Ctrl-C that ends the JVM would leave the terminal raw. */
    private void takeOver() {
        handleSignal(Signal.INT, this::handleInterrupt);
        handleSignal(Signal.WINCH, this::handleResize);
        handleSignal(Signal.CONT, this::handleContinue);
        Size initialSize = stty.size();
        try {
            stty.setRawMode();
        } catch (IOException e) {
            openFailure = e;
            return;
        }
        if (!initialSize.equals(stty.size())) {
            raise(Signal.WINCH);
        }
    }

    /** Returns the buffer of the output. */
    BufferedOutput bufferedOutput() {
        return output;
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
        try {
            stty.querySize();
        } catch (IOException unknown) {
            return;
        }
        raise(Signal.WINCH);
    }

    private void handleContinue() {
        try {
            stty.setRawMode();
        } catch (IOException gone) {
            return;
        }
        raise(Signal.CONT);
    }

    @Override
    public Attributes enterRawMode() {
        return getAttributes();
    }

    /** Returns only the attribute that the line reader uses: the end-of-file key. */
    @Override
    public Attributes getAttributes() {
        Attributes attributes = new Attributes();
        attributes.setControlChar(Attributes.ControlChar.VEOF, 4);
        return attributes;
    }

    @Override
    public void setAttributes(Attributes attributes) {
        // Raw mode stays set until the terminal is closed.
    }

    @Override
    public Size getSize() {
        return stty.size();
    }

    @Override
    public void setSize(Sized size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public NonBlockingReader reader() {
        return reader;
    }

    @Override
    public PrintWriter writer() {
        return writer;
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public TerminalProvider getProvider() {
        return null;
    }

    @Override
    public SystemStream getSystemStream() {
        return SystemStream.Output;
    }

    @Override
    protected void doClose() throws IOException {
        try {
            await();
        } catch (IOException refused) {
            // The saved state can be restored nevertheless.
        }
        super.doClose();
        writer.flush();
        previousHandlers.forEach((signal, handler) -> Signals.unregister(signal.name(), handler));
        input.close();
        stty.restore();
    }
}
