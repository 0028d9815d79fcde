package io.github.siocli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.testing.Property;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
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
        assertThat(new String(Utf8Text.withoutMark(bytes(text)), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(new String(Utf8Text.withoutMark(bytes(MARK + text)), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(new String(Utf8Text.withoutMark(bytes(MARK + MARK + text)), StandardCharsets.UTF_8))
                .isEqualTo(MARK + text);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, UTF-16", "UTF-16BE, UTF-16", "UTF-32LE, UTF-32", "UTF-32BE, UTF-32"})
    void namesAnotherEncodingByItsByteOrderMark(String charset, String name) {
        byte[] bytes = (MARK + "hello 1\n").getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> Utf8Text.withoutMark(bytes))
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
            assertThatThrownBy(() -> Utf8Text.withoutMark(bytes))
                    .isInstanceOf(NotUtf8Exception.class)
                    .hasMessage("not UTF-8 text");
        }
    }

    @Test
    void findsTheFirstInvalidSequenceAsTheJdkDoes() {
        int[] invalid = new int[1];
        Property.holds(20_000, random -> {
            byte[] bytes = bytes("aé→😀z".repeat(random.nextInt(12)) + "plain text of some length, then é");
            for (int i = random.nextInt(3); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) (0x70 + random.nextInt(0x90));
            }
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            int expected = firstInvalidOfJdk(bytes, from, to);
            assertThat(Utf8Text.firstInvalid(bytes, from, to)).isEqualTo(expected);
            invalid[0] += expected < 0 ? 0 : 1;
        });
        assertThat(invalid[0]).isBetween(2_000, 18_000);
    }

    private static int firstInvalidOfJdk(byte[] bytes, int from, int to) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
        return result.isError() ? in.position() : -1;
    }

    @Test
    void countsCharactersAndFindsCutSequences() {
        Property.holds(5_000, random -> {
            String text = "aé→😀z".repeat(1 + random.nextInt(3)).substring(random.nextInt(3));
            byte[] bytes = bytes(text);
            assertThat(Utf8Text.countChars(bytes, 0, bytes.length)).isEqualTo(text.length());
            int cut = random.nextInt(bytes.length + 1);
            int complete = Utf8Text.completeLength(bytes, 0, cut);
            assertThat(complete).isBetween(Math.max(0, cut - 3), cut);
            assertThat(Utf8Text.firstInvalid(bytes, 0, complete)).isEqualTo(-1);
            assertThat(complete == cut || Utf8Text.firstInvalid(bytes, 0, cut) == complete)
                    .isTrue();
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
