package io.github.siocli.cli;

import io.github.siocli.cli.dialogue.Display;
import io.github.siocli.cli.options.OutputOptions.Output;
import io.github.siocli.event.ConnectFailed;
import io.github.siocli.event.ConnectRefused;
import io.github.siocli.event.Connected;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Traced;
import io.github.siocli.render.Renderer;
import io.github.siocli.render.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows what happens while a script runs: data on standard output or in a file, everything else on standard error. */
final class ScriptDisplay implements Display {

    private final Environment environment;
    private final Screen screen;
    private final Set<String> namespaces = new HashSet<>();
    private Optional<Event> held = Optional.empty();
    private Output output;
    private Renderer trace;

    private ScriptDisplay(Environment environment, Screen screen, Output output) {
        this.environment = environment;
        this.screen = screen;
        this.output = output;
        this.trace = renderers().trace();
    }

    /**
     * Opens the file, where the data go to one.
     *
     * @throws FailureException where it cannot be written
     */
    static ScriptDisplay open(Environment environment, Output output) throws FailureException {
        Renderer nothing = (event, out) -> {};
        ScriptDisplay display =
                new ScriptDisplay(environment, Screen.open(environment, output, nothing, nothing), output);
        display.choose();
        return display;
    }

    private Renderers renderers() {
        return new Renderers(environment, output);
    }

    private void choose() {
        Renderers renderers = renderers();
        screen.use(renderers.data(namespaces.size() > 1, false), renderers.quietStatus(namespaces.size() > 1));
    }

    @Override
    public synchronized void show(Event event, boolean wanted) throws FailureException {
        if (event instanceof Traced traced) {
            screen.showTrace(traced, trace);
            return;
        }
        if (event instanceof Connected now && namespaces.add(now.nsp()) && namespaces.size() == 2) {
            choose();
        }
        if (held.isPresent()) {
            screen.showStatus(held.get());
            held = Optional.empty();
        }
        if (Renderers.isData(event) ? wanted : output.lifecycle()) {
            screen.showData(event);
        }
        if (event instanceof ConnectFailed || event instanceof ConnectRefused) {
            // The failure of the line that it belongs to tells the same, unless there is another attempt.
            held = Optional.of(event);
        } else {
            screen.showStatus(event);
        }
    }

    @Override
    public synchronized void showAgain(List<Event> events) throws FailureException {
        StringBuilder lines = new StringBuilder();
        Renderer again = renderers().again();
        events.forEach(event -> again.render(event, lines));
        screen.printData(lines.toString());
    }

    @Override
    public synchronized void report(Report report) throws FailureException {
        StringBuilder lines = new StringBuilder();
        renderers().reports().render(report, lines);
        screen.printData(lines.toString());
    }

    @Override
    public synchronized void text(String lines) throws FailureException {
        screen.printData(lines);
    }

    @Override
    public synchronized void note(String text) throws FailureException {
        if (!output.silent()) {
            StringBuilder line = new StringBuilder();
            renderers().notes().render(text, line);
            screen.printStatus(line.toString());
        }
    }

    @Override
    public synchronized void failure(String place, Failure failure) throws FailureException {
        held = Optional.empty();
        StringBuilder lines = new StringBuilder();
        renderers().failures().render(place, failure, lines);
        screen.printStatus(lines.toString());
    }

    @Override
    public synchronized void flush() throws FailureException {
        screen.flush();
    }

    @Override
    public void clear() {
        // There is no screen.
    }

    @Override
    public synchronized void use(Output other) {
        output = other;
        choose();
    }

    /** Writes all, and closes the file. */
    synchronized void close() throws FailureException {
        screen.close();
    }
}
