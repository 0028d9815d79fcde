package io.github.siocli.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadEio4Test {

    @Test
    void separatesPackets() throws PayloadException {
        List<EngineFrame> frames = PayloadEio4.decode("4hello\u001e2\u001ebAQIDBA==");
        assertThat(frames).hasSize(3);
        assertThat(((EngineFrame.Text) frames.get(1)).packet()).isEqualTo("2");
        assertThat(((EngineFrame.Binary) frames.get(2)).bytes()).containsExactly(1, 2, 3, 4);
        assertThat(PayloadEio4.encode(frames)).isEqualTo("4hello\u001e2\u001ebAQIDBA==");
    }

    @Test
    void acceptsLineBreaksInBase64() throws PayloadException {
        assertThat(((EngineFrame.Binary) PayloadEio4.decode("bAQID\nBA==\n").get(0)).bytes())
                .containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001e", "4\u001e", "\u001e4", "bA"})
    void refusesInvalidPayload(String payload) {
        assertThatThrownBy(() -> PayloadEio4.decode(payload)).isInstanceOf(PayloadException.class);
    }
}
