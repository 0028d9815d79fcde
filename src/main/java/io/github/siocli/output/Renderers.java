package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
import io.github.siocli.event.DataEvent;
import io.github.siocli.event.Event;
import io.github.siocli.event.LifecycleEvent;
import io.github.siocli.render.AckValuesRenderer;
import io.github.siocli.render.CheckRenderer;
import io.github.siocli.render.ClientLabelRenderer;
import io.github.siocli.render.FailureRenderer;
import io.github.siocli.render.FormatRenderer;
import io.github.siocli.render.HumanCheckRenderer;
import io.github.siocli.render.HumanOptions;
import io.github.siocli.render.HumanRenderer;
import io.github.siocli.render.JsonCheckRenderer;
import io.github.siocli.render.JsonRenderer;
import io.github.siocli.render.NoteRenderer;
import io.github.siocli.render.PrettyRenderer;
import io.github.siocli.render.RawRenderer;
import io.github.siocli.render.RedactingRenderer;
import io.github.siocli.render.Renderer;
import io.github.siocli.render.ReportRenderer;
import io.github.siocli.render.StatusRenderer;
import io.github.siocli.render.TerminalSafeRenderer;
import io.github.siocli.render.TextStyle;
import io.github.siocli.render.TimestampFormat;
import io.github.siocli.render.TraceRenderer;
import io.github.siocli.secret.Redaction;
import io.github.siocli.text.Utf8Builder;
import java.util.Optional;
import java.util.function.Function;

/** Chooses the renderer for each stream, by the options of the output and the kinds of streams. */
public final class Renderers {

    private final Environment environment;
    private final OutputConfig output;
    private final String cutAdvice;

    /** Creates the renderers of a command without a prompt. */
    public Renderers(Environment environment, OutputConfig output) {
        this(environment, output, "-v shows all");
    }

    private Renderers(Environment environment, OutputConfig output, String cutAdvice) {
        this.environment = environment;
        this.output = output;
        this.cutAdvice = cutAdvice;
    }

    /** Creates the renderers of a prompt, which has the verb {@code last}. */
    public static Renderers ofPrompt(Environment environment, OutputConfig output) {
        return new Renderers(environment, output, "last 1 --full shows all");
    }

    /** Returns true if only data and failures are shown. */
    public boolean isSilent() {
        return output.silent();
    }

    /** Returns the members of payloads that are masked. */
    public Redaction redaction() {
        return output.redaction();
    }

    /** Returns true if standard error is a terminal that can erase a line. */
    public boolean isErrorTerminal() {
        return environment.terminal().err() && !Styles.isDumb(environment);
    }

    /**
     * Returns the renderer of data on standard output or in a file.
     *
     * @param namespaces true if there are several namespaces, which are then shown
     * @param sent true to show sent events and acknowledgements too
     */
    public Renderer data(boolean namespaces, boolean sent) {
        TextStyle style = dataStyle();
        return switch (output.data().format()) {
            case HUMAN -> forPeople(new HumanRenderer(style, humanOptions(namespaces, sent)));
            case JSON -> forPrograms(json(new JsonRenderer(output.data().lifecycle()), style));
            case RAW -> forPrograms(json(new RawRenderer(), style));
            case TEMPLATE ->
                forPrograms(new FormatRenderer(output.data().template().orElseThrow(), style.terminal()));
        };
    }

    /** Returns a renderer that masks secrets in payloads. */
    private Renderer forPeople(Renderer renderer) {
        return RedactingRenderer.of(renderer, output.redaction());
    }

    /** Returns a renderer that keeps payloads exact, unless the user has named fields to mask. */
    private Renderer forPrograms(Renderer renderer) {
        return output.redaction().isForAllFormats() ? forPeople(renderer) : renderer;
    }

    /**
     * Returns the renderer of data for a command whose result is acknowledgements; for users it shows their values
     * only.
     */
    public Renderer ackValues(boolean namespaces) {
        Renderer all = data(namespaces, false);
        if (output.data().format() != OutputFormat.HUMAN) {
            return all;
        }
        TextStyle style = dataStyle();
        Renderer values = new AckValuesRenderer(style, humanOptions(namespaces, false), all);
        // In a pipe the values are data for another program.
        return style.terminal() ? forPeople(values) : forPrograms(values);
    }

    /** Returns the renderer of lifecycle events on standard error. */
    public Renderer status() {
        int verbosity = Math.min(output.verbosity(), 1);
        return output.silent() ? (event, out) -> {} : labelled(style -> new StatusRenderer(style, verbosity));
    }

