package io.github.siocli.output;

import java.util.Locale;
import org.jline.jansi.AnsiConsole;

/** Makes the console of Windows show escape sequences, with the streams of jansi. */
public final class WindowsConsole {

    private WindowsConsole() {}

    /**
     * Returns the streams to write to: on Windows, jansi's for each stream that is a terminal; otherwise the same. On
     * other systems jansi's console is not loaded, because it opens a terminal of JLine.
     *
     * @param osName value of the system property {@code os.name}
     */
    public static StandardStreams wrap(StandardStreams streams, TerminalInfo terminal, String osName) {
        if (!osName.toLowerCase(Locale.ROOT).startsWith("windows") || !terminal.out() && !terminal.err()) {
            return streams;
        }
        return Jansi.wrap(streams, terminal);
    }

    /** A class of its own, because the verification of the method above would load jansi on other systems too. */
    private static final class Jansi {

        static StandardStreams wrap(StandardStreams streams, TerminalInfo terminal) {
            return new StandardStreams(
                    streams.in(),
                    terminal.out() ? AnsiConsole.out() : streams.out(),
                    terminal.err() ? AnsiConsole.err() : streams.err());
        }
    }
}
