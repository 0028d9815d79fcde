package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.JsonParser;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryViewTest {

    @ParameterizedTest
    @ValueSource(strings = {"40{\"sid\":\"a\"}", "40/chat,{\"sid\":\"a\"}", "41", "41/chat,"})
    void whatMovesItsStateIsShownAsItIs(String frame) throws PacketSyntaxException {
        assertThat(view(frame)).contains(frame);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42[\"a\"]", "43/chat,1[]", "450-[\"a\"]"})
    void everythingElseIsKeptFromIt(String frame) throws PacketSyntaxException {
        assertThat(view(frame)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"44\"no\"|44{}", "44|44{}", "44/chat,\"no\"|44/chat,{}", "44/chat|44/chat,{}"})
    void aRefusalIsAlwaysAnObject(String frame, String shown) throws PacketSyntaxException {
        assertThat(view(frame)).contains(shown);
    }

    @Test
    void aRefusalKeepsItsNamespaceWhateverItsPayload() throws PacketSyntaxException {
        assertThat(view("44/a,{\"message\":\"x,y\"}")).contains("44/a,{}");
    }

    @Test
    void ofAConnectionItSeesTheIdAlone() throws PacketSyntaxException {
        assertThat(view("40/a,{\"x\":[[[]]],\"sid\":\"\\u0041\"}")).contains("40/a,{\"sid\":\"A\"}");
        assertThat(view("40")).contains("40");
    }

    @Test
    void theReasonOfADisconnectIsKeptFromIt() throws PacketSyntaxException {
        assertThat(view("41/a,{\"message\":\"no\"}")).contains("41/a,");
        assertThat(view("41")).contains("41");
    }

    private static Optional<String> view(String frame) throws PacketSyntaxException {
        return new JsonParser().text(frame, 1).flatMap(LibraryView::of);
    }
}
