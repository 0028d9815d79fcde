package io.github.siocli.render;

import static io.github.siocli.render.SampleEvents.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.testing.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawRendererTest {

    @Test
    void showsOnlyReceivedEventsAndAcks() {
        Golden.check("render/raw.golden", rendered(new RawRenderer(), SampleEvents.all()));
    }

    @Test
    void keepsEventNamesUnchanged() {
        for (String name : List.of("7", "-1.50", "\"7\"", "\"h\\u00e9llo\"")) {
            assertThat(rendered(new RawRenderer(), SampleEvents.received(EventName.of(Json.literal(name)), "1")))
                    .isEqualTo("[" + name + ",1]\n");
        }
    }

    @Test
    void keepsPayloadsUnchanged() {
        assertThat(rendered(
                        new RawRenderer(),
                        SampleEvents.received("he\"llo", SampleEvents.KEPT, "\"\\u00e9\u009b\"", "[1,\r\n2]")))
                .isEqualTo("[\"he\\\"llo\"," + SampleEvents.KEPT + ",\"\\u00e9\u009b\",[1,  2]]\n");
    }
}
