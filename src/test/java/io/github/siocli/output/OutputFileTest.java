package io.github.siocli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path directory;

    @Test
    void keepsOldContentUntilFirstWrite() throws IOException {
        Path file = Files.writeString(directory.resolve("out"), "an old and long content");
        try (OutputFile out = OutputFile.open(file)) {
            assertThat(file).hasContent("an old and long content");
            out.write('n');
            out.write("-new-".getBytes(), 1, 3);
        }
        assertThat(file).hasContent("nnew");
    }

    /** The thread that runs lines writes, and Ctrl-C interrupts it. */
    @Test
    void writesOnInterruptedThread() throws IOException {
        Path file = Files.writeString(directory.resolve("out"), "old");
        try (OutputFile out = OutputFile.open(file)) {
            Thread.currentThread().interrupt();
            out.write("a".getBytes());
            out.write("b".getBytes());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).hasContent("ab");
    }
}
