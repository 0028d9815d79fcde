package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.render.CheckRenderer;
import io.github.siocli.render.Renderer;
import io.github.siocli.render.Report;
import io.github.siocli.text.Utf8Builder;
import java.util.List;

/** Display without a prompt: data on standard output or in a file, everything else on standard error. */
public abstract class StreamDisplay implements Display {

    private final Environment environment;
    private final Screen screen;
    private OutputConfig output;

    /**
     * Creates a display, and opens the file if the data go to one.
     *
     * @throws FailureException if the file cannot be written
     */
    StreamDisplay(Environment environment, OutputConfig output) throws FailureException {
        Renderer nothing = (event, out) -> {};
        this.environment = environment;
        this.screen = Screen.open(environment, output, nothing, nothing);
        this.output = output;
    }

    final Renderers renderers() {
        return new Renderers(environment, output);
    }

    final Screen screen() {
        return screen;
    }

    final OutputConfig output() {
        return output;
    }

    /** Chooses the renderers by the current options of the output. */
    abstract void chooseRenderers();

    @Override
    public final synchronized void showHistory(List<Event> events, boolean full) throws FailureException {
        Utf8Builder lines = new Utf8Builder();
        Renderer again = renderers().history(full);
        events.forEach(event -> again.render(event, lines));
        screen.printData(lines.toString());
    }

    @Override
    public final synchronized void showReport(Report report) throws FailureException {
        Utf8Builder lines = new Utf8Builder();
        renderers().reports().render(report, lines);
        screen.printData(lines.toString());
    }

    @Override
    public final synchronized CheckRenderer checkRenderer() {
        return renderers().checks();
    }

    @Override
    public final synchronized void showText(String lines) throws FailureException {
        screen.printData(lines);
    }

    @Override
    public final synchronized void showNote(String text) throws FailureException {
        if (!output.silent()) {
            Utf8Builder line = new Utf8Builder();
            renderers().notes().render(text, line);
            screen.printStatus(line.toString());
        }
    }

    /** Called before a failure is shown. */
    void beforeFailure() {
        // Subclasses may drop an event that the failure repeats.
    }

    @Override
    public final synchronized void showFailure(String place, Failure failure) throws FailureException {
        beforeFailure();
        Utf8Builder lines = new Utf8Builder();
        renderers().failures().render(place, failure, lines);
        screen.printStatus(lines.toString());
    }

    @Override
    public final synchronized void flush() throws FailureException {
        screen.flush();
    }

    @Override
    public final void clear() {
        // Streams cannot be cleared.
    }

    @Override
    public final synchronized void setOutput(OutputConfig newOutput) {
        output = newOutput;
        chooseRenderers();
    }

    /** Writes buffered output, and closes the file. */
    public final synchronized void close() throws FailureException {
        screen.close();
    }
}
