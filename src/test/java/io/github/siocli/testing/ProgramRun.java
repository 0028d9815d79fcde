package io.github.siocli.testing;

import io.github.siocli.app.Main;
import io.github.siocli.event.ExitCode;
import io.github.siocli.output.Environment;
import io.github.siocli.output.TerminalInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Describes the process that a run of the program believes to be in. */
public final class ProgramRun {

    /** What is run: {@link Main#run}, or a stand-in where the runner itself is tested. */
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
    // Not the project's own directory, so that a file written by mistake is not committed by mistake.
    private Path directory = Path.of("target").toAbsolutePath();
    private Duration limit = Duration.ofSeconds(20);

    ProgramRun() {
        this(Main::run);
    }

    ProgramRun(Program program) {
        this.program = program;
    }

    /** All that comes on standard input; its end follows. */
    public ProgramRun in(String text) {
        in.type(text);
        in.end();
        inputGiven = true;
        return this;
    }

    /** Sets an environment variable; there are no others. */
    public ProgramRun variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Makes all three streams a terminal of 80 columns. */
    public ProgramRun terminal() {
        return terminal(true, true, true);
    }

    /** Says which streams are a terminal. */
    public ProgramRun terminal(boolean in, boolean out, boolean err) {
        terminal = new TerminalInfo(in, out, err, terminal.columns());
        return this;
    }

    /** The width of the terminal. */
    public ProgramRun columns(int columns) {
        terminal = new TerminalInfo(terminal.in(), terminal.out(), terminal.err(), () -> columns);
        return this;
    }

    /** The time, and the zone it is shown in; otherwise the real time in UTC. */
    public ProgramRun clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Where relative file names are looked up; otherwise {@code target}. */
    public ProgramRun directory(Path directory) {
        this.directory = directory;
        return this;
    }

    /** How long the run and each wait on it may take before the test fails; otherwise 20 s. */
    public ProgramRun limit(Duration limit) {
        this.limit = limit;
        return this;
    }

    /** Runs to the end. Standard input is empty unless it was given. */
    public Sio.Result run(String... args) {
        if (!inputGiven) {
            in.end();
        }
        try (RunningProgram running = start(args)) {
            return running.exit(limit);
        }
    }

    /** Starts the program and returns at once. Standard input stays open unless it was given. */
    public RunningProgram start(String... args) {
        Transcript out = new Transcript();
        Transcript err = new Transcript();
        ControlC controlC = new ControlC();
        Environment environment = new Environment(in, out, err, terminal, variables, directory, clock, controlC);
        return RunningProgram.start(() -> program.run(environment, args), in, out, err, controlC, limit);
    }
}
