package io.github.siocli.cli.dialogue;

import io.github.siocli.cli.options.Reasons;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.render.JsonRenderer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes all that happens to a file, as {@code --json --lifecycle} does; what the file holds already stays. One thread at a time uses it. */
final class Recorder implements AutoCloseable {

    private final Path file;
    private final BufferedWriter out;
    private final JsonRenderer renderer = new JsonRenderer(true);
    private final StringBuilder text = new StringBuilder();

    private Recorder(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws FailureException where it cannot be written
     */
    static Recorder open(Path file) throws FailureException {
        try {
            return new Recorder(
                    file,
                    new BufferedWriter(new OutputStreamWriter(
                            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                            StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    Path file() {
        return file;
    }

    void on(Event event) throws FailureException {
        text.setLength(0);
        renderer.render(event, text);
        try {
            out.append(text);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    void flush() throws FailureException {
        try {
            out.flush();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public void close() throws FailureException {
        try {
            out.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static FailureException unwritable(Path file, IOException e) {
        return new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, file.toString(), Reasons.of(e)), e);
    }
}
