package io.github.siocli.prompt;

import io.github.siocli.secret.SecretFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * The history of typed lines. Lines with credentials are not kept. If the file cannot be read or written, there is no
 * history of earlier runs, and no error is reported.
 */
final class LineHistory extends DefaultHistory {

    private static final int MAX_LINES = 2_000;

    /** Longer lines, in characters, are not stored. */
    private static final int MAX_LINE_LENGTH = 16 * 1024;

    private final HistoryFile file;

    LineHistory(HistoryFile file) {
        this.file = file;
    }

    /** Loads the lines of earlier runs, and stores lines from now on. */
    void open(LineReader reader) {
        reader.setVariable(LineReader.HISTORY_SIZE, MAX_LINES);
        reader.setVariable(LineReader.HISTORY_FILE_SIZE, MAX_LINES);
        reader.option(LineReader.Option.HISTORY_TIMESTAMPED, false);
        if (file.path() != null) {
            reader.setVariable(LineReader.HISTORY_FILE, file.path());
        }
        attach(reader);
        load();
    }

    @Override
    public void load() {
        if (file.isReadable()) {
            try {
                super.load();
            } catch (IOException | RuntimeException unreadable) {
                // There is no history.
            }
        }
    }

    /** Skips a line that JLine did not write. */
    @Override
    protected void addHistoryLine(Path path, String escaped, boolean checkDuplicates) {
        try {
            super.addHistoryLine(path, escaped, checkDuplicates);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the line ends in the middle of an escape", e);
        }
    }

    @Override
    public void save() {
        try {
            if (file.prepare()) {
                super.save();
            }
        } catch (IOException | RuntimeException unwritable) {
            // There is no history.
        }
    }

    @Override
    public void add(Instant time, String line) {
        if (!line.isBlank() && !SecretFinder.hasSecret(line)) {
            super.add(time, line);
        }
    }

    @Override
    public boolean isPersistable(Entry entry) {
        return entry.line().length() <= MAX_LINE_LENGTH;
    }
}
