package io.github.siocli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import org.jline.jansi.AnsiPrintStream;
import org.junit.jupiter.api.Test;

class WindowsConsoleTest {

    private static final StandardStreams STREAMS = new StandardStreams(
            InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());

    @Test
    void keepsStreamsOfOtherSystemsAndOfPipes() {
        TerminalInfo terminal = new TerminalInfo(true, true, true, () -> 80);
        assertThat(WindowsConsole.wrap(STREAMS, terminal, "Linux")).isSameAs(STREAMS);
        assertThat(WindowsConsole.wrap(STREAMS, TerminalInfo.NONE, "Windows 11"))
                .isSameAs(STREAMS);
    }

    @Test
    void replacesOnlyTheStreamsThatAreTerminalsOnWindows() {
        TerminalInfo errors = new TerminalInfo(false, false, true, () -> 80);
        StandardStreams wrapped = WindowsConsole.wrap(STREAMS, errors, "Windows 11");
        assertThat(wrapped.err()).isInstanceOf(AnsiPrintStream.class);
        assertThat(wrapped.out()).isSameAs(STREAMS.out());
    }
}
