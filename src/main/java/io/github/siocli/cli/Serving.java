package io.github.siocli.cli;

import io.github.siocli.cli.dialogue.Display;
import io.github.siocli.cli.dialogue.Watch;
import io.github.siocli.cli.hosting.Conduct;
import io.github.siocli.cli.hosting.Hosting;
import io.github.siocli.cli.hosting.Listen;
import io.github.siocli.cli.hosting.RuleWatch;
import io.github.siocli.cli.hosting.Showing;
import io.github.siocli.cli.hosting.verbs.HostingVerbs;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.options.FilterOptions.Filter;
import io.github.siocli.cli.options.Inputs;
import io.github.siocli.cli.options.OutputOptions.Output;
import io.github.siocli.event.FailureException;

/**
 * What a command line wants to be served.
 *
 * @param listen where, and to whom
 * @param conduct what the server does
 * @param filter which events are counted
 * @param watch which events are shown
 * @param output what is printed, and how
 */
record Serving(Environment environment, Listen listen, Conduct conduct, Filter filter, Watch watch, Output output) {

    /**
     * Begins to listen.
     *
     * @throws FailureException where it cannot
     */
    Hosting begin(Display display, Runnable onChange) throws FailureException {
        Hosting hosting =
                Hosting.start(listen, conduct, new Showing(display, output, environment.clock(), watch, onChange));
        if (conduct.follows()) {
            hosting.behaviour().follow(new RuleWatch(hosting.behaviour(), inputs(), display));
        }
        return hosting;
    }

    /**
     * What runs lines on it.
     *
     * @param sequential whether a line is done only when it has been answered
     */
    Interpreter<Hosting> interpreter(Hosting hosting, boolean sequential) {
        return new Interpreter<>(hosting, HostingVerbs.ALL, inputs(), sequential);
    }

    /** Lines cannot refer to standard input, which they may come from themselves. */
    private Inputs inputs() {
        return Inputs.filesOnly(environment.directory(), "a line cannot use it");
    }

    /** The same, and people are told something at the beginning. */
    Serving withNote(String note) {
        return new Serving(environment, listen, conduct.withNote(note), filter, watch, output);
    }
}
