package io.github.siocli.prompt;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
import io.github.siocli.event.DataEvent;
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
import java.util.HashSet;
import java.util.List;
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

    private final Environment environment;
    private final Prompt prompt;
    /** A second destination of the data; null if there is none. */
    private final @Nullable Screen file;
    /** True if everything that is sent is shown too, as it is what a server does. */
    private final boolean server;

    private final RateLimiter rateLimiter;
    private final RateLimiter traceRateLimiter;
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
        this.rateLimiter = new RateLimiter(nanoTime);
        this.traceRateLimiter = new RateLimiter(nanoTime);
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
            } else {
                status.finish(text);
            }
            boolean isSentShown =
                    content instanceof DataEvent && showsSent() && output.data().format() == OutputFormat.HUMAN;
            if (event.isAlwaysWritten() || isSentShown) {
                countSuppressedEvents();
                if (matchesFilter && rateLimiter.tryAcquire()) {
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
        countSuppressedTrace();
        if (traceRateLimiter.tryAcquire(lines)) {
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
            if (text.length() == 0 && !rateLimiter.hasSuppressed() && !traceRateLimiter.hasSuppressed()) {
                return;
            }
            wait = lastDrawNanos + FRAME_NANOS - System.nanoTime();
        }
        // Events that arrive during this wait collect in the queue, and are drawn together afterwards.
        LockSupport.parkNanos(wait);
        synchronized (this) {
            countSuppressedEvents();
            countSuppressedTrace();
            draw();
        }
    }

    /** Appends the number of events that were left out before this place, if the burst may be over. */
    private void countSuppressedEvents() {
        renderSuppressed(rateLimiter, "event", "last 50 shows some, record FILE keeps all");
    }

    private void countSuppressedTrace() {
        renderSuppressed(traceRateLimiter, "line of the trace", "trace to FILE keeps all");
    }

    private void renderSuppressed(RateLimiter limiter, String noun, String advice) {
        long suppressed = limiter.drainSuppressed();
        if (suppressed > 0) {
            renderers().notes().renderSuppressed(suppressed, noun, advice, text);
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
