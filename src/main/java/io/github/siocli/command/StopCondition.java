package io.github.siocli.command;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.render.Durations;
import java.time.Duration;
import java.util.Optional;

/** Follows the events that come in until there are enough of them. */
final class StopCondition {

    private final StopLimits stop;
    private final FilterConfig filter;
    private int shown;
    private boolean untilSeen;
    private long idleEnds;

    StopCondition(StopLimits stop, FilterConfig filter) {
        this.stop = stop;
        this.filter = filter;
        this.idleEnds = Deadlines.in(Optional.empty());
    }

    /** From now on the time without events counts. */
    void startIdle() {
        idleEnds = Deadlines.in(stop.idle());
    }

    /** Takes an event; says whether it is to be shown. */
    boolean on(EventReceived event) {
        if (stop.idle().isPresent()) {
            startIdle();
        }
        if (stop.until().isPresent() && stop.until().get().matches(event.name().text())) {
            untilSeen = true;
        }
        boolean passes = filter.passes(event.name().text());
        if (passes) {
            shown++;
        }
        return passes;
    }

    boolean isReached() {
        return untilSeen || stop.count().isPresent() && shown >= stop.count().getAsInt();
    }

    boolean isIdle() {
        return Deadlines.isOver(idleEnds);
    }

    long nanosUntilIdle() {
        return Deadlines.left(idleEnds);
    }

    /** Running out of time is a failure only where something had to happen before. */
    CommandResult verdictWhenTimeIsUp(Optional<Duration> time) {
        if (!stop.hasGoal()) {
            return CommandResult.DONE;
        }
        String what = stop.until().isPresent()
                ? "\"" + stop.until().get().pattern() + "\" did not come"
                : (stop.count().getAsInt() == 1 ? "1 event" : stop.count().getAsInt() + " events") + " did not come";
        return CommandResult.failed(Failure.of(
                FailureKind.WAIT_TIMEOUT,
                what,
                time.map(Durations::text).orElse("that time"),
                shown == 1 ? "1 event did" : shown + " events did"));
    }
}
