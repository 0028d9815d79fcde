package io.github.siocli.suite;

import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.secret.Redaction;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.EventConsumer;
import io.github.siocli.shell.RecordingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events and the trace of each client during a test to files, and keeps the files of tests that fail. The event
 * loop hands it the events; the thread that runs the tests begins and ends them.
 */
public final class TestRecorder implements EventConsumer {

    private static final int MAX_NAME = 60;

    /** Null to record nothing. */
    private final @Nullable Path directory;

    private final Redaction redaction;
    private final Map<String, ClientFiles> files = new LinkedHashMap<>();
    private int number;
    /** Directory of the running test; null if none runs. */
    private @Nullable Path testDirectory;

    /** The files of a client. */
    private record ClientFiles(RecordingFile events, RecordingFile trace) {

        private static ClientFiles open(Path directory, String client, Redaction redaction) throws FailureException {
            return new ClientFiles(
                    RecordingFile.recording(directory.resolve(client + ".ndjson"), redaction),
                    RecordingFile.trace(directory.resolve(client + ".trace"), redaction));
        }

        private void write(Event event) throws FailureException {
            events.write(event);
            trace.write(event);
        }

        private void close() throws FailureException {
            events.close();
            trace.close();
        }
    }

    /**
     * Creates a recorder.
     *
     * @param directory directory of the files; null to record nothing
     * @param redaction the members of payloads that are masked
     */
    public TestRecorder(@Nullable Path directory, Redaction redaction) {
        this.directory = directory;
        this.redaction = redaction;
    }

    @Override
    public synchronized void process(Event event) throws FailureException {
        if (testDirectory == null) {
            return;
        }
        String client = event.client().isEmpty() ? Clients.FIRST : event.client();
        ClientFiles target = files.get(client);
        if (target == null) {
            target = ClientFiles.open(createDirectory(testDirectory), client, redaction);
            files.put(client, target);
        }
        target.write(event);
    }

    private static Path createDirectory(Path directory) throws FailureException {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    private static FailureException unwritable(Path path, IOException e) {
        return new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, path.toString(), IoErrorText.of(e)), e);
    }

    /** Begins to record a test. */
    synchronized void begin(String test) {
        if (directory != null) {
            String name = test.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
            String cut = name.substring(0, Math.min(MAX_NAME, name.length()));
            testDirectory = directory.resolve(String.format(Locale.ROOT, "%03d-%s", ++number, cut));
        }
    }

    /**
     * Ends the recording of a test.
     *
     * @param clients the clients, whose events are written before
     * @param isKept true to keep the files
     * @throws FailureException if a file cannot be written or deleted
     */
    void end(Clients clients, boolean isKept) throws FailureException {
        if (directory == null) {
            return;
        }
        clients.awaitProcessed();
        synchronized (this) {
            Path ended = testDirectory;
            testDirectory = null;
            for (Map.Entry<String, ClientFiles> client : files.entrySet()) {
                client.getValue().close();
            }
            if (!isKept && ended != null && !files.isEmpty()) {
                delete(ended);
            }
            files.clear();
        }
    }

    private void delete(Path ended) throws FailureException {
        try {
            for (String client : files.keySet()) {
                Files.deleteIfExists(ended.resolve(client + ".ndjson"));
                Files.deleteIfExists(ended.resolve(client + ".trace"));
            }
            Files.deleteIfExists(ended);
        } catch (IOException e) {
            throw unwritable(ended, e);
        }
    }
}
