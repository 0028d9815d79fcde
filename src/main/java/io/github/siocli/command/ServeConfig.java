package io.github.siocli.command;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.output.Environment;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.server.BehaviorConfig;
import io.github.siocli.shell.server.DisplayConfig;
import io.github.siocli.shell.server.ListenConfig;
import io.github.siocli.shell.server.RuleFileWatcher;
import io.github.siocli.shell.server.ServerContext;
import io.github.siocli.shell.server.ServerVerbs;

/**
 * What a command line wants to be served.
 *
 * @param listen where, and to whom
 * @param conduct what the server does
 * @param filter which events are counted
 * @param watch which events are shown
 * @param output what is printed, and how
 */
record ServeConfig(
        Environment environment,
        ListenConfig listen,
        BehaviorConfig conduct,
        FilterConfig filter,
        EventFilter watch,
        OutputConfig output) {

    /**
     * Begins to listen.
     *
     * @throws FailureException where it cannot
     */
    ServerContext begin(Display display, Runnable onChange) throws FailureException {
        ServerContext hosting = ServerContext.start(
                listen, conduct, new DisplayConfig(display, output, environment.clock(), watch, onChange));
        if (conduct.follows()) {
            hosting.behaviour().follow(new RuleFileWatcher(hosting.behaviour(), inputs(), display));
        }
        return hosting;
    }

    /**
     * What runs lines on it.
     *
     * @param sequential whether a line is done only when it has been answered
     */
    Interpreter<ServerContext> interpreter(ServerContext hosting, boolean sequential) {
        return new Interpreter<>(hosting, ServerVerbs.ALL, inputs(), sequential);
    }

    /** Lines cannot refer to standard input, which they may come from themselves. */
    private InputReader inputs() {
        return InputReader.filesOnly(environment.directory(), "a line cannot use it");
    }

    /** The same, and people are told something at the beginning. */
    ServeConfig withNote(String note) {
        return new ServeConfig(environment, listen, conduct.withNote(note), filter, watch, output);
    }
}
