package io.github.siocli.command;

import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.net.trace.TraceSettings;
import io.github.siocli.output.Screen;
import io.github.siocli.render.Renderer;
import io.github.siocli.shell.RecordingFile;
import java.util.Optional;

/** Where a command that runs once shows what passes on the wire: in a file, or on the screen. One thread uses it. */
final class TraceOutput implements AutoCloseable {

    private final TraceSettings tracing;
    private final Optional<RecordingFile> file;
    private final Screen screen;
    private final Renderer renderer;

    private TraceOutput(TraceSettings tracing, Optional<RecordingFile> file, Screen screen, Renderer renderer) {
        this.tracing = tracing;
        this.file = file;
        this.screen = screen;
        this.renderer = renderer;
    }

    /**
     * Opens the file, where there is to be one.
     *
     * @param renderer what shows it on the screen
     * @throws FailureException where it cannot be written
     */
    static TraceOutput open(TraceSelection trace, Screen screen, Renderer renderer) throws FailureException {
        Optional<RecordingFile> file = trace.file().isEmpty()
                ? Optional.empty()
                : Optional.of(RecordingFile.trace(trace.file().get()));
        return new TraceOutput(new TraceSettings(trace.choice()), file, screen, renderer);
    }

    /** What is to be shown. */
    TraceSettings tracing() {
        return tracing;
    }

    void show(TraceEvent traced) throws FailureException {
        if (file.isPresent()) {
            file.get().on(traced);
        } else {
            screen.showTrace(traced, renderer);
        }
    }

    /** Has all that was shown in the file; the screen has a life of its own. */
    void flush() throws FailureException {
        if (file.isPresent()) {
            file.get().flush();
        }
    }

    @Override
    public void close() throws FailureException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
