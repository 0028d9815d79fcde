package io.github.siocli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.Property;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    order:*, order:create, true
                    order:*, order:,       true
                    order:*, orders,       false
                    *,       '',           true
                    '',      '',           true
                    '',      a,            false
                    ?,       a,            true
                    ?,       '',           false
                    a?c,     abc,          true
                    *a*,     banana,       true
                    *n?n*,   banana,       true
                    A,       a,            false
                    [ab],    a,            false
                    [ab],    [ab],         true
                    a.c,     abc,          false
                    """)
    void matchesWholeName(String pattern, String name, boolean fits) {
        assertThat(new Glob(pattern).matches(name)).isEqualTo(fits);
    }

    @Test
    void matchesLikeEquivalentRegularExpression() {
        Property.holds(50_000, random -> {
            String pattern = text(random, "ab*?.", 8);
            String name = text(random, "ab.", 10);
            Pattern expression = Pattern.compile(pattern.chars()
                    .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                    .collect(Collectors.joining()));
            assertThat(new Glob(pattern).matches(name))
                    .as("%s on %s", pattern, name)
                    .isEqualTo(expression.matcher(name).matches());
        });
    }

    @Test
    void matchesManyStarsInShortTime() {
        assertThat(new Glob("*a".repeat(200) + "b").matches("a".repeat(20_000))).isFalse();
    }

    private static String text(Random random, String alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
