package io.github.siocli.shell;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides when a command has seen enough. Only the thread of the {@link EventLoop} calls it, after each batch of events. */
public interface StopCondition {

    /** Returns a condition that is never reached. */
    static StopCondition never() {
        return after(null);
    }

    /** Returns a condition that is reached after a time; never if the time is null. */
    static StopCondition after(@Nullable Duration time) {
        long deadline = Deadlines.after(time);
        return new StopCondition() {
            @Override
            public boolean isReached() {
                return Deadlines.hasPassed(deadline);
            }

            @Override
            public long nanosUntilChange() {
                return Deadlines.nanosLeft(deadline);
            }
        };
    }

    /** Returns true if the condition is reached. */
    boolean isReached();

    /** Returns the nanoseconds after which the condition may be reached without an event. */
    long nanosUntilChange();
}
