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
    void passesConnectAndDisconnectUnchanged(String frame) throws PacketSyntaxException {
        assertThat(view(frame)).contains(frame);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42[\"a\"]", "43/chat,1[]", "450-[\"a\"]"})
    void withholdsEventsAndAcks(String frame) throws PacketSyntaxException {
        assertThat(view(frame)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"44\"no\"|44{}", "44|44{}", "44/chat,\"no\"|44/chat,{}", "44/chat|44/chat,{}"})
    void replacesErrorDataByAnObject(String frame, String shown) throws PacketSyntaxException {
        assertThat(view(frame)).contains(shown);
    }

    @Test
    void keepsTheNamespaceOfARefusalWithAnyPayload() throws PacketSyntaxException {
        assertThat(view("44/a,{\"message\":\"x,y\"}")).contains("44/a,{}");
    }

    @Test
    void reducesConnectDataToTheId() throws PacketSyntaxException {
        assertThat(view("40/a,{\"x\":[[[]]],\"sid\":\"\\u0041\"}")).contains("40/a,{\"sid\":\"A\"}");
        assertThat(view("40")).contains("40");
    }

    @Test
    void removesTheReasonOfADisconnect() throws PacketSyntaxException {
        assertThat(view("41/a,{\"message\":\"no\"}")).contains("41/a,");
        assertThat(view("41")).contains("41");
    }

    private static Optional<String> view(String frame) throws PacketSyntaxException {
        return new JsonParser().decodeText(frame, 1).flatMap(LibraryView::packetFor);
    }
}
