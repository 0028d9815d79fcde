package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.render.CheckRenderer;
import io.github.siocli.render.JsonCheckRenderer;
import io.github.siocli.render.Report;
import io.github.siocli.render.TextStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes notes to another display and ignores everything else. */
public final class NotesDisplay implements Display {

    /** Null while notes are dropped. */
    private volatile @Nullable Display target;

    /** Sets the display that receives notes from now on. */
    public void setTarget(Display display) {
        target = display;
    }

    /** Drops notes from now on. */
    public void clearTarget() {
        target = null;
    }

    @Override
    public void show(Event event, boolean matchesFilter) {}

    @Override
    public void showHistory(List<Event> events, boolean full) {}

    @Override
    public void showReport(Report report) {}

    @Override
    public CheckRenderer checkRenderer() {
        // The rendered text is ignored.
        return new JsonCheckRenderer(TextStyle.PLAIN, false);
    }

    @Override
    public void showText(String lines) {}

    @Override
    public void showNote(String text) {
        Display receiver = target;
        if (receiver == null) {
            return;
        }
        try {
            receiver.showNote(text);
        } catch (FailureException e) {
            // The thread of that display runs into the same failure and ends the command.
        }
    }

    @Override
    public void showFailure(String place, Failure failure) {}

    @Override
    public void flush() {}

    @Override
    public void clear() {}

    @Override
    public void setOutput(OutputConfig output) {}
}
