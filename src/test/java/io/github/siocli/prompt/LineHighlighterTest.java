package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.util.Random;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineHighlighterTest {

    private TestShell talks;
    private LineHighlighter highlighter;

    @BeforeEach
    void open() throws FailureException {
        talks = new TestShell(Path.of(""));
        highlighter = new LineHighlighter(talks.interpreter(), true);
    }

    @AfterEach
    void close() throws FailureException {
        talks.close();
    }

    /** Returns one letter for the style of each character. */
    private String shown(String line) {
        return shown(line, line.length());
    }

    private String shown(String line, int cursor) {
        AttributedString painted = highlighter.highlight(line, cursor);
        assertThat(painted.toString()).isEqualTo(line);
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < painted.length(); i++) {
            letters.append(letter(painted.styleAt(i)));
        }
        return letters.toString();
    }

    private static char letter(AttributedStyle style) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        if (style.equals(plain.foreground(AttributedStyle.RED).underline())) {
            return '!';
        }
        if (style.equals(plain.bold())) {
            return 'V';
        }
        if (style.equals(plain.faint())) {
            return '#';
        }
        if (style.equals(plain.bold().foreground(AttributedStyle.BLUE))) {
            return 'm';
        }
        String letters = "wrsnbxk.";
        for (int color = 0; color < letters.length(); color++) {
            if (style.equals(plain.foreground(color))) {
                return letters.charAt(color);
            }
        }
        return style.equals(plain.bold().foreground(AttributedStyle.CYAN)) ? 'E' : '.';
    }

    @Test
    void coloursVerbsOptionsEventsAndJson() {
        assertThat(shown("emit chat {a: \"b\", 'c': [1, true]} 7 x --ack ", 0))
                .isEqualTo("VVVV.EEEE..k..sss..kkk...n..xxxx...n...nnnnn.");
    }

    @Test
    void marksUnknownVerbOnceNoVerbMatches() {
        assertThat(shown("emi")).isEqualTo("...");
        assertThat(shown("emi ")).isEqualTo("rrr.");
        assertThat(shown("emit")).isEqualTo("VVVV");
        assertThat(shown("emitt")).isEqualTo("rrrrr");
    }

    @Test
    void coloursVerbAfterRepeat() {
        assertThat(shown("repeat 3 emit tick")).isEqualTo("VVVVVV.n.VVVV.EEEE");
    }

    @Test
    void marksInvalidJsonButNotIncompleteJson() {
        assertThat(shown("emit a {b: c}", 0)).isEqualTo("VVVV.E..k..!!");
        assertThat(shown("emit a {b: \"c")).isEqualTo("VVVV.E..k..ss");
        assertThat(shown("emit a {b: 1", 7)).isEqualTo("VVVV.E..k..n");
    }

    @Test
    void marksBracketPairAtCursor() {
        assertThat(shown("emit a {b: [1]}")).isEqualTo("VVVV.E.mk...n.m");
        assertThat(shown("emit a {b: [1]", 14)).isEqualTo("VVVV.E..k..mnm");
    }

    @Test
    void dimsCommentsAndColoursVerbOfEachStatement() {
        assertThat(shown("# emit")).isEqualTo("######");
        assertThat(shown("wait a\nemit b")).isEqualTo("VVVV.E.VVVV.E");
    }

    @Test
    void omitsColourIfDisabledOrTextIsLong() {
        String longest = "emit a " + "x".repeat(LineHighlighter.MAX_LENGTH);
        assertThat(new LineHighlighter(talks.interpreter(), false)
                        .highlight(null, "emit a")
                        .toAnsi())
                .isEqualTo("emit a");
        assertThat(highlighter.highlight(null, longest).toAnsi()).isEqualTo(longest);
    }

    @Test
    void keepsAnyTextUnchanged() {
        Random random = new Random(7);
        String alphabet = "emit {}[]\"':,/*#\\ \n-a1é日\ud83d\ude00";
        for (int run = 0; run < 5_000; run++) {
            StringBuilder line = new StringBuilder();
            int length = random.nextInt(24);
            for (int i = 0; i < length; i++) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            shown(line.toString(), random.nextInt(line.length() + 1));
            CompletionContext.of(line.toString());
        }
    }
}
