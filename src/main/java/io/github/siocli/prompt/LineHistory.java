package io.github.siocli.prompt;

import io.github.siocli.shell.SecretFinder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import org.jline.reader.History;
import org.jline.reader.LineReader;

/**
 * The history of typed lines for the line reader. A repeated line moves to the end. Lines with credentials and lines
 * that begin with a space are not kept.
 */
final class LineHistory implements History {

    private record HistoryEntry(int index, Instant time, String line) implements Entry {}

    private final HistoryFile file;
    private final List<String> lines = new ArrayList<>();
    private boolean loaded;
    private int index;

    LineHistory(HistoryFile file) {
        this.file = file;
    }

    private List<String> lines() {
        if (!loaded) {
            // Loaded on first use, so that the first prompt does not wait for the file.
            loaded = true;
            lines.addAll(0, file.read());
            index = lines.size();
        }
        return lines;
    }

    /** Returns all lines, the latest last. */
    List<String> all() {
        return List.copyOf(lines());
    }

    @Override
    public void add(Instant time, String entry) {
        String line = entry.stripTrailing();
        if (line.isBlank() || line.startsWith(" ") || SecretFinder.hasSecret(line)) {
            return;
        }
        boolean repeated = !lines().isEmpty() && lines.get(lines.size() - 1).equals(line);
        if (!repeated) {
            lines.remove(line);
            lines.add(line);
            file.add(line);
        }
        moveToEnd();
    }

    @Override
    public int size() {
        return lines().size();
    }

    @Override
    public int index() {
        lines();
        return index;
    }

    @Override
    public int first() {
        return 0;
    }

    @Override
    public int last() {
        return lines().size() - 1;
    }

    @Override
    public String get(int at) {
        return lines().get(at);
    }

    @Override
    public String current() {
        return index() < lines.size() ? lines.get(index) : "";
    }

    @Override
    public boolean previous() {
        return moveTo(index() - 1);
    }

    @Override
    public boolean next() {
        if (index() >= lines.size()) {
            return false;
        }
        index++;
        return true;
    }

    @Override
    public boolean moveToFirst() {
        return index() > 0 && moveTo(0);
    }

    @Override
    public boolean moveToLast() {
        return index() != last() && moveTo(last());
    }

    @Override
    public boolean moveTo(int at) {
        if (at < 0 || at >= lines().size()) {
            return false;
        }
        index = at;
        return true;
    }

    @Override
    public void moveToEnd() {
        index = lines().size();
    }

    @Override
    public void resetIndex() {
        index = Math.min(index, lines().size());
    }

    @Override
    public ListIterator<Entry> iterator(int from) {
        List<Entry> entries = new ArrayList<>(lines().size());
        for (int i = 0; i < lines.size(); i++) {
            entries.add(new HistoryEntry(i, Instant.EPOCH, lines.get(i)));
        }
        return entries.listIterator(from);
    }

    @Override
    public void attach(LineReader reader) {
        // Nothing to do: the history does not use the reader.
    }

    @Override
    public void load() {
        // Nothing to do: the lines are loaded on first use.
    }

    @Override
    public void save() {
        // Nothing to do: each line is stored when it is added.
    }

    @Override
    public void write(Path other, boolean incremental) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void append(Path other, boolean incremental) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void read(Path other, boolean checkDuplicates) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void purge() {
        throw new UnsupportedOperationException();
    }
}
