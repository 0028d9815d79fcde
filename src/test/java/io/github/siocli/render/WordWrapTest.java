package io.github.siocli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.text.Utf8Builder;
import org.junit.jupiter.api.Test;

class WordWrapTest {

    private static String wrapped(String text, int columns) {
        Utf8Builder out = new Utf8Builder().append("before\n");
        int from = out.length();
        out.append(text);
        WordWrap.apply(out, from, new TextStyle(null, true, true, () -> columns));
        return out.substring(from);
    }

    @Test
    void breaksLongLinesBetweenWords() {
        assertThat(wrapped("disconnected from the server\n  try: again\n", 24))
                .isEqualTo("disconnected from the\n    server\n  try: again\n");
        assertThat(wrapped("one two three four five six seven\n", 20))
                .isEqualTo("one two three four\n    five six seven\n");
        assertThat(wrapped("漢字漢字 漢字漢字 漢字漢字\n", 20)).isEqualTo("漢字漢字 漢字漢字\n    漢字漢字\n");
    }

    @Test
    void keepsLinesThatFitAndWordsThatDoNot() {
        assertThat(wrapped("exactly twenty chars\n", 20)).isEqualTo("exactly twenty chars\n");
        assertThat(wrapped("see http://localhost:3000/a/long/path now\n", 20))
                .isEqualTo("see\n    http://localhost:3000/a/long/path\n    now\n");
        assertThat(wrapped("x".repeat(50) + "\n", 20)).isEqualTo("x".repeat(50) + "\n");
        assertThat(wrapped("a long line without known width\n", 0)).isEqualTo("a long line without known width\n");
    }

    @Test
    void countsNoColumnsForColours() {
        String red = Palette.BASIC.start(TextRole.ERROR);
        String reset = Palette.BASIC.reset();
        assertThat(wrapped(red + "one two" + reset + " three four\n", 20))
                .isEqualTo(red + "one two" + reset + " three four\n");
        assertThat(wrapped(red + "one two three four five" + reset + "\n", 20))
                .isEqualTo(red + "one two three four\n    five" + reset + "\n");
    }
}
