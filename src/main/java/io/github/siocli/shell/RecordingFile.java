package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.output.PrivateFile;
import io.github.siocli.render.JsonRenderer;
import io.github.siocli.render.Renderer;
import io.github.siocli.render.TraceRenderer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends rendered events to a file. Used by one thread at a time. */
public final class RecordingFile implements AutoCloseable {

    private static final int CHUNK_SIZE = 64 << 10;

    private final Path file;
    private final BufferedWriter out;
    private final Renderer renderer;
    private final StringBuilder text = new StringBuilder();

    private RecordingFile(Path file, BufferedWriter out, Renderer renderer) {
        this.file = file;
        this.out = out;
        this.renderer = renderer;
    }

    /**
     * Opens or creates a file for the output of {@code --json --lifecycle}.
     *
     * @throws FailureException if the file cannot be written
     */
    static RecordingFile recording(Path file) throws FailureException {
        return open(file, new JsonRenderer(true));
    }

    /**
     * Opens or creates a file for a trace.
     *
     * @throws FailureException if the file cannot be written
     */
    public static RecordingFile trace(Path file) throws FailureException {
        return open(file, TraceRenderer.forFile());
    }

    private static RecordingFile open(Path file, Renderer renderer) throws FailureException {
        try {
            PrivateFile.createIfMissing(file);
            BufferedWriter out = new BufferedWriter(new OutputStreamWriter(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    StandardCharsets.UTF_8));
            return new RecordingFile(file, out, renderer);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    Path file() {
        return file;
    }

    /** Writes an event, if the file's renderer shows it. */
    public void write(Event event) throws FailureException {
        try {
            renderer.render(event, text);
            // Written in pieces, because the writer would copy the whole text again.
            for (int from = 0; from < text.length(); from += CHUNK_SIZE) {
                out.append(text, from, Math.min(text.length(), from + CHUNK_SIZE));
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            text.setLength(0);
            if (text.capacity() > CHUNK_SIZE) {
                text.trimToSize();
            }
        }
    }

    /** Flushes the buffer to the file. */
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
        return new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, file.toString(), IoErrorText.of(e)), e);
    }
}
