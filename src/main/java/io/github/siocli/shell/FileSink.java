package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Copies events to a file that can be changed. Any thread may call. */
final class FileSink {

    private Optional<RecordingFile> file = Optional.empty();

    /**
     * Closes the current file and writes to another one from now on, or to none.
     *
     * @throws FailureException if the current file could not be written completely
     */
    synchronized void switchTo(Optional<RecordingFile> next) throws FailureException {
        Optional<RecordingFile> previous = file;
        file = next;
        if (previous.isPresent()) {
            previous.get().close();
        }
    }

    /** Returns the current file. */
    synchronized Optional<Path> file() {
        return file.map(RecordingFile::file);
    }

    /** Writes events. If this fails, the sink drops its file and returns the failure. */
    synchronized Optional<Failure> write(List<Event> events) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            for (Event event : events) {
                file.get().write(event);
            }
            file.get().flush();
            return Optional.empty();
        } catch (FailureException e) {
            file = Optional.empty();
            return Optional.of(e.failure());
        }
    }
}
