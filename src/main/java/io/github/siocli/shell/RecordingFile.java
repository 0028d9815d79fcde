package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.output.PrivateFile;
import io.github.siocli.output.TextSink;
import io.github.siocli.render.JsonRenderer;
import io.github.siocli.render.RedactingRenderer;
import io.github.siocli.render.Renderer;
import io.github.siocli.render.TraceRenderer;
import io.github.siocli.secret.Redaction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends rendered events to a file. Used by one thread at a time. */
public final class RecordingFile implements AutoCloseable {

    private final Path file;
    private final OutputStream out;
    private final Renderer renderer;
    private final TextSink sink;

    private RecordingFile(Path file, OutputStream out, Renderer renderer) {
        this.file = file;
        this.out = out;
        this.sink = new TextSink(out);
        this.renderer = renderer;
    }

    /**
     * Opens or creates a file for the output of {@code --json --lifecycle}.
     *
     * @param redaction the members of payloads that are masked
     * @throws FailureException if the file cannot be written
     */
    public static RecordingFile recording(Path file, Redaction redaction) throws FailureException {
        return open(file, RedactingRenderer.of(new JsonRenderer(true), redaction));
    }

    /**
     * Opens or creates a file for a trace.
     *
     * @param redaction the members of payloads that are masked
     * @throws FailureException if the file cannot be written
     */
    public static RecordingFile trace(Path file, Redaction redaction) throws FailureException {
        return open(file, RedactingRenderer.of(TraceRenderer.forFile(), redaction));
    }

    private static RecordingFile open(Path file, Renderer renderer) throws FailureException {
        try {
            PrivateFile.createIfMissing(file);
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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
            renderer.render(event, sink.text());
            sink.appended();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Flushes the buffer to the file. */
    public void flush() throws FailureException {
        try {
            sink.flush();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    @Override
    public void close() throws FailureException {
        try (out) {
            sink.flush();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static FailureException unwritable(Path file, IOException e) {
        return new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, file.toString(), IoErrorText.of(e)), e);
    }
}
