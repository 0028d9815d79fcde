package io.github.siocli.prompt;

import io.github.siocli.terminal.NativeLibrary;
import java.io.FileDescriptor;
import java.io.IOException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.impl.exec.ExecPty;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;

/** Creates the control of the terminal on standard input and output. */
final class ProcessTerminal {

    private ProcessTerminal() {}

    /** Needs no name of the terminal, which JLine's own class looks up; in a container the name may not exist. */
    private static final class NativePty extends JniNativePty {

        private NativePty() {
            super(
                    new JniTerminalProvider(),
                    SystemStream.Output,
                    -1,
                    null,
                    0,
                    FileDescriptor.in,
                    1,
                    FileDescriptor.out,
                    "terminal");
        }
    }

    /**
     * Returns the control of the terminal: by native code or, if the native library is not loaded, by {@code stty}.
     *
     * @throws IOException if standard input is not a terminal
     */
    static Pty open() throws IOException {
        if (!NativeLibrary.isLoaded()) {
            return ExecPty.current(new ExecTerminalProvider(), SystemStream.Output);
        }
        if (!new JniTerminalProvider().isSystemStream(SystemStream.Input)) {
            throw new IOException("standard input is not a terminal");
        }
        return new NativePty();
    }

    /**
     * Returns the attributes of a terminal without Ctrl-\: on SIGQUIT the JVM prints the stacks of all threads, and no
     * handler of ours can replace that.
     */
    static Attributes attributesWithoutQuit(Pty pty) throws IOException {
        Attributes attributes = pty.getAttr();
        // The value of _POSIX_VDISABLE; JLine passes it on to native code, and translates 0 for stty.
        boolean isZero = pty instanceof ExecPty || System.getProperty("os.name").startsWith("Linux");
        attributes.setControlChar(ControlChar.VQUIT, isZero ? 0 : 0xff);
        return attributes;
    }
}
