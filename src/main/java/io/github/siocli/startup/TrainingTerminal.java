package io.github.siocli.startup;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;

/** A pseudo-terminal for the prompts of a training run, because an installer may run without a terminal. */
final class TrainingTerminal implements AutoCloseable {

    private final JniNativePty pty;

    private TrainingTerminal(JniNativePty pty) {
        this.pty = pty;
    }

    /**
     * Opens a terminal whose output is discarded.
     *
     * @throws IOException if the system has none
     */
    static TrainingTerminal open() throws IOException {
        JniNativePty pty = (JniNativePty) new JniTerminalProvider().open(null, Size.of(100, 30));
        // Keys that are typed before the first prompt is open reach it unchanged.
        Attributes attributes = pty.getAttr();
        attributes.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO), false);
        attributes.setInputFlag(InputFlag.ICRNL, false);
        pty.setAttr(attributes);
        Thread reader = new Thread(() -> discard(pty.getMasterInput()), "terminal");
        reader.setDaemon(true);
        reader.start();
        return new TrainingTerminal(pty);
    }

    private static void discard(InputStream output) {
        try {
            output.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // The last process on the terminal has ended.
        }
    }

    /** Returns the device that processes open. */
    File device() {
        return new File(pty.getName());
    }

    /** Types keys, which wait until a process reads them. */
    void type(String keys) throws IOException {
        pty.getMasterOutput().write(keys.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        pty.close();
    }
}
