package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
import io.github.siocli.event.DataEvent;
import io.github.siocli.event.LifecycleEvent;
import io.github.siocli.render.AckValuesRenderer;
import io.github.siocli.render.FailureRenderer;
import io.github.siocli.render.FormatRenderer;
import io.github.siocli.render.HumanOptions;
import io.github.siocli.render.HumanRenderer;
import io.github.siocli.render.JsonRenderer;
import io.github.siocli.render.NoteRenderer;
import io.github.siocli.render.RawRenderer;
import io.github.siocli.render.Renderer;
import io.github.siocli.render.ReportRenderer;
import io.github.siocli.render.StatusRenderer;
import io.github.siocli.render.TerminalSafeRenderer;
import io.github.siocli.render.TextStyle;
import io.github.siocli.render.TraceRenderer;
import java.util.Optional;

/** The one place that chooses how events are shown, from the flags and from what the streams are. */
public final class Renderers {

    private final Environment environment;
    private final OutputConfig output;

    public Renderers(Environment environment, OutputConfig output) {
        this.environment = environment;
        this.output = output;
    }

    /**
     * What shows data on standard output or in a file.
     *
     * @param namespaces whether there is more than one
     * @param sent whether what we sent is shown too
     */
    public Renderer data(boolean namespaces, boolean sent) {
        TextStyle style = dataStyle();
        return switch (output.form()) {
            case HUMAN -> new HumanRenderer(style, humanOptions(namespaces, sent));
            case JSON -> safe(new JsonRenderer(output.lifecycle()), style);
            case RAW -> safe(new RawRenderer(), style);
            case TEMPLATE -> new FormatRenderer(output.template().orElseThrow(), style.terminal());
        };
    }

    /** The same for a command whose result is acknowledgements: for people it shows their values alone. */
    public Renderer answers(boolean namespaces) {
        Renderer all = data(namespaces, false);
        return output.form() == OutputFormat.HUMAN
                ? new AckValuesRenderer(dataStyle(), humanOptions(namespaces, false), all)
                : all;
    }

    /** What shows the connection on standard error. */
    public Renderer status() {
        return output.silent() ? (event, out) -> {} : new StatusRenderer(errorStyle(), Math.min(output.verbosity(), 1));
    }

    /** The same for a command that says nothing of the connection unless it is asked to, and then what it sent too. */
    public Renderer quietStatus(boolean namespaces) {
        if (output.silent() || output.verbosity() == 0) {
            Renderer status = status();
            return (event, out) -> {
                // A warning is for those too who want to know nothing else.
                if (event instanceof LifecycleEvent lifecycle && lifecycle.isWarning()) {
                    status.render(event, out);
                }
            };
        }
        return withSent(status(), namespaces);
    }

    /** The same for a server, and what it sent too where more was asked for. */
    Renderer serverStatus(boolean namespaces) {
        return output.silent() || output.verbosity() == 0 ? status() : withSent(status(), namespaces);
    }

    private Renderer withSent(Renderer status, boolean namespaces) {
        Renderer sent = new HumanRenderer(errorStyle(), humanOptions(namespaces, true));
        return (event, out) -> {
            boolean isSent = event instanceof DataEvent data && data.isOutgoing();
            (isSent ? sent : status).render(event, out);
        };
    }

    /** The same for a prompt, which tells what it found when it connected. */
    public Renderer promptStatus() {
        return output.silent() ? (event, out) -> {} : StatusRenderer.ofPrompt(errorStyle(), output.verbosity());
    }

    /** What shows on standard error what passes on the wire. */
    public Renderer trace() {
        return TraceRenderer.forPeople(errorStyle(), environment.clock()::getZone);
    }

    /** What shows events of the past to people, with their times. */
    public Renderer again() {
        HumanOptions options = humanOptions(true, true);
        return output.form() == OutputFormat.HUMAN
                ? new HumanRenderer(
                        dataStyle(),
                        new HumanOptions(
                                options.zone(), true, true, options.pretty(), true, options.whole(), options.offsets()))
                : data(true, true);
    }

    /** What shows the answers of verbs. */
    public ReportRenderer reports() {
        return new ReportRenderer(dataStyle(), output.form() == OutputFormat.JSON);
    }

    /** What tells what the tool itself did. */
    public NoteRenderer notes() {
        return new NoteRenderer(errorStyle());
    }

    /** What tells of failures. */
    public FailureRenderer failures() {
        return new FailureRenderer(errorStyle(), output.verbosity());
    }

    private HumanOptions humanOptions(boolean namespaces, boolean sent) {
        return new HumanOptions(
                environment.clock()::getZone,
                output.timestamps(),
                namespaces,
                output.pretty(),
                sent,
                output.verbosity() > 0,
                output.verbosity() > 0);
    }

    private TextStyle dataStyle() {
        return Styles.of(
                environment,
                environment.terminal().out() && output.file().isEmpty(),
                output.file().isEmpty()
                        ? output.color()
                        : Optional.of(output.color().orElse(false)));
    }

    private TextStyle errorStyle() {
        return Styles.of(environment, environment.terminal().err(), output.color());
    }

    private static Renderer safe(Renderer renderer, TextStyle style) {
        return style.terminal() ? new TerminalSafeRenderer(renderer) : renderer;
    }
}
