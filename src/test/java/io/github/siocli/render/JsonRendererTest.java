package io.github.siocli.render;

import static io.github.siocli.render.SampleEvents.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.LifecycleEvent;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.testing.Golden;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonRendererTest {

    @Test
    void samplesHoldEveryKindOfEvent() {
        // Trace events have no JSON record; TraceRendererTest covers them.
        assertThat(SampleEvents.all())
                .extracting(Object::getClass)
                .hasSameElementsAs(recordsOf(DataEvent.class, LifecycleEvent.class));
    }

    private static List<Class<?>> recordsOf(Class<?>... types) {
        List<Class<?>> records = new ArrayList<>();
        for (Class<?> type : types) {
            records.addAll(type.isSealed() ? recordsOf(type.getPermittedSubclasses()) : List.of(type));
        }
        return records;
    }

    @Test
    void writesRecordForEveryKindOfEvent() {
        Golden.check("render/json.golden", rendered(new JsonRenderer(true), SampleEvents.all()));
    }

    @Test
    void writesOnlyDataWithoutLifecycle() {
        assertThat(rendered(new JsonRenderer(false), SampleEvents.all()))
                .isEqualTo(rendered(new JsonRenderer(true), SampleEvents.data()));
    }

    @Test
    void writesEachRecordAsOneLineOfJson() throws JsonSyntaxException {
        JsonRenderer renderer = new JsonRenderer(true);
        for (Event event : SampleEvents.all()) {
            String line = rendered(renderer, event);
            assertThat(line).endsWith("}\n");
            assertThat(Json.parse(line).text() + "\n").isEqualTo(line).containsOnlyOnce("\n");
        }
        assertThat(rendered(renderer, SampleEvents.attacks()).lines()).hasSameSizeAs(SampleEvents.attacks());
    }

    @Test
    void keepsNumericEventName() {
        assertThat(rendered(new JsonRenderer(false), SampleEvents.received(EventName.of(Json.literal("7")))))
                .contains("\"event\":7,\"args\":[]");
        assertThat(rendered(new JsonRenderer(false), SampleEvents.received(EventName.of("7"))))
                .contains("\"event\":\"7\",\"args\":[]");
    }

    @Test
    void keepsPayloadsUnchanged() {
        assertThat(rendered(
                        new JsonRenderer(false),
                        SampleEvents.received("hello", SampleEvents.KEPT, "\"\\u00e9\u009b\u2028\"")))
                .isEqualTo("{\"time\":\"2026-01-01T12:00:00.123Z\",\"dir\":\"in\",\"type\":\"event\",\"nsp\":\"/\","
                        + "\"event\":\"hello\",\"args\":[" + SampleEvents.KEPT + ",\"\\u00e9\u009b\u2028\"]}\n");
    }

    /** Without a reservation, the builder would double its size for the last characters of the line. */
    @Test
    void escapesUnpairedSurrogatesInNames() {
        assertThat(rendered(new JsonRenderer(false), SampleEvents.received("\ud800😀")))
                .contains("\"event\":\"\\ud800😀\"");
    }

    @Test
    void writesTimesWithThreeDecimals() {
        JsonRenderer renderer = new JsonRenderer(false);
        assertThat(timeOf(renderer, "2026-12-31T23:59:59.999999999Z")).isEqualTo("2026-12-31T23:59:59.999Z");
        assertThat(timeOf(renderer, "2027-01-01T00:00:00Z")).isEqualTo("2027-01-01T00:00:00.000Z");
        assertThat(timeOf(renderer, "2027-01-01T00:00:00.045Z")).isEqualTo("2027-01-01T00:00:00.045Z");
        assertThat(timeOf(renderer, "0099-03-04T05:06:07.008Z")).isEqualTo("0099-03-04T05:06:07.008Z");
        assertThat(timeOf(renderer, "1969-12-31T23:59:59.5Z")).isEqualTo("1969-12-31T23:59:59.500Z");
    }

    private static String timeOf(JsonRenderer renderer, String time) {
        EventReceived event =
                new EventReceived(Instant.parse(time), "/", EventName.of("a"), Arguments.NONE, OptionalLong.empty());
        return rendered(renderer, event).replaceFirst("\\{\"time\":\"([^\"]*)\".*\n", "$1");
    }
}
