package io.github.siocli.testing;

import io.github.siocli.app.Main;
import io.github.siocli.event.ExitCode;
import io.github.siocli.output.Environment;
import io.github.siocli.output.StandardStreams;
import io.github.siocli.output.TerminalInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The simulated process environment of a program run. */
public final class ProgramRun {

    /** The program: {@link Main#run}, or a replacement in the tests of the runner. */
    @FunctionalInterface
    interface Program {
        ExitCode run(Environment environment, String... args);
    }

    private final Program program;
    private final Map<String, String> variables = new HashMap<>();
    private final LiveInput in = new LiveInput();
    private boolean inputGiven;
    private TerminalInfo terminal = TerminalInfo.NONE;
    private Clock clock = Clock.systemUTC();
    // Not the directory of the project, so that files written by mistake are not committed.
    private Path directory = Path.of("target").toAbsolutePath();
    private Duration limit = Duration.ofSeconds(20);

    ProgramRun() {
        this(Main::run);
    }

    ProgramRun(Program program) {
        this.program = program;
    }

    /** Sets the content of standard input. */
    public ProgramRun in(String text) {
        in.type(text);
        in.end();
        inputGiven = true;
        return this;
    }

    /** Sets an environment variable; no others exist. */
    public ProgramRun variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Makes all three streams a terminal of 80 columns. */
    public ProgramRun terminal() {
        return terminal(true, true, true);
    }

    /** Sets which streams are a terminal. */
    public ProgramRun terminal(boolean in, boolean out, boolean err) {
        terminal = new TerminalInfo(in, out, err, terminal.columns());
        return this;
    }

    /** Sets the width of the terminal. */
    public ProgramRun columns(int columns) {
        terminal = new TerminalInfo(terminal.in(), terminal.out(), terminal.err(), () -> columns);
        return this;
    }

    /** Sets the clock and its zone; by default the real time in UTC. */
    public ProgramRun clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Sets the directory of relative file names; by default {@code target}. */
    public ProgramRun directory(Path directory) {
        this.directory = directory;
        return this;
    }

    /** Sets the time limit of the run and of each wait; by default 20 s. */
    public ProgramRun limit(Duration limit) {
        this.limit = limit;
        return this;
    }

    /** Runs the program to its end. Standard input is empty by default. */
    public Sio.Result run(String... args) {
        if (!inputGiven) {
            in.end();
        }
        try (RunningProgram running = start(args)) {
            return running.exit(limit);
        }
    }

    /** Starts the program and returns at once. Standard input stays open by default. */
    public RunningProgram start(String... args) {
        Transcript out = new Transcript();
        Transcript err = new Transcript();
        ControlC controlC = new ControlC();
        StandardStreams streams = new StandardStreams(in, out, err);
        Environment environment = new Environment(streams, terminal, variables, directory, clock, controlC);
        return RunningProgram.start(() -> program.run(environment, args), in, out, err, controlC, limit);
    }
}
