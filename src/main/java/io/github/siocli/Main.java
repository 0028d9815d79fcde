package io.github.siocli;

import io.github.siocli.cli.Environment;
import io.github.siocli.event.ExitCode;

/** The composition root: streams in, exit code out. */
public final class Main {

    private Main() {}

    /** Starts the program on the process's own streams. */
    public static void main(String[] args) {}

    /** Runs the whole program in a given environment, and returns how the process is to end. */
    public static ExitCode run(Environment environment, String... args) {
        return ExitCode.DONE;
    }
}
