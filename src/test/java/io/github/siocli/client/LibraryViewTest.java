package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryViewTest {

    @ParameterizedTest
    @ValueSource(strings = {"40{\"sid\":\"a\"}", "40/chat,{\"sid\":\"a\"}", "41", "41/chat,"})
    void whatMovesItsStateIsShownAsItIs(String frame) {
        assertThat(LibraryView.of(frame)).contains(frame);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42[\"a\"]", "43/chat,1[]", "451-[\"a\"]", "461-1[]", "4", "4x"})
    void everythingElseIsKeptFromIt(String frame) {
        assertThat(LibraryView.of(frame)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"44\"no\"|44/,{}", "44|44/,{}", "44/chat,\"no\"|44/chat,{}", "44/chat|44/chat,{}"})
    void aRefusalIsAlwaysAnObject(String frame, String shown) {
        assertThat(LibraryView.of(frame)).contains(shown);
    }

    @Test
    void aRefusalKeepsItsNamespaceWhateverItsPayload() {
        assertThat(LibraryView.of("44/a,{\"message\":\"x,y\"}")).contains("44/a,{}");
    }
}
