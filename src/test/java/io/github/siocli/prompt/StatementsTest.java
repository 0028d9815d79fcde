package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void usuallyAnEntryIsOneStatement() {
        assertThat(Statements.of("emit a 1")).isEqualTo(complete("emit a 1"));
        assertThat(Statements.of("emit a {\n  b: [1,\n2]\n} 7\n\n")).isEqualTo(complete("emit a {\n  b: [1,\n2]\n} 7"));
        assertThat(Statements.of("")).isEqualTo(complete());
        assertThat(Statements.of(" \n ")).isEqualTo(complete());
    }

    @Test
    void whatWasPastedMayBeSeveral() {
        assertThat(Statements.of("emit a 1\n\nemit b {\n}\n# a comment {\nemit c"))
                .isEqualTo(complete("emit a 1", "emit b {\n}", "# a comment {", "emit c"));
    }

    @Test
    void theLastMayNeedMoreLines() {
        assertThat(Statements.of("emit a {")).isEqualTo(new Statements(List.of(), "emit a {"));
        Statements two = Statements.of("emit a 1\nemit b [1,\n {");
        assertThat(two.complete()).containsExactly("emit a 1");
        assertThat(two.rest()).isEqualTo("emit b [1,\n {");
        assertThat(two.isIncomplete()).isTrue();
    }

    @Test
    void aBrokenOneEndsWithItsLine() {
        assertThat(Statements.of("emit a \"open\nemit b 2")).isEqualTo(complete("emit a \"open", "emit b 2"));
        assertThat(Statements.of("emit a {b c}\nemit b 2")).isEqualTo(complete("emit a {b c}", "emit b 2"));
        assertThat(Statements.of("emit a {\"b\":1}c\nemit b 2").isIncomplete()).isFalse();
    }

    private static Statements complete(String... statements) {
        return new Statements(List.of(statements), "");
    }
}
