package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventHistoryTest {

    private final EventHistory backlog = new EventHistory();

    @Test
    void returnsLatestEventsInOrder() {
        for (int i = 0; i < 5; i++) {
            backlog.on(event("e" + i, "1"));
        }
        assertThat(backlog.last(2, event -> true))
                .extracting(EventHistoryTest::name)
                .containsExactly("e3", "e4");
        assertThat(backlog.last(9, event -> name(event).equals("e1"))).hasSize(1);
    }

    @Test
    void findsEventFromNumberOn() {
        backlog.on(event("a", "1"));
        backlog.on(event("b", "1"));
        backlog.on(event("a", "2"));
        assertThat(backlog.find(0, event -> event.name().text().equals("a"))).contains(0L);
        assertThat(backlog.find(1, event -> event.name().text().equals("a"))).contains(2L);
        assertThat(backlog.find(3, event -> true)).isEmpty();
        assertThat(backlog.next()).isEqualTo(3);
    }

    @Test
    void limitsItsSize() {
        String large = "\"" + "x".repeat(1 << 20) + "\"";
        for (int i = 0; i < 20; i++) {
            backlog.on(event("large" + i, large));
        }
        assertThat(backlog.last(100, event -> true)).hasSize(7);
        for (int i = 0; i < 20_000; i++) {
            backlog.on(event("small", "1"));
        }
        assertThat(backlog.last(100_000, event -> true)).hasSize(10_000);
    }

    private static EventReceived event(String name, String argument) {
        return new EventReceived(Instant.EPOCH, "/", name, Arguments.of(Json.literal(argument)), OptionalLong.empty());
    }

    private static String name(Event event) {
        return ((EventReceived) event).name().text();
    }
}
