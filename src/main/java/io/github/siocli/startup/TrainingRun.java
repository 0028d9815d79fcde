package io.github.siocli.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Command lines that run one after the other in one process, so that a JVM which looks on sees what all of them need.
 *
 * @param lines the command lines, each as its words
 */
public record TrainingRun(List<List<String>> lines) {

    /** The system property that names the file with the command lines. */
    public static final String PROPERTY = "sio.rehearsal";

    private static final String BETWEEN_WORDS = "\t";

    /**
     * Reads command lines that were {@linkplain #write written}.
     *
     * @throws IOException where the file cannot be read
     */
    public static TrainingRun read(Path file) throws IOException {
        return new TrainingRun(Files.readAllLines(file).stream()
                .map(line -> List.of(line.split(BETWEEN_WORDS)))
                .toList());
    }

    /** Writes them to a file. No word may have a tab or a line break in it. */
    Path write(Path file) throws IOException {
        return Files.write(
                file,
                lines.stream().map(words -> String.join(BETWEEN_WORDS, words)).toList());
    }

    /** Runs them on the calling thread. */
    public void run(Consumer<String[]> program) {
        lines.forEach(words -> program.accept(words.toArray(String[]::new)));
    }
}
