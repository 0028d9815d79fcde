package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A copy of what is followed, in a file that may change. Any thread may call. */
final class FileSink {

    private Optional<RecordingFile> file = Optional.empty();

    /**
     * From now on it is in another file, or in none.
     *
     * @throws FailureException where not all of it is in the file before
     */
    synchronized void to(Optional<RecordingFile> next) throws FailureException {
        Optional<RecordingFile> before = file;
        file = next;
        if (before.isPresent()) {
            before.get().close();
        }
    }

    /** Where it is. */
    synchronized Optional<Path> file() {
        return file.map(RecordingFile::file);
    }

    /** Writes what happened. Where that fails, it is in no file any more; gives why. */
    synchronized Optional<Failure> write(List<Event> events) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            for (Event event : events) {
                file.get().on(event);
            }
            file.get().flush();
            return Optional.empty();
        } catch (FailureException e) {
            file = Optional.empty();
            return Optional.of(e.failure());
        }
    }
}
