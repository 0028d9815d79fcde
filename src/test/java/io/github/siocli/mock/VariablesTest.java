package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.expression.Value;
import org.junit.jupiter.api.Test;

class VariablesTest {

    private static final int MEBIBYTE = 1 << 20;

    private final Variables variables = new Variables("the variables");

    /** The size is that of the JSON text with its quotes. */
    private static Value ofSize(int size) {
        return Value.text("x".repeat(size - 2));
    }

    @Test
    void holdsOneMebibyte() {
        variables.set("a", ofSize(MEBIBYTE - 10));
        variables.set("b", ofSize(10));
        assertThatThrownBy(() -> variables.set("c", ofSize(2))).hasMessage("the variables exceed 1 MiB or 100 names");
        variables.set("a", ofSize(MEBIBYTE - 12));
        variables.set("c", ofSize(2));
        assertThatThrownBy(() -> variables.set("a", ofSize(MEBIBYTE - 11))).isInstanceOf(RuleException.class);
        assertThat(variables.toObject().json().members()).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void holdsHundredNames() {
        for (int i = 1; i <= 100; i++) {
            variables.set("a" + i, Value.NOTHING);
        }
        variables.set("a1", Value.text("changed"));
        assertThatThrownBy(() -> variables.set("b", Value.NOTHING)).isInstanceOf(RuleException.class);
        assertThat(variables.toObject().json().members()).hasSize(100);
    }
}
