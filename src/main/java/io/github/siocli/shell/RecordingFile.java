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

/** Writes what happens to a file, behind what it holds already. One thread at a time uses it. */
public final class RecordingFile implements AutoCloseable {

    private static final int PIECE = 64 << 10;

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
     * Opens a file, or makes it, for all that {@code --json --lifecycle} writes.
     *
     * @throws FailureException where it cannot be written
     */
    static RecordingFile recording(Path file) throws FailureException {
        return open(file, new JsonRenderer(true));
    }

    /**
     * The same for what passes on the wire.
     *
     * @throws FailureException where it cannot be written
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

    /** Writes what happened, where it is for this file. */
    public void on(Event event) throws FailureException {
        try {
            renderer.render(event, text);
            // In pieces: the whole would be copied once more.
            for (int from = 0; from < text.length(); from += PIECE) {
                out.append(text, from, Math.min(text.length(), from + PIECE));
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            text.setLength(0);
            if (text.capacity() > PIECE) {
                text.trimToSize();
            }
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
        return new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, file.toString(), IoErrorText.of(e)), e);
    }
}
