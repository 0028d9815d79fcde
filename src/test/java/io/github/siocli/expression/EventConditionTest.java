package io.github.siocli.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventConditionTest {

    private static final ValueSources SOURCES = ValueSources.of(Clock.systemUTC(), Map.of("ROOM", "7"));

    private static boolean holds(String condition) throws SyntaxException {
        EventReceived event = new EventReceived(
                Instant.EPOCH,
                "/chat",
                EventName.of("paid"),
                Arguments.of(Json.literal("{\"price\":\"$5\",\"room\":7}")),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of("Xk3"));
        return EventCondition.parse(condition, word -> Arguments.of(Json.string(word)), SOURCES)
                .holds(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$event == paid and $nsp == \"/chat\" and $id ~ Xk*",
                "$1.price == \"$5\"",
                "$1.price ~ '$?'",
                "$1 == {price: \"$5\", room: $1.room}",
                "$1.room == $1.room and $env.ROOM == \"7\""
            })
    void holdsForEvent(String condition) throws SyntaxException {
        assertThat(holds(condition)).isTrue();
    }

    @Test
    void doesNotHoldForOtherEventsAndWithoutValue() throws SyntaxException {
        assertThat(holds("$event == refunded")).isFalse();
        assertThat(holds("$1.room == 8")).isFalse();
        assertThat(holds("not $random($1.price,2)")).isFalse();
    }

    @Test
    void knowsNoValuesOfRules() {
        assertThatThrownBy(() -> holds("$rooms has $1")).hasMessage("unknown value $rooms");
    }
}
