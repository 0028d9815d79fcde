package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventStatsTest {

    private final EventStats stats = new EventStats();

    @Test
    void countsByNamespaceNameAndDirection() {
        received("/", "a", "1");
        received("/chat", "a", "2");
        stats.count(new EventSent(
                Instant.EPOCH, "/", EventName.of("a"), Arguments.of(Json.literal("3")), OptionalLong.empty()));
        received("/", "a", "4");
        assertThat(stats.all())
                .extracting(
                        EventSummary::nsp,
                        EventSummary::incoming,
                        EventSummary::count,
                        seen -> seen.sample().values().toString())
                .containsExactly(
                        tuple("/chat", true, 1L, "[2]"), tuple("/", false, 1L, "[3]"), tuple("/", true, 2L, "[4]"));
    }

    @Test
    void keepsNoSampleOfLargePayload() {
        received("/", "large", "\"" + "x".repeat(100_000) + "\"");
        assertThat(stats.all()).singleElement().extracting(EventSummary::sample).isEqualTo(Arguments.NONE);
    }

    @Test
    void limitsNumberOfNames() {
        for (int i = 0; i < 10_000; i++) {
            received("/", "name" + i, "1");
        }
        assertThat(stats.all())
                .hasSize(2_000)
                .last()
                .extracting(seen -> seen.name().text())
                .isEqualTo("name9999");
    }

    private void received(String nsp, String name, String argument) {
        stats.count(new EventReceived(
                Instant.EPOCH, nsp, EventName.of(name), Arguments.of(Json.literal(argument)), OptionalLong.empty()));
    }
}
