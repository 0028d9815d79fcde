package io.github.siocli.cli;

import io.github.siocli.cli.options.OutputOptions.Output;
import io.github.siocli.cli.options.Reasons;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.render.Renderer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Shows events: data on standard output or in a file, and what happens to the connection on standard error. One thread
 * uses it.
 */
final class Screen implements AutoCloseable {

    private final Renderer data;
    private final Renderer status;
    private final OutputStream out;
    private final String outName;
    private final boolean file;
    private final TextSink dataSink;
    private final TextSink statusSink;

    private Screen(Renderer data, Renderer status, OutputStream out, String outName, boolean file, OutputStream err) {
        this.data = data;
        this.status = status;
        this.out = out;
        this.outName = outName;
        this.file = file;
        this.dataSink = new TextSink(out);
        this.statusSink = new TextSink(err);
    }

    /**
     * Opens the file, where the data go to one.
     *
     * @throws FailureException where it cannot be written
     */
    static Screen open(Environment environment, Output output, Renderer data, Renderer status) throws FailureException {
        if (output.file().isEmpty()) {
            return new Screen(data, status, environment.out(), "standard output", false, environment.err());
        }
        Path file = output.file().get();
        try {
            return new Screen(data, status, Files.newOutputStream(file), file.toString(), true, environment.err());
        } catch (IOException e) {
            throw new FailureException(unwritable(file.toString(), e), e);
        }
    }

    /** Shows an event as data, where it is such. */
    void showData(Event event) throws FailureException {
        data.render(event, dataSink.text());
        try {
            dataSink.appended();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Shows what happened to the connection. */
    void showStatus(Event event) throws FailureException {
        status.render(event, statusSink.text());
        if (statusSink.text().length() > 0) {
            // Both may be the same terminal.
            flush();
        }
    }

    /** Writes all that has been shown. */
    void flush() throws FailureException {
        try {
            dataSink.flush();
        } catch (IOException e) {
            throw failed(e);
        }
        try {
            statusSink.flush();
        } catch (IOException nobodyReads) {
            // What is said beside the data is no reason to stop.
        }
    }

    @Override
    public void close() throws FailureException {
        try {
            flush();
        } finally {
            if (file) {
                try {
                    out.close();
                } catch (IOException e) {
                    throw new FailureException(unwritable(outName, e), e);
                }
            }
        }
    }

    private FailureException failed(IOException e) {
        String why = String.valueOf(e.getMessage());
        if (!file && (why.contains("Broken pipe") || why.contains("Stream closed") || why.contains("Pipe closed"))) {
            throw new OutputClosedException(e);
        }
        return new FailureException(unwritable(outName, e), e);
    }

    private static Failure unwritable(String name, IOException e) {
        return Failure.of(FailureKind.FILE_UNWRITABLE, name, Reasons.of(e));
    }
}
