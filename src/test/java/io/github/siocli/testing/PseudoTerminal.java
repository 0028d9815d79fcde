package io.github.siocli.testing;

import java.nio.file.Path;
import java.util.List;

/** Runs programs on a pseudo-terminal, with the program {@code script}. */
public final class PseudoTerminal {

    private PseudoTerminal() {}

    /** Returns a command that runs a line of POSIX shell on a terminal; its standard input is typed there. */
    public static ProcessCommand command(Path directory, String line) {
        Programs.required("script");
        List<String> words = System.getProperty("os.name").equals("Linux")
                ? List.of("script", "-qec", line, "/dev/null")
                : List.of("script", "-q", "/dev/null", "sh", "-c", line);
        return new ProcessCommand(directory, words).with("SHELL", "/bin/sh");
    }
}
