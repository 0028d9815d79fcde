package io.github.siocli.command;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.render.Durations;
import io.github.siocli.shell.Deadlines;
import java.time.Duration;
import java.util.Optional;

/** Tracks the limits of a command: number of events, wanted event, time without an event, run time. */
final class LimitTracker {

    private final StopLimits limits;
    private final FilterConfig filter;
    private final long deadline;
    private long receivedCount;
    private int passedCount;
    private boolean untilSeen;
    private long idleDeadline = Deadlines.NEVER;

    /** Creates a tracker. The run time starts now, the time without an event with {@link #startIdleTime}. */
    LimitTracker(StopLimits limits, FilterConfig filter) {
        this.limits = limits;
        this.filter = filter;
        this.deadline = Deadlines.after(limits.maxTime().orElse(null));
    }

    /** Starts the time without an event, or starts it again. */
    void startIdleTime() {
        idleDeadline = Deadlines.after(limits.idle().orElse(null));
    }

    /** Processes an event. Returns true if it passes the filter. */
    boolean handle(EventReceived event) {
        if (idleDeadline != Deadlines.NEVER) {
            startIdleTime();
        }
        receivedCount++;
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

    /** Returns true if the wanted event or the wanted number of events has arrived. */
    boolean isGoalReached() {
        return untilSeen
                || limits.count().isPresent() && passedCount >= limits.count().getAsInt();
    }

    /** Returns true if the run time is up. */
    boolean isMaxTimeOver() {
        return Deadlines.hasPassed(deadline);
    }

    /** Returns the result of a command whose run time or time without an event is up; empty while it is not. */
    Optional<CommandResult> timeoutResult() {
        if (isMaxTimeOver()) {
            return Optional.of(timeoutResult(limits.maxTime().orElseThrow()));
        }
        return Deadlines.hasPassed(idleDeadline)
                ? Optional.of(timeoutResult(limits.idle().orElseThrow()))
                : Optional.empty();
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
                FailureKind.WAIT_TIMEOUT, missing + condition + " did not arrive", Durations.text(time), arrived()));
    }

    private String arrived() {
        boolean isSelected = limits.count().isPresent() && passedCount > 0;
        String did = isSelected || receivedCount == 0 ? "" : "other ";
        long count = isSelected ? passedCount : receivedCount;
        return count + " " + did + (count == 1 ? "event did" : "events did");
    }

    /** Returns the nanoseconds until a time is up. */
    long nanosUntilChange() {
        return Math.min(Deadlines.nanosLeft(deadline), Deadlines.nanosLeft(idleDeadline));
    }
}
