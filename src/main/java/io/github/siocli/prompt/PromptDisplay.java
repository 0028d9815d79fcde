package io.github.siocli.prompt;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
import io.github.siocli.event.DataEvent;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent;
import io.github.siocli.event.LifecycleEvent.ClientConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.output.Display;
import io.github.siocli.output.Environment;
import io.github.siocli.output.RateLimiter;
import io.github.siocli.output.Renderers;
import io.github.siocli.output.Screen;
import io.github.siocli.render.CheckRenderer;
import io.github.siocli.render.Renderer;
import io.github.siocli.render.Report;
import io.github.siocli.text.Utf8Builder;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows events above a prompt. It draws at most 25 times a second, so that typing stays responsive; of a burst it draws
 * the beginning of each quarter of a second, and counts the rest at its place.
 */
public final class PromptDisplay implements Display, AutoCloseable {

    private static final long FRAME_NANOS = 40_000_000;

    /** A kind of lines with a limit of its own. */
    private enum LineKind {
        EVENT("event", "last 50 shows some, record FILE keeps all"),
        ACKNOWLEDGEMENT("acknowledgement", "last 50 ack shows some, record FILE keeps all"),
        CONNECTION("line about connections", "record FILE keeps all"),
        TRACE("line of the trace", "trace to FILE keeps all");

        /** Noun for one item; its first word forms the plural with an s. */
        private final String noun;

        private final String advice;

        LineKind(String noun, String advice) {
            this.noun = noun;
            this.advice = advice;
        }

        private static LineKind of(Event event) {
            if (event instanceof AckReceived || event instanceof AckTimedOut) {
                return ACKNOWLEDGEMENT;
            }
            return event instanceof LifecycleEvent ? CONNECTION : EVENT;
        }
    }

    private final Environment environment;
    private final Prompt prompt;
    /** A second destination of the data; null if there is none. */
    private final @Nullable Screen file;
    /** True if everything that is sent is shown too, as it is what a server does. */
    private final boolean server;

    /** A limit for each kind of lines, so that a flood of one kind suppresses no other. */
    private final Map<LineKind, RateLimiter> rateLimiters = new EnumMap<>(LineKind.class);

    private final Utf8Builder text = new Utf8Builder();
    private final Set<String> namespaces = new HashSet<>();
    private volatile OutputConfig output;
    private Renderer data;
    private Renderer status;
    private Renderer trace;
    private long lastDrawNanos = System.nanoTime() - FRAME_NANOS;
    /** Number of calls of {@link #flush} since the last lifecycle event. */
    private int flushes;

    private PromptDisplay(
            Environment environment,
            Prompt prompt,
            @Nullable Screen file,
            OutputConfig output,
            boolean server,
            LongSupplier nanoTime) {
        this.environment = environment;
        this.prompt = prompt;
        this.file = file;
        this.output = output;
        this.server = server;
        for (LineKind kind : LineKind.values()) {
            rateLimiters.put(kind, new RateLimiter(nanoTime));
        }
        chooseRenderers();
    }

    /**
     * Creates the display of a client's prompt, and opens a second destination of the data if the options name a file.
     *
     * @throws FailureException if the file cannot be written
     */
    public static PromptDisplay open(Environment environment, Prompt prompt, OutputConfig output)
            throws FailureException {
        return open(environment, prompt, output, System::nanoTime);
    }

    /**
     * As the public method, with a clock for the limits on drawn lines.
     *
     * @param nanoTime returns the time in nanoseconds, as {@link System#nanoTime}
     */
    static PromptDisplay open(Environment environment, Prompt prompt, OutputConfig output, LongSupplier nanoTime)
            throws FailureException {
        return new PromptDisplay(environment, prompt, file(environment, output), output, false, nanoTime);
    }

    /**
     * Creates the display of a server's prompt, which shows sent events too, as {@link #open} does.
     *
     * @throws FailureException if the file cannot be written
     */
    public static PromptDisplay ofServer(Environment environment, Prompt prompt, OutputConfig output)
            throws FailureException {
        return new PromptDisplay(environment, prompt, file(environment, output), output, true, System::nanoTime);
    }

    private static @Nullable Screen file(Environment environment, OutputConfig output) throws FailureException {
        if (output.data().file().isEmpty()) {
            return null;
        }
        Renderer data = new Renderers(environment, output).data(false, false);
        return Screen.open(environment, output, data, (event, out) -> {});
    }

    private Renderers renderers() {
        return Renderers.ofPrompt(environment, output);
    }

    private void chooseRenderers() {
        chooseDataRenderer();
        status = renderers().promptStatus();
        trace = renderers().trace();
    }

    /** Replaces only this renderer, because the others remember what they have shown and must not repeat it. */
    private void chooseDataRenderer() {
        data = renderers().data(namespaces.size() > 1, showsSent());
    }

