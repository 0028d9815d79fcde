package io.github.siocli.repl;

import io.github.siocli.cli.dialogue.Dialogue;
import io.github.siocli.cli.dialogue.Display;
import io.github.siocli.cli.dialogue.Settings;
import io.github.siocli.cli.dialogue.Watch;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Parsing;
import io.github.siocli.cli.options.ConnectionOptions;
import io.github.siocli.cli.options.DialogueOptions;
import io.github.siocli.cli.options.FilterOptions.Filter;
import io.github.siocli.cli.options.Inputs;
import io.github.siocli.cli.options.OptionGroup;
import io.github.siocli.cli.options.OutputOptions;
import io.github.siocli.cli.options.OutputOptions.Output;
import io.github.siocli.cli.verbs.Verbs;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.render.Report;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** A dialogue without a connection, and what it showed. */
final class Talks implements Display, AutoCloseable {

    private final List<String> shown = new ArrayList<>();
    private final Dialogue dialogue;
    private final Interpreter<Dialogue> interpreter;

    Talks(Path directory) throws FailureException {
        List<OptionGroup> groups = new ArrayList<>(new ConnectionOptions(true).groups());
        groups.add(new OutputOptions());
        groups.add(new DialogueOptions());
        CommandSpec model = CommandSpec.create();
        groups.forEach(group -> group.options().forEach(model::addOption));
        Inputs inputs = new Inputs(directory, InputStream.nullInputStream());
        Settings settings = new Settings(":3000", Parsing.parse(model, List.of()), inputs, Map.of());
        dialogue =
                new Dialogue(settings, this, Clock.systemUTC(), new Watch(new Filter(List.of(), List.of())), () -> {});
        interpreter = new Interpreter<>(dialogue, Verbs.CLIENT, inputs, false);
    }

    Interpreter<Dialogue> interpreter() {
        return interpreter;
    }

    /** What was shown so far, one entry each. */
    synchronized List<String> shown() {
        return List.copyOf(shown);
    }

    private synchronized void add(String text) {
        shown.add(text);
    }

    @Override
    public void show(Event event, boolean wanted) {
        add(event.toString());
    }

    @Override
    public void showAgain(List<Event> events) {
        add(events.toString());
    }

    @Override
    public void report(Report report) {
        add(report.type());
    }

    @Override
    public void text(String lines) {
        add(lines);
    }

    @Override
    public void note(String text) {
        add(text);
    }

    @Override
    public void failure(String place, Failure failure) {
        add(failure.kind() + ": " + failure.message());
    }

    @Override
    public void flush() {
        // Nothing waits.
    }

    @Override
    public void clear() {
        add("clear");
    }

    @Override
    public void use(Output output) {
        add("use");
    }

    @Override
    public void close() throws FailureException {
        dialogue.close();
    }
}
