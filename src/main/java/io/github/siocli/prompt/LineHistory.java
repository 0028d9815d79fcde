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
 * What was typed before, for the line reader. A line that was typed again moves to the end. Lines with credentials are
 * not kept, nor those that begin with a space.
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
            // Only now, as the prompt must not wait for it.
            loaded = true;
            lines.addAll(0, file.read());
            index = lines.size();
        }
        return lines;
    }

    /** All lines, the latest last. */
    List<String> all() {
        return List.copyOf(lines());
    }

    @Override
    public void add(Instant time, String entry) {
        String line = entry.stripTrailing();
        if (line.isBlank() || line.startsWith(" ") || SecretFinder.isIn(line)) {
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
        // It needs nothing of the reader.
    }

    @Override
    public void load() {
        // It loads itself.
    }

    @Override
    public void save() {
        // Each line is saved when it is added.
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
