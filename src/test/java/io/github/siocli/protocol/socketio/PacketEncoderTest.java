package io.github.siocli.protocol.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PacketEncoderTest {

    private static final Json KEPT = Json.literal("{\"z\":1,\"a\":2.0,\"big\":12345678901234567890.50,\"a\":3}");

    @Test
    void keepsTheTextOfValues() {
        assertThat(text(new Packet.Event("/", "a", Arguments.of(KEPT), OptionalLong.empty())))
                .isEqualTo("42[\"a\"," + KEPT.text() + "]");
        assertThat(text(new Packet.Ack("/", 7, Arguments.of(KEPT, Json.literal("1")))))
                .isEqualTo("437[" + KEPT.text() + ",1]");
    }

    @Test
    void omitsTheRootNamespace() {
        assertThat(text(new Packet.Event("/chat", "é\"", Arguments.NONE, OptionalLong.of(3))))
                .isEqualTo("42/chat,3[\"é\\\"\"]");
        assertThat(text(new Packet.Connect("/", Optional.empty()))).isEqualTo("40");
        assertThat(text(new Packet.Connect("/chat", Optional.of(KEPT)))).isEqualTo("40/chat," + KEPT.text());
        assertThat(text(new Packet.Disconnect("/chat"))).isEqualTo("41/chat,");
        assertThat(text(new Packet.ConnectError("/", Optional.of(Json.string("no")))))
                .isEqualTo("44\"no\"");
    }

    @Test
    void putsAttachmentsAfterTheirPacket() {
        Attachment one = new Attachment(new byte[] {1});
        Attachment two = new Attachment(new byte[] {2});
        Arguments args = new Arguments(List.of(Arguments.placeholder(0), Arguments.placeholder(1)), List.of(one, two));
        PacketFrames event = PacketEncoder.encode(new Packet.Event("/", "a", args, OptionalLong.of(4)));
        assertThat(new String(event.text().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("452-4[\"a\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        assertThat(event.binary()).containsExactly(one, two);
        assertThat(text(new Packet.Ack("/chat", 4, args))).startsWith("462-/chat,4[{");
    }

    private static String text(Packet packet) {
        return new String(PacketEncoder.encode(packet).text().orElseThrow(), StandardCharsets.UTF_8);
    }
}
