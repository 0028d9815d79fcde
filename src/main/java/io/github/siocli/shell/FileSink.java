package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies events to a file that can be changed. Any thread may call. */
final class FileSink {

    /** The current file; null for none. */
    private @Nullable RecordingFile file;

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

    /** Writes events. If this fails, the sink drops its file and returns the failure. */
    synchronized Optional<Failure> write(List<Event> events) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            for (Event event : events) {
                file.write(event);
            }
            file.flush();
            return Optional.empty();
        } catch (FailureException e) {
            file = null;
            return Optional.of(e.failure());
        }
    }
}
