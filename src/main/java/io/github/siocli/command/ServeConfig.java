package io.github.siocli.command;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Renderers;
import io.github.siocli.shell.Contexts;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.server.BehaviorConfig;
import io.github.siocli.shell.server.DisplayConfig;
import io.github.siocli.shell.server.ListenConfig;
import io.github.siocli.shell.server.RuleFileWatcher;
import io.github.siocli.shell.server.ServerContext;
import io.github.siocli.shell.server.ServerVerbs;

/**
 * Configuration of a server from the command line.
 *
 * @param environment environment of the program
 * @param listen address, TLS and limits of the server
 * @param behavior rules and faults
 * @param filter selects the events that count for {@code --count}, {@code --until} and {@code --idle}
 * @param displayFilter selects the events that are shown; verbs may change it
 * @param output format and target of the output
 */
record ServeConfig(
        Environment environment,
        ListenConfig listen,
        BehaviorConfig behavior,
        FilterConfig filter,
        EventFilter displayFilter,
        OutputConfig output) {

    /**
     * Starts the server.
     *
     * @param stopCondition interrupts the calling thread when it is reached
     * @param onChange runs after the number of clients has changed
     * @throws FailureException if the server cannot listen
     */
    ServerContext start(Display display, StopCondition stopCondition, Runnable onChange) throws FailureException {
        ServerContext server = ServerContext.start(
                listen,
                behavior,
                new DisplayConfig(
                        display, output, showsSent(), environment.clock(), displayFilter, stopCondition, onChange));
        if (behavior.watchesFiles()) {
            server.rules().watchFiles(new RuleFileWatcher(server.rules(), inputs(), display));
        }
        return server;
    }

    private boolean showsSent() {
        return new Renderers(environment, output).showsSentByServer();
    }

    /**
     * Returns an interpreter for lines that act on the server.
     *
     * @param sequential true if a line waits for its acknowledgements before the next one runs
     */
    Interpreter<ServerContext> interpreter(ServerContext server, boolean sequential) {
        return new Interpreter<>(Contexts.of(server), ServerVerbs.ALL, inputs(), sequential);
    }

    /** Returns a reader without standard input, because the lines themselves may come from it. */
    private InputReader inputs() {
        return InputReader.filesOnly(environment.directory(), "lines cannot read it");
    }

    /** Returns this configuration with one more note that the server shows when it starts. */
    ServeConfig withNote(String note) {
        return new ServeConfig(environment, listen, behavior.withNote(note), filter, displayFilter, output);
    }
}
