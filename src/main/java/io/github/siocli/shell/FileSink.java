package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies events to a file that can be changed. If a write fails, it drops the file and shows the failure. Any thread may call. */
final class FileSink implements EventConsumer {

    private final Display display;
    /** The current file; null for none. */
    private volatile @Nullable RecordingFile file;
    /** Failure of the latest file that could not be written; null if there is none. */
    private @Nullable Failure failure;

    FileSink(Display display) {
        this.display = display;
    }

    /**
     * Closes the current file and writes to another one from now on.
     *
     * @param next the next file; null to write to none
     * @throws FailureException if the current file could not be written completely
     */
    synchronized void switchTo(@Nullable RecordingFile next) throws FailureException {
        RecordingFile previous = file;
        file = next;
        if (previous != null) {
            previous.close();
        }
    }

    /** Returns the current file. */
    synchronized Optional<Path> file() {
        return file == null ? Optional.empty() : Optional.of(file.file());
    }

    /** Returns the failure of the latest file that could not be written, if there is one. */
    synchronized Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void process(Event event) throws FailureException {
        // Most of the time there is no file, and events come in floods.
        if (file != null) {
            write(recording -> recording.write(event));
        }
    }

    @Override
    public void endBatch() throws FailureException {
        if (file != null) {
            write(RecordingFile::flush);
        }
    }

    private interface Write {
        void to(RecordingFile file) throws FailureException;
    }

    private void write(Write write) throws FailureException {
        Optional<Failure> writeFailure = tryToWrite(write);
        if (writeFailure.isPresent()) {
            display.showFailure("", writeFailure.get());
        }
    }

    private synchronized Optional<Failure> tryToWrite(Write write) {
        RecordingFile current = file;
        if (current == null) {
            return Optional.empty();
        }
        try {
            write.to(current);
            return Optional.empty();
        } catch (FailureException e) {
            file = null;
            failure = e.failure();
            return Optional.of(failure);
        }
    }
}
