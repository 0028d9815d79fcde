package io.github.siocli.render;

import static io.github.siocli.render.Samples.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.Golden;
import org.junit.jupiter.api.Test;

class RawRendererTest {

    @Test
    void onlyWhatComesInIsShown() {
        Golden.check("render/raw.golden", rendered(new RawRenderer(), Samples.all()));
    }

    @Test
    void payloadsAreKeptByteForByte() {
        assertThat(rendered(
                        new RawRenderer(), Samples.received("he\"llo", Samples.KEPT, "\"\\u00e9\u009b\"", "[1,\r\n2]")))
                .isEqualTo("[\"he\\\"llo\"," + Samples.KEPT + ",\"\\u00e9\u009b\",[1,  2]]\n");
    }
}
