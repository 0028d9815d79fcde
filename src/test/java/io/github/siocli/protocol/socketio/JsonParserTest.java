package io.github.siocli.protocol.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.Base64Exception;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonParserTest {

    private final JsonParser parser = new JsonParser(10, 1000);

    @Test
    void readsThePacketsThatItWrites() throws PacketSyntaxException {
        Packet text = new Packet.Event("/a", "b", Arguments.of(Json.literal("[1.50]")), OptionalLong.of(7));
        assertThat(parser.decodeText(parser.encode(text).text().orElseThrow(), 1))
                .contains(text);
        Arguments args = new Arguments(List.of(Arguments.placeholder(0)), List.of(new Attachment(new byte[] {1})));
        Packet binary = new Packet.Ack("/", 3, args);
        PacketFrames frames = parser.encode(binary);
        assertThat(parser.decodeText(frames.text().orElseThrow(), 1)).isEmpty();
        assertThat(parser.decodeBinary(frames.binary().get(0).bytes())).contains(binary);
    }

    @Test
    void refusesObjectsThatServersReadAsBytes() throws Base64Exception {
        Json ordinary = Json.literal("{\"_placeholder\":true,\"num\":0}");
        Arguments mixed = Arguments.ofText(List.of(ordinary, Json.literal("{\"$binary\":\"AQ==\"}")));
        for (Packet packet :
                List.of(new Packet.Event("/", "b", mixed, OptionalLong.empty()), new Packet.Ack("/", 3, mixed))) {
            assertThatThrownBy(() -> parser.requireEncodable(packet))
                    .isInstanceOf(UnencodableException.class)
                    .hasMessageContaining("servers read it as bytes");
        }
        Arguments text = Arguments.ofText(List.of(ordinary));
        for (Packet packet :
                List.of(new Packet.Event("/", "b", text, OptionalLong.empty()), new Packet.Ack("/", 3, text))) {
            assertThatCode(() -> parser.requireEncodable(packet)).doesNotThrowAnyException();
        }
    }

    @Test
    void forgetsAnIncompletePacketAtAReset() throws PacketSyntaxException {
        assertThat(parser.decodeText(utf8("451-[\"a\",{\"_placeholder\":true,\"num\":0}]"), 1))
                .isEmpty();
        parser.reset();
        assertThat(parser.decodeText(utf8("42[\"b\"]"), 1)).isPresent();
    }

    @Test
    void reportsAttachmentsThatDoNotMatchOnce() throws PacketSyntaxException {
        assertThat(parser.decodeText(utf8("451-[\"a\",{\"_placeholder\":true,\"num\":5}]"), 1))
                .isEmpty();
        parser.decodeBinary(new byte[] {1});
        assertThat(parser.takeFaults()).isNotEmpty();
        assertThat(parser.takeFaults()).isEmpty();
    }

    @Test
    void recognizesMsgpackPackets() {
        assertThat(parser.isForeignText(utf8("4{\"type\":0}"), 1)).isTrue();
        assertThat(parser.isForeignText(utf8("42[]"), 1)).isFalse();
        assertThat(parser.isBinaryForeign()).isTrue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
