package io.github.siocli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8TextTest {

    private static final String MARK = "\ufeff";

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "é", "{\"a\":1}", "日本語 😀", "a\ufeffb"})
    void skipsOneByteOrderMark(String text) throws NotUtf8Exception {
        assertThat(Utf8Text.of(bytes(text))).isEqualTo(text);
        assertThat(Utf8Text.of(bytes(MARK + text))).isEqualTo(text);
        assertThat(Utf8Text.of(bytes(MARK + MARK + text))).isEqualTo(MARK + text);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, UTF-16", "UTF-16BE, UTF-16", "UTF-32LE, UTF-32", "UTF-32BE, UTF-32"})
    void namesAnotherEncodingByItsByteOrderMark(String charset, String name) {
        byte[] bytes = (MARK + "hello 1\n").getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> Utf8Text.of(bytes))
                .isInstanceOf(NotUtf8Exception.class)
                .hasMessage(name + " text, not UTF-8; iconv -f " + name + " -t UTF-8 converts it");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin1 = "é".getBytes(StandardCharsets.ISO_8859_1);
        byte[] cut = {(byte) 0xe2, (byte) 0x82};
        byte[] farBehind = bytes("é".repeat(20_000) + "x");
        farBehind[farBehind.length - 1] = (byte) 0xff;
        for (byte[] bytes : new byte[][] {latin1, cut, farBehind}) {
            assertThatThrownBy(() -> Utf8Text.of(bytes))
                    .isInstanceOf(NotUtf8Exception.class)
                    .hasMessage("not UTF-8 text");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
