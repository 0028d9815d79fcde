package io.github.siocli.prompt;

import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.ShellOptions;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.render.CheckRenderer;
import io.github.siocli.render.JsonCheckRenderer;
import io.github.siocli.render.Report;
import io.github.siocli.render.TextStyle;
import io.github.siocli.shell.ArgumentParser;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.SavedServers;
import io.github.siocli.shell.ShellSettings;
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.verb.ClientVerbs;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** A client context without a connection, and a display that stores its output. */
final class TestShell implements Display, AutoCloseable {

    private final List<String> shown = new ArrayList<>();
    private final Clients clients;
    private final Interpreter<ClientContext> interpreter;

    TestShell(Path directory) throws FailureException {
        List<OptionGroup> groups = new ArrayList<>(new ConnectionOptions(true).groups());
        groups.add(new OutputOptions());
        groups.add(new ShellOptions());
        CommandSpec model = CommandSpec.create();
        groups.forEach(group -> group.options().forEach(model::addOption));
        InputReader inputs = new InputReader(directory, InputStream.nullInputStream());
        ShellSettings settings =
                new ShellSettings(":3000", ArgumentParser.parse(model, List.of()), inputs, Map.of(), SavedServers.NONE);
        clients = new Clients(
                settings,
                this,
                Clock.systemUTC(),
                new EventFilter(new FilterConfig(List.of(), List.of())),
                StopCondition.never(),
                () -> {});
        interpreter = new Interpreter<>(clients, ClientVerbs.ALL, inputs, false);
    }

    Interpreter<ClientContext> interpreter() {
        return interpreter;
    }

    /** Returns the output so far, one entry for each call. */
    synchronized List<String> shown() {
        return List.copyOf(shown);
    }

    private synchronized void add(String text) {
        shown.add(text);
    }

    @Override
    public void show(Event event, boolean isShown) {
        add(event.toString());
    }

    @Override
    public void showHistory(List<Event> events, boolean full) {
        add(events.toString());
    }

    @Override
    public CheckRenderer checkRenderer() {
        return new JsonCheckRenderer(TextStyle.PLAIN, false);
    }

    @Override
    public void showReport(Report report) {
        add(report.type());
    }

    @Override
    public void showText(String lines) {
        add(lines);
    }

    @Override
    public void showNote(String text) {
        add(text);
    }

    @Override
    public void showFailure(String place, Failure failure) {
        add(failure.kind() + ": " + failure.message());
    }

    @Override
    public void flush() {
        // Nothing to do: the output is not buffered.
    }

    @Override
    public void clear() {
        add("clear");
    }

    @Override
    public void setOutput(OutputConfig output) {
        add("use");
    }

    @Override
    public void close() throws FailureException {
        clients.close();
    }
}