    @Override
    public void show(Event event, boolean matchesFilter) throws FailureException {
        Event content = event.withoutClient();
        if (content instanceof TraceEvent traced) {
            showTrace(event, traced);
            return;
        }
        if (file != null) {
            file.showStatus(event);
            if (event.isAlwaysWritten() ? matchesFilter : output.data().lifecycle()) {
                file.showData(event);
            }
        }
        synchronized (this) {
            connectedNamespace(content).ifPresent(this::announceNamespace);
            if (content instanceof LifecycleEvent) {
                flushes = 0;
                // The events that were left out came before it.
                renderSuppressed(
                        LineKind.EVENT, rateLimiters.get(LineKind.EVENT).takeSuppressed());
            } else {
                status.finish(text);
            }
            boolean isSentShown =
                    content instanceof DataEvent && showsSent() && output.data().format() == OutputFormat.HUMAN;
            if (event.isAlwaysWritten() || isSentShown) {
                if (matchesFilter && isDrawn(LineKind.of(content), 1)) {
                    data.render(event, text);
                    status.render(event, text);
                }
            } else {
                if (output.data().lifecycle() || output.data().format() == OutputFormat.HUMAN) {
                    data.render(event, text);
                }
                status.render(event, text);
            }
        }
    }

    private boolean showsSent() {
        return server || output.verbosity() > 0;
    }

    @Override
    public synchronized void announceNamespace(String nsp) {
        if (namespaces.add(nsp) && namespaces.size() == 2) {
            chooseDataRenderer();
        }
    }

    private static Optional<String> connectedNamespace(Event event) {
        if (event instanceof NamespaceConnected now) {
            return Optional.of(now.nsp());
        }
        return event instanceof ClientConnected now ? Optional.of(now.nsp()) : Optional.empty();
    }

    /** Uses a separate rate limit, so that trace lines suppress no events. */
    private synchronized void showTrace(Event event, TraceEvent traced) {
        int lines = traced.item() instanceof TraceEvent.HttpHead head
                ? (int) head.text().lines().count()
                : 1;
        if (isDrawn(LineKind.TRACE, lines)) {
            trace.render(event, text);
        }
    }

    @Override
    public void flush() throws FailureException {
        if (file != null) {
            file.flush();
        }
        long wait;
        synchronized (this) {
            // An event that follows directly may come with the next batch.
            if (++flushes > 1) {
                status.finish(text);
            }
            if (text.length() == 0 && rateLimiters.values().stream().noneMatch(RateLimiter::hasSuppressed)) {
                return;
            }
            wait = lastDrawNanos + FRAME_NANOS - System.nanoTime();
        }
        // Events that arrive during this wait collect in the queue, and are drawn together afterwards.
        LockSupport.parkNanos(wait);
        synchronized (this) {
            rateLimiters.forEach((kind, limiter) -> renderSuppressed(kind, limiter.drainSuppressed()));
            draw();
        }
    }

    /** Counts an item, and returns true if it is drawn. Appends before it the number of those that were left out before. */
    private boolean isDrawn(LineKind kind, int lines) {
        RateLimiter limiter = rateLimiters.get(kind);
        renderSuppressed(kind, limiter.drainSuppressed());
        return limiter.tryAcquire(lines);
    }

    private void renderSuppressed(LineKind kind, long count) {
        if (count > 0) {
            renderers().notes().renderSuppressed(count, kind.noun, kind.advice, text);
        }
    }

    private void draw() {
        if (text.length() > 0) {
            prompt.print(text.toString());
            text.setLength(0);
            lastDrawNanos = System.nanoTime();
        }
    }

    private synchronized void drawNow(String lines) {
        status.finish(text);
        text.append(lines);
        draw();
    }

    @Override
    public void showHistory(List<Event> events, boolean full) {
        Utf8Builder lines = new Utf8Builder();
        Renderer again;
        synchronized (this) {
            again = renderers().history(full);
        }
        events.forEach(event -> again.render(event, lines));
        drawNow(lines.toString());
    }

    @Override
    public void showReport(Report report) {
        Utf8Builder lines = new Utf8Builder();
        synchronized (this) {
            renderers().reports().render(report, lines);
        }
        drawNow(lines.toString());
    }

    @Override
    public synchronized CheckRenderer checkRenderer() {
        return renderers().checks();
    }

    @Override
    public void showText(String lines) {
        drawNow(lines);
    }

    @Override
    public void showNote(String line) {
        Utf8Builder lines = new Utf8Builder();
        synchronized (this) {
            renderers().notes().render(line, lines);
        }
        drawNow(lines.toString());
    }

    @Override
    public void showFailure(String place, Failure failure) {
        Utf8Builder lines = new Utf8Builder();
        synchronized (this) {
            renderers().failures().render(place, failure, lines);
        }
        drawNow(lines.toString());
    }

    @Override
    public void clear() {
        prompt.clear();
    }

    @Override
    public synchronized void setOutput(OutputConfig other) {
        output = other;
        chooseRenderers();
    }

    /** Closes the second destination of the data. */
    @Override
    public void close() throws FailureException {
        drawNow("");
        if (file != null) {
            file.close();
        }
    }
}
