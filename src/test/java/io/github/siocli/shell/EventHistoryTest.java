package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventHistoryTest {

    private final EventHistory history = new EventHistory();

    @Test
    void returnsLatestEventsInOrder() {
        for (int i = 0; i < 5; i++) {
            history.add(event("e" + i, "1"));
        }
        assertThat(history.latest(2, event -> true))
                .extracting(EventHistoryTest::name)
                .containsExactly("e3", "e4");
        assertThat(history.latest(9, event -> name(event).equals("e1"))).hasSize(1);
    }

    @Test
    void findsEventFromNumberOn() {
        history.add(event("a", "1"));
        history.add(event("b", "1"));
        history.add(event("a", "2"));
        assertThat(history.findReceived(
                                number -> number >= 0,
                                event -> event.name().text().equals("a"))
                        .map(EventHistory.Received::number))
                .contains(0L);
        assertThat(history.findReceived(
                                number -> number >= 1,
                                event -> event.name().text().equals("a"))
                        .map(EventHistory.Received::number))
                .contains(2L);
        assertThat(history.findReceived(number -> number >= 3, event -> true)).isEmpty();
        assertThat(history.nextNumber()).isEqualTo(3);
    }

    @Test
    void limitsItsSize() {
        String large = "\"" + "x".repeat(1 << 20) + "\"";
        for (int i = 0; i < 20; i++) {
            history.add(event("large" + i, large));
        }
        assertThat(history.latest(100, event -> true)).hasSize(7);
        for (int i = 0; i < 20_000; i++) {
            history.add(event("small", "1"));
        }
        assertThat(history.latest(100_000, event -> true)).hasSize(10_000);
    }

    private static EventReceived event(String name, String argument) {
        return new EventReceived(
                Instant.EPOCH, "/", EventName.of(name), Arguments.of(Json.literal(argument)), OptionalLong.empty());
    }

    private static String name(Event event) {
        return ((EventReceived) event).name().text();
    }
}
