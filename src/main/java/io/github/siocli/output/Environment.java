package io.github.siocli.output;

import io.github.siocli.event.FailureException;
import io.github.siocli.expression.ValueSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The environment of the process: streams, variables, directory and clock. Tests run the whole program with their own.
 *
 * @param streams the standard streams
 * @param terminal which of the streams are terminals
 * @param variables environment variables
 * @param directory the directory that relative file names are resolved against
 * @param clock the time and the time zone
 * @param interrupts source of interrupts (Ctrl-C)
 */
public record Environment(
        StandardStreams streams,
        TerminalInfo terminal,
        Map<String, String> variables,
        Path directory,
        Clock clock,
        Interrupts interrupts) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** Returns standard input. */
    public InputStream in() {
        return streams.in();
    }

    /** Returns standard output, unbuffered. */
    public OutputStream out() {
        return streams.out();
    }

    /** Returns standard error, unbuffered. */
    public OutputStream err() {
        return streams.err();
    }

    /**
     * Writes a text to standard output.
     *
     * @throws FailureException if it cannot be written
     * @throws OutputClosedException if the reader has closed the pipe
     */
    public void print(String text) throws FailureException {
        try {
            out().write(text.getBytes(StandardCharsets.UTF_8));
            out().flush();
        } catch (IOException e) {
            throw StandardStreams.outputFailure(e);
        }
    }

    /** Writes a text to standard error. If that fails, the exit code still shows whether the program failed. */
    public void printError(String text) {
        try {
            err().write(text.getBytes(StandardCharsets.UTF_8));
            err().flush();
        } catch (IOException closed) {
            // There is no other place to report it.
        }
    }

    /** Returns the value of an environment variable; empty if it is not set or its value is empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the sources of the values in expressions. */
    public ValueSources valueSources() {
        return ValueSources.of(clock, variables);
    }

    /** Returns a copy of this environment with another source of the terminal width. */
    public Environment withColumns(IntSupplier columns) {
        TerminalInfo otherTerminal = new TerminalInfo(terminal.in(), terminal.out(), terminal.err(), columns);
        return new Environment(streams, otherTerminal, variables, directory, clock, interrupts);
    }

    /** Returns a copy of this environment whose outputs discard everything after their reader has closed the pipe. */
    public Environment withDiscardingOutput() {
        StandardStreams discarding = new StandardStreams(
                streams.in(), new DiscardingOutput(streams.out()), new DiscardingOutput(streams.err()));
        return new Environment(discarding, terminal, variables, directory, clock, interrupts);
    }

    /** Returns a copy of this environment without proxy variables, for connections within this machine. */
    public Environment withoutProxies() {
        Map<String, String> remaining = new HashMap<>(variables);
        remaining.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        return new Environment(streams, terminal, remaining, directory, clock, interrupts);
    }
}
