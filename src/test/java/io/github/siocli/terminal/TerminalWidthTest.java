package io.github.siocli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalWidthTest {

    @ParameterizedTest
    @CsvSource({"132, 132", ", 80", "'', 80", "0, 80", "-1, 80", "wide, 80"})
    void usesColumnsVariableWithoutNativeLibrary(String columns, int expected) {
        assertThat(NativeLibrary.isLoaded()).isFalse();
        assertThat(new TerminalWidth(1, columns).getAsInt()).isEqualTo(expected);
    }
}
