package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.FailureException;
import io.github.siocli.render.TextRole;
import io.github.siocli.render.TextStyle;
import io.github.siocli.render.Theme;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineHighlighterTest {

    private static final TextStyle STYLE = new TextStyle(Theme.AUTO.palette(true), true, true, () -> 80);

    private TestShell talks;
    private LineHighlighter highlighter;

    @BeforeEach
    void open() throws FailureException {
        talks = new TestShell(Path.of(""));
        highlighter = new LineHighlighter(talks.interpreter(), STYLE);
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
        if (style.equals(color(TextRole.ERROR).underline())) {
            return '!';
        }
        if (style.equals(color(TextRole.OUTGOING).bold())) {
            return 'm';
        }
        if (style.equals(color(TextRole.JSON_KEY).bold())) {
            return 'E';
        }
        Map<TextRole, Character> letters = Map.of(
                TextRole.NAME, 'V',
                TextRole.ERROR, 'r',
                TextRole.MUTED, '#',
                TextRole.OUTGOING, 'o',
                TextRole.JSON_KEY, 'k',
                TextRole.JSON_STRING, 's',
                TextRole.JSON_NUMBER, 'n',
                TextRole.JSON_LITERAL, 'x');
        return letters.keySet().stream()
                .filter(role -> style.equals(color(role)))
                .map(letters::get)
                .findFirst()
                .orElse('.');
    }

    private static AttributedStyle color(TextRole role) {
        return PromptColors.of(role, STYLE);
    }

    @Test
    void coloursVerbsOptionsEventsAndJson() {
        assertThat(shown("emit chat {a: \"b\", 'c': [1, true]} 7 x --ack ", 0))
                .isEqualTo("VVVV.EEEE..k..sss..kkk...n..xxxx...n...ooooo.");
    }

    @Test
    void marksUnknownVerbOnceNoVerbMatches() {
        assertThat(shown("emi")).isEqualTo("...");
        assertThat(shown("emi ")).isEqualTo("rrr.");
        assertThat(shown("emit")).isEqualTo("VVVV");
        assertThat(shown("emitt")).isEqualTo("rrrrr");
    }

    @Test
    void coloursVerbAfterClient() {
        assertThat(shown("bob: emit tick").substring("bob: ".length())).isEqualTo("VVVV.EEEE");
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
        assertThat(new LineHighlighter(talks.interpreter(), TextStyle.PLAIN)
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
