package io.github.siocli.shell;

import io.github.siocli.event.FailureException;
import io.github.siocli.input.BoundedReader;
import java.util.Optional;

/** Joins the lines of a script to statements: a line that ends within a JSON value continues with the next one. */
public final class Script {

    /**
     * A complete statement of a script.
     *
     * @param place position of its first line, such as {@code line 3 of FILE}
     * @param text the statement, which may contain line breaks
     */
    public record Statement(String place, String text) {}

    private final String name;
    private final StringBuilder unfinished = new StringBuilder();
    private int lineNumber;
    private int firstLineNumber;

    /**
     * Creates an empty script.
     *
     * @param name name of the script in messages; may be empty
     */
    public Script(String name) {
        this.name = name;
    }

    /** Adds a line. Returns the statement that it completes; empty if the statement continues. */
    public Optional<Statement> add(String text) {
        lineNumber++;
        if (unfinished.length() == 0) {
            firstLineNumber = lineNumber;
        } else {
            unfinished.append('\n');
        }
        unfinished.append(text);
        if (unfinished.length() > BoundedReader.textLimit()) {
            // Running the statement then reports the unclosed bracket.
            return Optional.of(takeStatement());
        }
        return Line.isIncomplete(unfinished.toString()) ? Optional.empty() : Optional.of(takeStatement());
    }

    /** Ends the script. Returns the unfinished statement, if there is one. */
    public Optional<Statement> end() {
        return unfinished.length() == 0 ? Optional.empty() : Optional.of(takeStatement());
    }

    /**
     * Runs all statements of a text, up to the first that fails.
     *
     * @throws LineException if a statement fails
     */
    public static void run(String name, String text, Interpreter<?> interpreter)
            throws FailureException, InterruptedException {
        Script script = new Script(name);
        for (String line : text.lines().toList()) {
            Optional<Statement> statement = script.add(line);
            if (statement.isPresent()) {
                run(statement.get(), interpreter);
            }
            if (interpreter.isEnded()) {
                return;
            }
        }
        Optional<Statement> rest = script.end();
        if (rest.isPresent()) {
            run(rest.get(), interpreter);
        }
    }

    /**
     * Runs one statement.
     *
     * @throws LineException if the statement fails
     */
    public static void run(Statement statement, Interpreter<?> interpreter)
            throws FailureException, InterruptedException {
        try {
            interpreter.run(statement.text());
        } catch (FailureException e) {
            throw new LineException(statement.place(), e);
        }
    }

    private Statement takeStatement() {
        Statement statement =
                new Statement("line " + firstLineNumber + (name.isEmpty() ? "" : " of " + name), unfinished.toString());
        unfinished.setLength(0);
        return statement;
    }
}
