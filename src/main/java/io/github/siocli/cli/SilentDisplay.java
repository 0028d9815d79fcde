package io.github.siocli.cli;

import io.github.siocli.cli.dialogue.Display;
import io.github.siocli.cli.options.OutputOptions.Output;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.render.Report;
import java.util.List;

/** Shows nothing. */
enum SilentDisplay implements Display {
    INSTANCE;

    @Override
    public void show(Event event, boolean wanted) {}

    @Override
    public void showAgain(List<Event> events) {}

    @Override
    public void report(Report report) {}

    @Override
    public void text(String lines) {}

    @Override
    public void note(String text) {}

    @Override
    public void failure(String place, Failure failure) {}

    @Override
    public void flush() {}

    @Override
    public void clear() {}

    @Override
    public void use(Output output) {}
}
