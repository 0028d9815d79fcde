package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.option.ConnectOptions.ParserType;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.Event;
import io.github.siocli.event.LifecycleEvent.PacketRejected;
import io.github.siocli.protocol.socketio.Packet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageDecoderTest {

    /** The beginning of an event in msgpack. */
    private static final byte[] MSGPACK = {(byte) 0x83, (byte) 0xa4};

    private final List<Event> events = new ArrayList<>();
    private boolean isForeignMessageReported;

    private MessageDecoder decoder(ParserType parser) {
        return new MessageDecoder(
                PacketParsers.createParser(parser),
                events::add,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new PacketListener() {
                    @Override
                    public void received(Packet packet, boolean isEio3) {}

                    @Override
                    public boolean receivedForeignMessage() {
                        return isForeignMessageReported;
                    }

                    @Override
                    public void suspectedTooLarge(Packet packet, AckTimedOut.Large payload) {}

                    @Override
                    public void written(Packet packet) {}
                });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<PacketRejected> rejected() {
        return events.stream().map(PacketRejected.class::cast).toList();
    }

    @Test
    void returnsAPacketWithItsLastMessage() {
        MessageDecoder decoder = decoder(ParserType.JSON);
        assertThat(decoder.decodeText(utf8("42[\"a\"]"))).isPresent();
        assertThat(decoder.decodeText(utf8("451-[\"a\",{\"_placeholder\":true,\"num\":0}]")))
                .isEmpty();
        assertThat(decoder.decodeBinary(new byte[] {7})).isPresent();
        assertThat(events).isEmpty();
    }

    @Test
    void reportsAPacketWhoseAttachmentIsMissing() {
        MessageDecoder decoder = decoder(ParserType.JSON);
        decoder.decodeText(utf8("451-[\"a\",{\"_placeholder\":true,\"num\":0}]"));
        assertThat(decoder.decodeText(utf8("42[\"b\"]"))).isPresent();
        assertThat(rejected())
                .singleElement()
                .satisfies(event -> assertThat(event.packet()).contains("\"a\""));
        decoder.decodeText(utf8("451-[\"c\",{\"_placeholder\":true,\"num\":0}]"));
        decoder.end();
        decoder.end();
        assertThat(rejected()).hasSize(2);
    }

    @Test
    void reportsInvalidMessages() {
        MessageDecoder decoder = decoder(ParserType.JSON);
        assertThat(decoder.decodeText(utf8("4\u00e9"))).isEmpty();
        assertThat(decoder.decodeBinary(new byte[] {7})).isEmpty();
        decoder.reportInvalidPacket("x", "why");
        assertThat(rejected()).extracting(PacketRejected::packet).containsExactly("\u00e9", "<1 bytes>", "x");
        assertThat(rejected().get(1).attachments()).containsExactly(new Attachment(new byte[] {7}));
        assertThat(rejected().get(2).problem()).isEqualTo("why");
    }

    @Test
    void reportsAMessageOfAnotherParserOnlyIfItIsNotTheFirst() {
        for (boolean isFirst : new boolean[] {true, false}) {
            isForeignMessageReported = isFirst;
            assertThat(decoder(ParserType.JSON).decodeBinary(MSGPACK)).isEmpty();
            assertThat(decoder(ParserType.MSGPACK).decodeText(utf8("40"))).isEmpty();
            assertThat(events).hasSize(isFirst ? 0 : 2);
        }
    }
}
