package io.github.siocli.command;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.render.Durations;
import java.time.Duration;

/** Decides after each received event whether the limits of the command line are reached. */
final class StopCondition {

    private final StopLimits limits;
    private final FilterConfig filter;
    private int passedCount;
    private boolean untilSeen;
    private long idleDeadline = Deadlines.NEVER;

    StopCondition(StopLimits limits, FilterConfig filter) {
        this.limits = limits;
        this.filter = filter;
    }

    /** Starts the idle time again. */
    void restartIdleTime() {
        idleDeadline = Deadlines.after(limits.idle().orElse(null));
    }

    /** Processes an event. Returns true if it passes the filter. */
    boolean handle(EventReceived event) {
        if (limits.idle().isPresent()) {
            restartIdleTime();
        }
        boolean meets = filter.meetsCondition(event);
        if (meets
                && limits.until().isPresent()
                && limits.until().get().matches(event.name().text())) {
            untilSeen = true;
        }
        boolean passes = meets && filter.passesName(event.name().text());
        if (passes) {
            passedCount++;
        }
        return passes;
    }

    boolean isReached() {
        return untilSeen
                || limits.count().isPresent() && passedCount >= limits.count().getAsInt();
    }

    boolean isIdle() {
        return Deadlines.hasPassed(idleDeadline);
    }

    long nanosUntilIdle() {
        return Deadlines.nanosLeft(idleDeadline);
    }

    /**
     * Returns the result of a command whose time is up: a failure if it waited for a number of events or for an event.
     *
     * @param time the time limit that has expired
     */
    CommandResult timeoutResult(Duration time) {
        if (!limits.hasGoal()) {
            return CommandResult.DONE;
        }
        String missing = limits.until().isPresent()
                ? "\"" + limits.until().get().pattern() + "\""
                : limits.count().getAsInt() == 1 ? "1 event" : limits.count().getAsInt() + " events";
        String condition = filter.match().map(EventCondition::describe).orElse("");
        return CommandResult.failed(Failure.of(
                FailureKind.WAIT_TIMEOUT,
                missing + condition + " did not arrive",
                Durations.text(time),
                passedCount == 1 ? "1 event did" : passedCount + " events did"));
    }
}
