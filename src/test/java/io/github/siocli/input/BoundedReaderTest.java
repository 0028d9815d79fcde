package io.github.siocli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.testing.ProcessCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedReaderTest {

    @TempDir
    private Path directory;

    @Test
    void readsAnInputOfExactlyTheLimit() throws IOException {
        byte[] bytes = {1, 2, 3};
        Path file = Files.write(directory.resolve("three"), bytes);
        assertThat(BoundedReader.bytes(file, 3)).isEqualTo(bytes);
        assertThat(BoundedReader.bytes(new ByteArrayInputStream(bytes), 3)).isEqualTo(bytes);
    }

    @Test
    void refusesAnInputThatIsLargerThanTheLimit() throws IOException {
        Path file = Files.write(directory.resolve("four"), new byte[4]);
        assertThatThrownBy(() -> BoundedReader.bytes(file, 3))
                .isInstanceOf(InputTooLargeException.class)
                .hasMessage("it is larger than 3 bytes");
        assertThatThrownBy(() -> BoundedReader.bytes(new ByteArrayInputStream(new byte[4]), 3))
                .isInstanceOf(InputTooLargeException.class);
    }

    @Test
    void refusesADeviceWithoutAnEnd() {
        for (String device : List.of("/dev/zero", "/dev/urandom")) {
            assertThatThrownBy(() -> BoundedReader.bytes(Path.of(device), 1 << 20))
                    .as(device)
                    .isInstanceOf(InputTooLargeException.class)
                    .hasMessage("it is larger than 1 MiB");
            assertThatThrownBy(() -> BoundedReader.certificates(Path.of(device)))
                    .as(device)
                    .isInstanceOf(InputTooLargeException.class);
        }
    }

    @Test
    void explainsHowToRaiseALimitOfTheHeap() {
        assertThat(new InputTooLargeException("line 3", BoundedReader.textLimit()))
                .message()
                .startsWith("line 3 is larger than ")
                .matches(".*(256 MiB|, the limit for Java's memory; SIO_JAVA_OPTS=-Xmx4g allows more)");
    }

    @Test
    void keepsTheLimitFarBelowTheHeap() {
        assertThat(BoundedReader.limit(32L << 20, 4)).isEqualTo(4 << 20);
        assertThat(BoundedReader.limit(256L << 20, 12)).isEqualTo(20 << 20);
        assertThat(BoundedReader.limit(64L << 30, 12)).isEqualTo(256 << 20);
        assertThat(BoundedReader.limit(8L << 20, 4)).isEqualTo(256 << 10);
    }

    @Test
    void readsAFifo() throws Exception {
        Path fifo = fifo();
        FutureTask<Path> writing = new FutureTask<>(() -> Files.write(fifo, new byte[] {7, 8}));
        new Thread(writing, "writer").start();
        assertThat(BoundedReader.bytes(fifo, 100)).containsExactly(7, 8);
        writing.get(20, TimeUnit.SECONDS);
    }

    @Test
    void waitingForAFifoCanBeInterrupted() throws Exception {
        Path fifo = fifo();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> BoundedReader.bytes(fifo, 100)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        // Releases the thread that waits for a writer.
        Files.write(fifo, new byte[0]);
    }

    @Test
    void failsForAMissingFileAndForADirectory() {
        assertThatThrownBy(() -> BoundedReader.bytes(directory.resolve("missing"), 100))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> BoundedReader.bytes(directory, 100)).isInstanceOf(IOException.class);
    }

    private Path fifo() {
        Path fifo = directory.resolve("fifo");
        new ProcessCommand(directory, List.of("mkfifo", fifo.toString())).run();
        return fifo;
    }
}
