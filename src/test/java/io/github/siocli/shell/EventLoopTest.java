package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventLoopTest {

    private final EventQueue queue = new EventQueue(1 << 20);
    private final List<String> log = new ArrayList<>();

    @Test
    void handsEachEventToConsumersInOrderAndEndsBatchOnce() throws Exception {
        queue.accept(received("a"));
        queue.accept(received("b"));
        new EventLoop(queue, List.of(consumer(1), consumer(2))).runUntil(processed(1));
        assertThat(log).containsExactly("1 a", "2 a", "1 b", "2 b", "1 end", "2 end");
    }

    @Test
    void endsBatchWithoutEventsWhenConditionMayHaveChanged() throws Exception {
        new EventLoop(queue, List.of(consumer(1))).runUntil(StopCondition.after(Duration.ofNanos(1)));
        new EventLoop(queue, List.of(consumer(1))).runUntil(processed(1));
        assertThat(log).contains("1 end").doesNotContain("1 a");
    }

    @Test
    void takesNoEventsOnceConditionIsReached() throws Exception {
        queue.accept(received("a"));
        new EventLoop(queue, List.of(consumer(1))).runUntil(processed(0));
        assertThat(log).isEmpty();
    }

    private static Event received(String name) {
        return new EventReceived(Instant.EPOCH, "/", EventName.of(name), Arguments.NONE, OptionalLong.empty());
    }

    private EventConsumer consumer(int number) {
        return new EventConsumer() {
            @Override
            public void process(Event event) {
                log.add(number + " " + ((EventReceived) event).name().text());
            }

            @Override
            public void endBatch() {
                log.add(number + " end");
            }
        };
    }

    /** Returns a condition that is reached when the log has a number of entries. */
    private StopCondition processed(int entries) {
        return new StopCondition() {
            @Override
            public boolean isReached() {
                return log.size() >= entries;
            }

            @Override
            public long nanosUntilChange() {
                return 0;
            }
        };
    }
}
