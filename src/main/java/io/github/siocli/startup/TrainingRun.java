package io.github.siocli.startup;

import io.github.siocli.terminal.TerminalWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Command lines that run one after the other in one process, so that the JVM records the classes that all of them need.
 *
 * @param lines the command lines, each split into words
 */
public record TrainingRun(List<List<String>> lines) {

    /** System property with the name of the file that holds the command lines. */
    public static final String PROPERTY = "sio.training";

    private static final String SEPARATOR = "\t";

    /**
     * Reads command lines from a file that {@link #write} has written.
     *
     * @throws IOException if the file cannot be read
     */
    public static TrainingRun read(Path file) throws IOException {
        return new TrainingRun(Files.readAllLines(file).stream()
                .map(line -> List.of(line.split(SEPARATOR)))
                .toList());
    }

    /** Writes the command lines to a file. No word may contain a tab or a line break. */
    Path write(Path file) throws IOException {
        return Files.write(
                file, lines.stream().map(words -> String.join(SEPARATOR, words)).toList());
    }

    /** Runs the command lines on the calling thread. */
    public void run(Consumer<String[]> program) {
        lines.forEach(words -> program.accept(words.toArray(String[]::new)));
        // Any command asks for the width if it runs on a terminal, which most of these lines have not.
        new TerminalWidth(1, null).getAsInt();
    }
}
