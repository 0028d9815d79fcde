package io.github.siocli.testing;

import io.github.siocli.event.ExitCode;

/** Runs the whole program in this JVM. */
public final class Sio {

    private Sio() {}

    /**
     * How a run ended.
     *
     * @param code what the process would have ended with
     * @param out all of standard output
     * @param err all of standard error
     */
    public record Result(ExitCode code, String out, String err) {}

    /** Runs to the end, with nothing on standard input, no terminal and no environment variable. */
    public static Result run(String... args) {
        return with().run(args);
    }

    /** Starts the program and returns at once; standard input stays open. */
    public static RunningProgram start(String... args) {
        return with().start(args);
    }

    /** Begins a run that needs something else than the defaults. */
    public static ProgramRun with() {
        return new ProgramRun();
    }
}