    /**
     * Returns the renderer of lifecycle events for a command that shows only warnings; with {@code -v} it shows all,
     * and sent events.
     */
    public Renderer quietStatus(boolean namespaces) {
        if (output.silent() || output.verbosity() == 0) {
            Renderer status = status();
            return (event, out) -> {
                // Warnings are shown even without -v.
                if (event.withoutClient() instanceof LifecycleEvent lifecycle && lifecycle.isWarning()) {
                    status.render(event, out);
                }
            };
        }
        return withSent(status(), namespaces);
    }

    /** Returns the renderer of lifecycle events for a server, which may show sent events too. */
    Renderer serverStatus(boolean namespaces) {
        return showsSentByServer() ? withSent(status(), namespaces) : status();
    }

    /** Returns true if text for people shows what a server sends: on a terminal, and with {@code -v}. */
    public boolean showsSentByServer() {
        boolean terminal = environment.terminal().err() && output.data().format() == OutputFormat.HUMAN;
        return !output.silent() && (output.verbosity() > 0 || terminal);
    }

    private Renderer withSent(Renderer status, boolean namespaces) {
        Renderer sent = forPeople(new HumanRenderer(errorStyle(), humanOptions(namespaces, true)));
        return (event, out) -> {
            boolean isSent = event.withoutClient() instanceof DataEvent data && data.isOutgoing();
            (isSent ? sent : status).render(event, out);
        };
    }

    /** Returns the renderer of lifecycle events for a prompt, which shows the handshake of each connection. */
    public Renderer promptStatus() {
        return output.silent()
                ? (event, out) -> {}
                : labelled(style -> StatusRenderer.ofPrompt(style, output.verbosity()));
    }

    /** Returns the renderer of trace events on standard error. */
    public Renderer trace() {
        return labelled(style -> TraceRenderer.forPeople(style, environment.clock()::getZone));
    }

    /**
     * Returns a renderer on standard error that names the client of each event if there are several.
     *
     * @param factory creates a renderer that renders no data events
     */
    private Renderer labelled(Function<TextStyle, Renderer> factory) {
        Renderer masked = forPeople(new ClientLabelRenderer(factory, errorStyle()));
        return new Renderer() {

            @Override
            public void render(Event event, Utf8Builder out) {
                // Searching the payloads of a flood for secrets would take time.
                if (!(event.withoutClient() instanceof DataEvent)) {
                    masked.render(event, out);
                }
            }

            @Override
            public void finish(Utf8Builder out) {
                masked.finish(out);
            }
        };
    }

    /**
     * Returns the renderer of events of the history, with their times.
     *
     * @param full true to show long payloads whole
     */
    public Renderer history(boolean full) {
        HumanOptions options = humanOptions(true, true);
        return output.data().format() == OutputFormat.HUMAN
                ? forPeople(new HumanRenderer(
                        dataStyle(),
                        new HumanOptions(
                                options.zone(),
                                options.timestamps().or(() -> Optional.of(TimestampFormat.TIME)),
                                true,
                                options.pretty(),
                                true,
                                full ? Optional.empty() : options.cutAdvice().map(advice -> "--full shows all"),
                                options.offsets())))
                : data(true, true);
    }

    /** Returns the renderer of reports. */
    public ReportRenderer reports() {
        return new ReportRenderer(
                dataStyle(),
                output.data().format() == OutputFormat.JSON,
                output.data().pretty());
    }

    /** Returns a renderer of the results of {@code sio doctor}. It has a state, and is used for one run. */
    public CheckRenderer checks() {
        return output.data().format() == OutputFormat.JSON
                ? new JsonCheckRenderer(dataStyle(), output.data().pretty())
                : new HumanCheckRenderer(dataStyle(), output.verbosity() > 0);
    }

    /** Returns the renderer of notes. */
    public NoteRenderer notes() {
        return new NoteRenderer(errorStyle());
    }

    /** Returns the renderer of failures. */
    public FailureRenderer failures() {
        return new FailureRenderer(errorStyle(), output.verbosity());
    }

    private HumanOptions humanOptions(boolean namespaces, boolean sent) {
        return new HumanOptions(
                environment.clock()::getZone,
                output.data().timestamps(),
                namespaces,
                output.data().pretty(),
                sent,
                output.verbosity() > 0 ? Optional.empty() : Optional.of(cutAdvice),
                output.verbosity() > 0);
    }

    private TextStyle dataStyle() {
        return output.data().file().isPresent()
                ? Styles.of(environment, false, output.colors().offByDefault())
                : style(environment.terminal().out());
    }

    private TextStyle errorStyle() {
        return style(environment.terminal().err());
    }

    private TextStyle style(boolean terminal) {
        return Styles.of(environment, terminal, output.colors());
    }

    private Renderer json(Renderer renderer, TextStyle style) {
        if (output.data().pretty()) {
            return new PrettyRenderer(renderer, style);
        }
        return style.terminal() ? new TerminalSafeRenderer(renderer) : renderer;
    }
}
