package io.github.siocli.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboundBudgetTest {

    @Test
    void reservesBytesUpToTheLimit() {
        InboundBudget budget = new InboundBudget(10);
        assertThat(budget.reserve(6)).isTrue();
        assertThat(budget.reserve(4)).isTrue();
        assertThat(budget.reserve(1)).isFalse();
        budget.release(2);
        assertThat(budget.reserve(1)).isTrue();
        assertThat(budget.reserve(1)).isFalse();
    }
}
