package io.github.siocli.command;

import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.net.trace.TraceSettings;
import io.github.siocli.output.Renderers;
import io.github.siocli.output.Screen;
import io.github.siocli.render.Renderer;
import io.github.siocli.shell.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Output of the trace of a one-shot command: a file or the screen. Only one thread may use it. */
final class TraceOutput implements AutoCloseable {

    private final TraceSettings tracing;
    /** The trace file; null if the trace is shown on the screen. */
    private final @Nullable RecordingFile file;

    private final Screen screen;
    private final Renderer renderer;

    private TraceOutput(TraceSettings tracing, @Nullable RecordingFile file, Screen screen, Renderer renderer) {
        this.tracing = tracing;
        this.file = file;
        this.screen = screen;
        this.renderer = renderer;
    }

    /**
     * Opens the trace file if the command line names one.
     *
     * @param renderers have the renderer of the trace for the screen
     * @throws FailureException if the file cannot be written
     */
    static TraceOutput open(TraceSelection trace, Screen screen, Renderers renderers) throws FailureException {
        RecordingFile file =
                trace.file().isPresent() ? RecordingFile.trace(trace.file().get(), renderers.redaction()) : null;
        return new TraceOutput(new TraceSettings(trace.choice()), file, screen, renderers.trace());
    }

    /** Returns the settings that the session traces by. */
    TraceSettings tracing() {
        return tracing;
    }

    void show(TraceEvent traced) throws FailureException {
        if (file != null) {
            file.write(traced);
        } else {
            screen.showTrace(traced, renderer);
        }
    }

    /** Writes buffered lines to the file. The screen is flushed separately. */
    void flush() throws FailureException {
        if (file != null) {
            file.flush();
        }
    }

    @Override
    public void close() throws FailureException {
        if (file != null) {
            file.close();
        }
    }
}
