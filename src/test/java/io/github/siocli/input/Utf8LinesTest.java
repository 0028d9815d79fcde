package io.github.siocli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.FailureException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8LinesTest {

    private static final String TEXT = "one\n\n  two é😀\r\n\r\n" + "x".repeat(200_000) + "\nlast";

    /** Reads the bytes in pieces of any size, which also split characters. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1 << 16, 1 << 20})
    void splitsLinesAtLineBreaks(int piece) throws FailureException {
        assertThat(all(new Pieces(TEXT.getBytes(StandardCharsets.UTF_8), piece)))
                .containsExactly("one", "", "  two é😀", "", "x".repeat(200_000), "last");
    }

    @Test
    void endsWithoutAnEmptyLineAfterTheLastLineBreak() throws FailureException {
        assertThat(all(new Pieces("one\n".getBytes(StandardCharsets.UTF_8), 9))).containsExactly("one");
        assertThat(all(new Pieces(new byte[0], 9))).isEmpty();
    }

    @Test
    void refusesOnlyTheLineThatIsNotUtf8() throws FailureException {
        Utf8Lines lines = new Utf8Lines(new ByteArrayInputStream("a\n\u00e9\nb".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(lines.next()).contains("a");
        assertThatThrownBy(lines::next).hasMessage("cannot read standard input: line 2 is not UTF-8 text");
        assertThat(lines.next()).contains("b");
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void skipsAByteOrderMarkAtTheBeginningOnly() throws FailureException {
        assertThat(all(new Pieces("\ufeffone\n\ufefftwo\n".getBytes(StandardCharsets.UTF_8), 1)))
                .containsExactly("one", "\ufefftwo");
        assertThat(all(new Pieces("\ufeff\r\none".getBytes(StandardCharsets.UTF_8), 9)))
                .containsExactly("", "one");
    }

    @Test
    void namesTheEncodingOfTextInUtf16() {
        byte[] utf16 = "\ufeffone\ntwo\n".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> all(new Pieces(utf16, 9)))
                .hasMessageStartingWith("cannot read standard input: line 1 is UTF-16 text, not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1 << 16})
    void refusesALineOverTheLimitWithItsNumber(int piece) throws FailureException {
        byte[] text = ("12345\n" + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        Utf8Lines lines = new Utf8Lines(new Pieces(text, piece), 5);
        assertThat(lines.next()).contains("12345");
        assertThatThrownBy(lines::next).hasMessage("cannot read standard input: line 2 is larger than 5 bytes");
        assertThat(lines.number()).isEqualTo(2);
    }

    private static List<String> all(InputStream in) throws FailureException {
        Utf8Lines lines = new Utf8Lines(in);
        List<String> all = new ArrayList<>();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get());
        }
        return all;
    }

    private static final class Pieces extends ByteArrayInputStream {

        private final int piece;

        private Pieces(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
        }

        @Override
        public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(piece, length));
        }
    }
}
