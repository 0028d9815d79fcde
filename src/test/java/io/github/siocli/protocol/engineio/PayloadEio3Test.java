package io.github.siocli.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadEio3Test {

    private static List<String> shown(List<EngineFrame> frames) {
        return frames.stream()
                .map(frame -> frame instanceof EngineFrame.Text text
                        ? text.packet()
                        : Arrays.toString(((EngineFrame.Binary) frame).bytes()))
                .toList();
    }

    private static List<EngineFrame> some(Random random) {
        List<EngineFrame> frames = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            frames.add(
                    random.nextBoolean()
                            ? new EngineFrame.Binary(bytes)
                            : EngineFrame.text("4" + new String(bytes, StandardCharsets.UTF_8)));
        }
        return frames;
    }

    @Test
    void decodesEncodedPayloads() {
        Property.holds(500, random -> {
            List<EngineFrame> frames = some(random);
            assertThat(shown(PayloadEio3.decodeText(PayloadEio3.encodeText(frames))))
                    .isEqualTo(shown(frames));
            assertThat(shown(PayloadEio3.decodeBinary(PayloadEio3.encodeBinary(frames))))
                    .isEqualTo(shown(frames));
        });
    }

    @Test
    void countsTextLengthInUtf16Units() throws PayloadException {
        assertThat(PayloadEio3.encodeText(List.of(EngineFrame.text("4é😀")))).isEqualTo("4:4é😀");
        assertThat(shown(PayloadEio3.decodeText("4:4é😀2:40"))).containsExactly("4é😀", "40");
    }

    @Test
    void decodesAnyBytesOrThrows() {
        Property.holds(2000, random -> {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(11) - 1);
            }
            try {
                assertThat(PayloadEio3.decodeBinary(bytes)).hasSizeLessThanOrEqualTo(bytes.length);
                PayloadEio3.decodeText(new String(bytes, StandardCharsets.ISO_8859_1));
            } catch (PayloadException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2:4", "999999999:4", ":4", "-1:4", "1:", "4", "1234567890:4", "1:b", "2:b5"})
    void refusesInvalidPayload(String payload) {
        assertThatThrownBy(() -> PayloadEio3.decodeText(payload)).isInstanceOf(PayloadException.class);
    }
}
