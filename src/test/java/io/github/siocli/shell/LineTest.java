package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

    @Test
    void splitsLineAtSpaces() throws FailureException {
        assertThat(Line.parse("  emit  hello\tworld 1 ").words()).containsExactly("emit", "hello", "world", "1");
    }

    @Test
    void readsJsonWithSpacesAsOneWord() throws FailureException {
        assertThat(Line.parse("emit x {a: [1, 'b c'], } \"d e\" 'f g' [ 2.0 ]").words())
                .containsExactly("emit", "x", "{\"a\":[1,\"b c\"]}", "\"d e\"", "\"f g\"", "[ 2.0 ]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "# a comment", "  # {"})
    void returnsNoWordsForBlankLinesAndComments(String line) throws FailureException {
        assertThat(Line.parse(line).words()).isEmpty();
    }

    @Test
    void readsHashWithinLineAsText() throws FailureException {
        assertThat(Line.parse("emit #x a#b").words()).containsExactly("emit", "#x", "a#b");
    }

    @Test
    void keepsQuotesWithinWord() throws FailureException {
        assertThat(Line.parse("it's a\"b\" str:{ @file").words()).containsExactly("it's", "a\"b\"", "str:{", "@file");
    }

    @Test
    void marksPositionOfInvalidJson() {
        assertThatThrownBy(() -> Line.parse("emit x {a: }")).hasMessage("""
                the line is invalid: expected a value
                  emit x {a: }
                             ^""");
        assertThatThrownBy(() -> Line.parse("emit x {}1")).hasMessage("""
                a space is missing after the value
                  emit x {}1
                           ^""");
        assertThatThrownBy(() -> Line.parse("emit x {a: 1}}")).hasMessage("""
                one } too many after the value
                  emit x {a: 1}}
                               ^""");
    }

    @Test
    void splitsAnyTextOrReportsUsageError() {
        Property.holds(20_000, random -> {
            StringBuilder line = new StringBuilder();
            String[] parts = {"{", "}", "[", "]", "\"", "'", ":", ",", "1", "a", " ", "\\", "é", "#", "/*", "//", "\t"};
            for (int i = random.nextInt(12); i > 0; i--) {
                line.append(parts[random.nextInt(parts.length)]);
            }
            try {
                assertThat(Line.parse(line.toString()).words()).noneMatch(String::isEmpty);
            } catch (FailureException e) {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.USAGE);
            }
        });
    }
}
