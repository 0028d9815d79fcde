package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

    private final EventQueue queue = new EventQueue(1);
    private final EventPublisher publisher = new EventPublisher(queue);
    private final List<String> shown = new ArrayList<>();

    private List<String> notes() throws FailureException {
        shown.clear();
        publisher.writeNotes((Display) Proxy.newProxyInstance(
                Display.class.getClassLoader(), new Class<?>[] {Display.class}, (proxy, method, args) -> {
                    shown.add((String) args[0]);
                    return null;
                }));
        return shown;
    }

    private static Event event(String name) {
        return new EventReceived(Instant.EPOCH, "/", EventName.of(name), Arguments.NONE, OptionalLong.empty());
    }

    @Test
    void countsEventsForWhichTheQueueHasNoRoom() throws Exception {
        publisher.publish(event("first"));
        assertThat(notes()).isEmpty();
        publisher.publish(event("dropped"));
        assertThat(notes()).containsExactly("1 event from clients was not shown: the output is too slow");
        assertThat(notes()).isEmpty();
        publisher.publish(event("dropped"));
        publisher.publish(event("dropped"));
        publisher.publishAlways(event("kept"));
        assertThat(notes()).containsExactly("2 events from clients were not shown: the output is too slow");
        publisher.publish(event("dropped"));
        publisher.publish(new AckSent(Instant.EPOCH, "/", 1, Arguments.NONE));
        assertThat(notes())
                .containsExactly("1 event from clients and 1 other record were not shown: the output is too slow");
        List<Event> published = new ArrayList<>();
        queue.drainTo(published, 0);
        assertThat(published).containsExactly(event("first"), event("kept"));
    }

    @Test
    void holdsAHundredNotes() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 101; i++) {
                publisher.note("note " + i);
            }
            assertThat(notes())
                    .hasSize(101)
                    .startsWith("note 0", "note 1")
                    .endsWith("note 99", "1 record was not shown: the output is too slow");
        }
    }

    @Test
    void wakesTheEventLoopForANote() throws InterruptedException {
        publisher.note("a note");
        assertThat(queue.drainTo(new ArrayList<>(), Long.MAX_VALUE)).isFalse();
    }
}
