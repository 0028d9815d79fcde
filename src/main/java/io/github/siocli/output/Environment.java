package io.github.siocli.output;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Everything that the program knows of the process it runs in, so that a test can run the whole program.
 *
 * @param in standard input
 * @param out standard output, unbuffered
 * @param err standard error, unbuffered
 * @param terminal which of them are a terminal
 * @param variables environment variables
 * @param directory the directory that relative file names are resolved against
 * @param clock the time and the time zone
 * @param interrupts where Ctrl-C is told
 */
public record Environment(
        InputStream in,
        OutputStream out,
        OutputStream err,
        TerminalInfo terminal,
        Map<String, String> variables,
        Path directory,
        Clock clock,
        Interrupts interrupts) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The value of an environment variable, where it is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** The same where somebody else knows better how wide the terminal is. */
    public Environment withColumns(IntSupplier columns) {
        TerminalInfo wide = new TerminalInfo(terminal.in(), terminal.out(), terminal.err(), columns);
        return new Environment(in, out, err, wide, variables, directory, clock, interrupts);
    }

    /** The same for connections within this machine, which no proxy is to see. */
    public Environment withoutProxies() {
        Map<String, String> others = new HashMap<>(variables);
        others.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        return new Environment(in, out, err, terminal, others, directory, clock, interrupts);
    }
}
