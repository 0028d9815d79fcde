package io.github.siocli.cli.dialogue;

import io.github.siocli.cli.options.Reasons;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Traced;
import io.github.siocli.render.TraceRenderer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes what passes on the wire to a file, behind what it holds already. One thread at a time uses it. */
public final class TraceFile implements AutoCloseable {

    private final Path file;
    private final BufferedWriter out;
    private final TraceRenderer renderer = TraceRenderer.forFile();
    private final StringBuilder text = new StringBuilder();

    private TraceFile(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws FailureException where it cannot be written
     */
    public static TraceFile open(Path file) throws FailureException {
        try {
            return new TraceFile(
                    file,
                    Files.newBufferedWriter(
                            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    Path file() {
        return file;
    }

    /** Writes what passed. */
    public void on(Traced traced) throws FailureException {
        text.setLength(0);
        renderer.render(traced, text);
        try {
            out.append(text);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Has all of it in the file. */
    public void flush() throws FailureException {
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
