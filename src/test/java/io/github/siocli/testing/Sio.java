package io.github.siocli.testing;

import io.github.siocli.event.ExitCode;

/** Runs the complete program in this JVM. */
public final class Sio {

    private Sio() {}

    /**
     * The result of a run.
     *
     * @param code exit code
     * @param out standard output
     * @param err standard error
     */
    public record Result(ExitCode code, String out, String err) {}

    /** Runs the program without input, terminal and environment variables. */
    public static Result run(String... args) {
        return with().run(args);
    }

    /** Starts the program and returns at once; standard input stays open. */
    public static RunningProgram start(String... args) {
        return with().start(args);
    }

    /** Returns a run with its own settings. */
    public static ProgramRun with() {
        return new ProgramRun();
    }
}
