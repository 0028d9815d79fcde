package io.github.siocli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriComponentTest {

    @Test
    void encodesLikeEncodeUriComponent() {
        assertThat(UriComponent.encode("AZaz09-_.!~*'()")).isEqualTo("AZaz09-_.!~*'()");
        assertThat(UriComponent.encode(" +\"#$%&,/:;<=>?@[\\]^`{|}\u007f\u0000"))
                .isEqualTo("%20%2B%22%23%24%25%26%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%7F%00");
        assertThat(UriComponent.encode("é€😀")).isEqualTo("%C3%A9%E2%82%AC%F0%9F%98%80");
    }

    @Test
    void decodesOnlyPercentEncoding() {
        assertThat(UriComponent.decode("a+b%2Bc%20%e2%82%AC€%41")).isEqualTo("a+b+c €€A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "%4", "%zz", "%4g", "%ff", "%c3", "%e2%82", "%ed%a0%80", "%+1"})
    void refusesInvalidPercentEncoding(String text) {
        assertThatThrownBy(() -> UriComponent.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decodesEncodedText() {
        Property.holds(5_000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                int point = random.nextInt(random.nextBoolean() ? 0x80 : 0xd800);
                text.appendCodePoint(random.nextInt(9) == 0 ? 0x1f600 : point);
            }
            assertThat(UriComponent.decode(UriComponent.encode(text.toString())))
                    .isEqualTo(text.toString());
        });
    }
}
