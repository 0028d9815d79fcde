package io.github.siocli.command;

import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.output.Screen;
import io.github.siocli.render.Durations;
import io.github.siocli.shell.Deadlines;
import io.github.siocli.shell.EventConsumer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far a command has come, once it takes more than a moment. The event loop uses it. */
final class ProgressDisplay implements EventConsumer {

    /** Commands that take less time show nothing. */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Screen screen;
    private final SessionPlan plan;
    private long nextNanos = Deadlines.after(DELAY);
    private String text = "";
    /** The attempt to connect that is due next; null while there is none. */
    private @Nullable ReconnectScheduled reconnect;

    private long reconnectNanos = Deadlines.NEVER;

    ProgressDisplay(Screen screen, SessionPlan plan) {
        this.screen = screen;
        this.plan = plan;
    }

    @Override
    public void process(Event event) {
        if (event instanceof ReconnectScheduled scheduled) {
            reconnect = scheduled;
            reconnectNanos = Deadlines.after(scheduled.delay());
        } else if (event instanceof NamespaceConnected) {
            reconnect = null;
        }
    }

    @Override
    public void endBatch() throws FailureException {
        if (Deadlines.hasPassed(nextNanos)) {
            nextNanos = Deadlines.after(INTERVAL);
            text = reconnect == null ? plan.progress().orElse("") : describe(reconnect);
            screen.showProgress(text);
        } else if (!text.isEmpty() && !screen.isProgressShown()) {
            // Other output has erased it.
            screen.showProgress(text);
        }
    }

    private String describe(ReconnectScheduled scheduled) {
        long left = Deadlines.nanosLeft(reconnectNanos);
        String attempt = "reconnecting: attempt " + scheduled.attempt();
        return left == 0 ? attempt : attempt + " in " + seconds(left);
    }

    /** Describes a time in whole seconds, rounded up. */
    static String seconds(long nanos) {
        return Durations.text(Duration.ofSeconds((nanos + 999_999_999) / 1_000_000_000));
    }

    /** Returns the nanoseconds until the text is drawn again. */
    long nanosUntilDue() {
        return Deadlines.nanosLeft(nextNanos);
    }
}
