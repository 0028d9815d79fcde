package io.github.siocli.shell;

import io.github.siocli.event.FailureException;
import io.github.siocli.input.BoundedReader;
import java.util.Optional;

/**
 * Puts the lines of a script together: a line that ends within a JSON value goes on with the next one.
 */
public final class Script {

    /**
     * A whole line of a script.
     *
     * @param place where it begins, such as {@code line 3 of FILE}
     * @param text the line, with line breaks where it goes over several
     */
    public record Statement(String place, String text) {}

    private final String name;
    private final Line.JsonNotation notation;
    private final StringBuilder begun = new StringBuilder();
    private int line;
    private int begunAt;

    /**
     * A script of which no line is there yet.
     *
     * @param name what to call it in messages; empty where there is nothing to add to the number of a line
     */
    public Script(String name) {
        this(name, Line.JsonNotation.VALUES);
    }

    /** The same with JSON in another notation. */
    public Script(String name, Line.JsonNotation notation) {
        this.name = name;
        this.notation = notation;
    }

    /** The next line; gives the statement that it completes, empty where more is to come. */
    public Optional<Statement> add(String text) {
        line++;
        if (begun.length() == 0) {
            begunAt = line;
        } else {
            begun.append('\n');
        }
        begun.append(text);
        if (begun.length() > BoundedReader.textLimit()) {
            // It fails for the bracket that is open.
            return Optional.of(take());
        }
        return Line.isIncomplete(begun.toString(), notation) ? Optional.empty() : Optional.of(take());
    }

    /** There are no more lines; gives what was begun. */
    public Optional<Statement> end() {
        return begun.length() == 0 ? Optional.empty() : Optional.of(take());
    }

    /**
     * Runs all lines of a text, up to the first that fails.
     *
     * @throws LineException where a line fails
     */
    public static void run(String name, String text, Interpreter<?> interpreter)
            throws FailureException, InterruptedException {
        Script script = new Script(name);
        for (String line : text.lines().toList()) {
            Optional<Statement> statement = script.add(line);
            if (statement.isPresent()) {
                run(statement.get(), interpreter);
            }
            if (interpreter.isOver()) {
                return;
            }
        }
        Optional<Statement> rest = script.end();
        if (rest.isPresent()) {
            run(rest.get(), interpreter);
        }
    }

    /**
     * Runs one line.
     *
     * @throws LineException where it fails
     */
    public static void run(Statement statement, Interpreter<?> interpreter)
            throws FailureException, InterruptedException {
        try {
            interpreter.run(statement.text());
        } catch (FailureException e) {
            throw new LineException(statement.place(), e);
        }
    }

    private Statement take() {
        Statement statement =
                new Statement("line " + begunAt + (name.isEmpty() ? "" : " of " + name), begun.toString());
        begun.setLength(0);
        return statement;
    }
}
