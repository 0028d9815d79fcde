package io.github.siocli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientIdsTest {

    @Test
    void shortensIdsOfBothGenerations() {
        assertThat(ClientIds.shorten("8slrFPabc")).isEqualTo("8slrFP");
        assertThat(ClientIds.shorten("/chat#8slrFPabc")).isEqualTo("8slrFP");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "8slrFPabc, 8sl, true",
                "8slrFPabc, slr, false",
                "/chat#8slrFPabc, 8sl, true",
                "/chat#8slrFPabc, /chat#8s, true",
                "/chat#8slrFPabc, chat, false",
                "8slrFPabc, ``, true"
            })
    void findsPrefixWithAndWithoutNamespace(String sid, String prefix, boolean expected) {
        assertThat(ClientIds.hasPrefix(sid, prefix)).isEqualTo(expected);
    }
}
