package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.FailureException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryExpansionTest {

    private static final List<String> HISTORY = List.of("emit a 1", "wait b", "emit c 3");

    @ParameterizedTest
    @CsvSource({
        "!!, emit c 3",
        "!! --ack, emit c 3 --ack",
        "!1, emit a 1",
        "!-2, wait b",
        "!2 --timeout 1s, wait b --timeout 1s",
        "!w, wait b",
        "!emit, emit c 3"
    })
    void expandsReference(String typed, String meant) throws FailureException {
        assertThat(HistoryExpansion.expand(typed, HISTORY)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emit a !!", "emit a {b: \"!1\"}", "wow!", "!", "! a", ""})
    void keepsOtherExclamationMarks(String typed) throws FailureException {
        assertThat(HistoryExpansion.expand(typed, HISTORY)).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!0", "!4", "!-4", "!x", "!99999999999"})
    void reportsMissingLine(String typed) {
        assertThatThrownBy(() -> HistoryExpansion.expand(typed, HISTORY))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().message()).isEqualTo("the history has no line for " + typed));
    }

    @Test
    void reportsEmptyHistory() {
        assertThatThrownBy(() -> HistoryExpansion.expand("!!", List.of())).isInstanceOf(FailureException.class);
    }
}
