package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {

    @Test
    void returnsTypedEntryAsOneStatement() {
        assertThat(StatementSplitter.of("emit a 1")).isEqualTo(complete("emit a 1"));
        assertThat(StatementSplitter.of("emit a {\n  b: [1,\n2]\n} 7\n\n"))
                .isEqualTo(complete("emit a {\n  b: [1,\n2]\n} 7"));
        assertThat(StatementSplitter.of("")).isEqualTo(complete());
        assertThat(StatementSplitter.of(" \n ")).isEqualTo(complete());
    }

    @Test
    void splitsPastedStatements() {
        assertThat(StatementSplitter.of("emit a 1\n\nemit b {\n}\n# a comment {\nemit c"))
                .isEqualTo(complete("emit a 1", "emit b {\n}", "# a comment {", "emit c"));
    }

    @Test
    void keepsUnfinishedLastStatement() {
        assertThat(StatementSplitter.of("emit a {")).isEqualTo(new StatementSplitter(List.of(), "emit a {"));
        StatementSplitter two = StatementSplitter.of("emit a 1\nemit b [1,\n {");
        assertThat(two.complete()).containsExactly("emit a 1");
        assertThat(two.rest()).isEqualTo("emit b [1,\n {");
        assertThat(two.isIncomplete()).isTrue();
    }

    @Test
    void endsInvalidStatementWithItsLine() {
        assertThat(StatementSplitter.of("emit a \"open\nemit b 2")).isEqualTo(complete("emit a \"open", "emit b 2"));
        assertThat(StatementSplitter.of("emit a {b c}\nemit b 2")).isEqualTo(complete("emit a {b c}", "emit b 2"));
        assertThat(StatementSplitter.of("emit a {\"b\":1}c\nemit b 2").isIncomplete())
                .isFalse();
    }

    private static StatementSplitter complete(String... statements) {
        return new StatementSplitter(List.of(statements), "");
    }
}
