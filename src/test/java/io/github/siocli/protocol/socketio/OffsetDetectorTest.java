package io.github.siocli.protocol.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.json.Json;
import io.github.siocli.testing.Property;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetDetectorTest {

    private static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {"Q8HWGs0", "Q8HWGs0.0", "Q8HWGs0.1_-z", "Q823Vc0", "1795590000000-0", "6b068770aabbccddeeff0011"
            })
    void detectsTheOffsetsOfTheAdapters(String offset) {
        assertThat(OffsetDetector.detect(Json.string(offset), NOW)).contains(offset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"welcome\"",
                "\"Quality\"",
                "\"Quality.\"",
                "\"0000000\"",
                "\"Q7r0Us\"",
                "\"Q8HWGs0.\"",
                "\"Q8HWGs0 0\"",
                "\"Q8HWG\\u00730\"",
                "\"Q9HWGs0\"",
                "\"Q7HWGs0\"",
                "\"1795590000000\"",
                "\"1795590000000-\"",
                "\"1695590000000-0\"",
                "\"179559000000a-0\"",
                "\"1795590000000-a\"",
                "\"ffffffffaabbccddeeff0011\"",
                "\"6b068770aabbccddeeff001g\"",
                "\"6b068770-aabb-ccdd-eeff-0011\"",
                "\"éééé\"",
                "\"ééééééé\"",
                "\"Q8HWGs0.é\"",
                "1795590000000",
                "[\"Q8HWGs0\"]",
                "null"
            })
    void ignoresArgumentsOfTheApplication(String json) {
        assertThat(OffsetDetector.detect(Json.literal(json), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-7, 7})
    void acceptsClocksThatDifferByAWeek(long days) {
        Json offset = Json.string("Q8HWGs0");
        assertThat(OffsetDetector.detect(offset, NOW.plus(Duration.ofDays(days))))
                .isPresent();
        assertThat(OffsetDetector.detect(offset, NOW.plus(Duration.ofDays(days * 8 / 7))))
                .isEmpty();
    }

    @Test
    void handlesAnyText() {
        Property.holds(50_000, random -> {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "Q8HWGs0" : "");
            for (int i = random.nextInt(45); i > 0; i--) {
                text.append("0129azAZ-_.f\"\\é".charAt(random.nextInt(15)));
            }
            Json value = Json.string(text.toString());
            OffsetDetector.detect(value, NOW)
                    .ifPresent(offset -> assertThat(value).isEqualTo(Json.string(offset)));
        });
    }
}
