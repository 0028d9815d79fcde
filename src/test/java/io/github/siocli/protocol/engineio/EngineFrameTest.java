package io.github.siocli.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFrameTest {

    @ParameterizedTest
    @CsvSource({"4abc, true", "4, true", "3, false", "'', false", "14, false"})
    void recognizesAMessageByItsType(String packet, boolean isMessage) {
        EngineFrame[] frames = {EngineFrame.text(packet), EngineFrame.text(packet.getBytes(StandardCharsets.UTF_8))};
        for (EngineFrame frame : frames) {
            assertThat(((EngineFrame.Text) frame).isMessage()).isEqualTo(isMessage);
            assertThat(frame.size()).isEqualTo(packet.length());
        }
        assertThat(EngineFrame.binary(new byte[3]).size()).isEqualTo(3);
    }
}
