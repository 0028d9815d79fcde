package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.ServerListening;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.render.Renderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import org.jline.jansi.Ansi;
import org.jspecify.annotations.Nullable;

/**
 * Writes data to standard output or a file, and everything else to standard error. One thread at a time uses it.
 */
public final class Screen implements AutoCloseable {

    private Renderer data;
    private Renderer status;
    /** Null if the data go to standard output. */
    private final @Nullable OutputFile file;

    private final String name;
    private final TextSink dataSink;
    private final TextSink statusSink;
    private final IntSupplier columns;
    private final boolean isDataOnTerminal;
    private final TextSink progressSink;
    private boolean isProgressShown;

    /**
     * Creates a screen.
     *
     * @param file receives the data; null for standard output
     * @param name name of the file or stream that receives the data, for messages
     */
    private Screen(Renderer data, Renderer status, Environment environment, @Nullable OutputFile file, String name) {
        this.data = data;
        this.status = status;
        this.file = file;
        this.name = name;
        this.dataSink = new TextSink(file != null ? file : environment.out());
        this.statusSink = new TextSink(environment.err());
        this.columns = environment.terminal().columns();
        this.isDataOnTerminal = file == null && environment.terminal().out();
        this.progressSink = new TextSink(environment.err());
    }

    /**
     * Creates a screen, and opens the file if the data go to one.
     *
     * @throws FailureException if the file cannot be written
     */
    public static Screen open(Environment environment, OutputConfig output, Renderer data, Renderer status)
            throws FailureException {
        if (output.data().file().isEmpty()) {
            return new Screen(data, status, environment, null, StandardStreams.OUTPUT);
        }
        Path path = output.data().file().get();
        try {
            return new Screen(data, status, environment, OutputFile.open(path), path.toString());
        } catch (IOException e) {
            throw new FailureException(unwritable(path.toString(), e), e);
        }
    }

    /** Sets the renderers of data and of lifecycle events from now on. */
    void setRenderers(Renderer newData, Renderer newStatus) {
        data = newData;
        status = newStatus;
    }

    /** Shows an event with the renderer of data. */
    public void showData(Event event) throws FailureException {
        if (isDataOnTerminal) {
            eraseProgress();
        }
        flushStatus();
        data.render(event, dataSink.text());
        try {
            dataSink.appended();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Shows an event with the renderer of lifecycle events. */
    public void showStatus(Event event) throws FailureException {
        if (file != null
                && (event.withoutClient() instanceof NamespaceConnected
                        || event.withoutClient() instanceof ServerListening)) {
            begin(file);
        }
        status.render(event, statusSink.text());
        if (statusSink.text().length() > 0) {
            eraseProgress();
            // Keeps the order with the data, as both may go to the same terminal.
            flush();
        }
    }

    /** Shows a trace event on standard error, in order with the data, as both may go to the same terminal. */
    public void showTrace(Event traced, Renderer renderer) throws FailureException {
        try {
            dataSink.flush();
        } catch (IOException e) {
            throw failed(e);
        }
        eraseProgress();
        renderer.render(traced, statusSink.text());
        try {
            statusSink.appended();
        } catch (IOException readerGone) {
            // Ignored as in flushStatus.
        }
    }

    /** Writes notes on standard error. */
    public void showNotes(List<String> notes, Renderers renderers) throws FailureException {
        eraseProgress();
        for (String note : notes) {
            renderers.notes().render(note, statusSink.text());
        }
        flush();
    }

    /** Writes lines among the data. */
    public void printData(String lines) throws FailureException {
        if (isDataOnTerminal) {
            eraseProgress();
        }
        if (file != null) {
            begin(file);
        }
        dataSink.text().append(lines);
        flush();
    }

    /** Writes lines on standard error. */
    void printStatus(String lines) throws FailureException {
        statusSink.text().append(lines);
        flush();
    }

    /**
     * Shows a text on the last line of standard error, which must be a terminal, until something else is written.
     *
     * @param text one line without control characters; empty to show nothing
     */
    public void showProgress(String text) throws FailureException {
        flush();
        eraseProgress();
        isProgressShown = !text.isEmpty();
        // A line that wraps could not be erased.
        writeProgress(text.substring(0, Math.min(text.length(), columns.getAsInt() - 1)));
    }

    /** Returns true if a text of {@link #showProgress} is on the terminal. */
    public boolean isProgressShown() {
        return isProgressShown;
    }

    private void eraseProgress() {
        if (isProgressShown) {
            isProgressShown = false;
            writeProgress(new Ansi().a('\r').eraseLine().toString());
        }
    }

    /** Writes at once, before the text that waits to be written. */
    private void writeProgress(String text) {
        progressSink.text().append(text);
        try {
            progressSink.flush();
        } catch (IOException readerGone) {
            // Ignored as in flushStatus.
        }
    }

    private void begin(OutputFile opened) throws FailureException {
        try {
            opened.truncateOnce();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Writes buffered output. */
    public void flush() throws FailureException {
        try {
            dataSink.flush();
        } catch (IOException e) {
            throw failed(e);
        }
        flushStatus();
    }

    private void flushStatus() {
        try {
            statusSink.flush();
        } catch (IOException readerGone) {
            // A command continues without standard error, as long as its data can be written.
        }
    }

    @Override
    public void close() throws FailureException {
        eraseProgress();
        try {
            flush();
        } finally {
            if (file != null) {
                try {
                    file.close();
                } catch (IOException e) {
                    throw failed(e);
                }
            }
        }
    }

    private FailureException failed(IOException e) {
        return file == null ? StandardStreams.outputFailure(e) : new FailureException(unwritable(name, e), e);
    }

    private static Failure unwritable(String name, IOException e) {
        return Failure.of(FailureKind.FILE_UNWRITABLE, name, IoErrorText.of(e));
    }
}
