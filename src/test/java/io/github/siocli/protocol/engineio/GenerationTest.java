package io.github.siocli.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GenerationTest {

    @Test
    void findsAGenerationByItsNumber() {
        assertThat(Generation.of("3")).contains(Generation.EIO3);
        assertThat(Generation.of("4")).contains(Generation.EIO4);
        assertThat(Generation.of("5")).isEmpty();
        assertThat(Generation.EIO3.number()).isEqualTo(3);
        assertThat(Generation.EIO4.number()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"EIO3, b4AQID", "EIO4, bAQID"})
    void writesBytesAsBase64AndReadsThem(Generation generation, String packet) throws PacketSyntaxException {
        assertThat(generation.base64(new EngineFrame.Binary(new byte[] {1, 2, 3})))
                .isEqualTo(packet);
        assertThat(bytes(generation.readText(utf8(packet)))).containsExactly(1, 2, 3);
        assertThat(bytes(generation.readClientText(utf8(packet)))).containsExactly(1, 2, 3);
        assertThat(bytes(generation.readClientText(utf8(packet.replace("AQ", "A\r\nQ\n")))))
                .containsExactly(1, 2, 3);
        assertThatThrownBy(() -> generation.readText(utf8(packet + "\n"))).isInstanceOf(PacketSyntaxException.class);
    }

    private static byte[] bytes(EngineFrame frame) {
        return ((EngineFrame.Binary) frame).bytes();
    }

    @ParameterizedTest
    @EnumSource
    void keepsLineBreaksOfText(Generation generation) throws PacketSyntaxException {
        EngineFrame frame = generation.readClientText(utf8("4a\r\nb"));
        assertThat(frame).isInstanceOfSatisfying(EngineFrame.Text.class, text -> {
            assertThat(text.packet()).isEqualTo("4a\r\nb");
            assertThat(text.utf8()).isEqualTo("4a\r\nb".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(frame.size()).isEqualTo(5);
        assertThat(EngineFrame.binary(new byte[7]).size()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void rejectsEmptyPackets(Generation generation) {
        assertThatThrownBy(() -> generation.readText(utf8(""))).hasMessage("an empty packet");
        assertThatThrownBy(() -> generation.readClientText(utf8(""))).hasMessage("an empty packet");
    }

    @Test
    void requiresTheTypeOfBinaryPacketsOnlyInEngineIo3() throws PacketSyntaxException {
        byte[] data = {4, 1};
        assertThat(Generation.EIO4.readBinary(data).bytes()).containsExactly(4, 1);
        assertThat(Generation.EIO3.readBinary(data).bytes()).containsExactly(1);
        assertThatThrownBy(() -> Generation.EIO3.readText(utf8("b"))).hasMessage("a binary packet without a type");
        assertThatThrownBy(() -> Generation.EIO3.readText(utf8("b5AQID"))).hasMessage("a binary packet without a type");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
