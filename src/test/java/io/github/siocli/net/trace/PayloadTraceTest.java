package io.github.siocli.net.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.event.TraceEvent.TraceItem;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.secret.KnownSecrets;
import io.github.siocli.testing.Property;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTraceTest {

    private static final String[] TEXTS = {"", "2", "42[\"a\"]", "4é", "4€uro", "4😀", "4\u2028", "x".repeat(3_000)};

    @Test
    void splitsPayloadsOfEngineIo4() {
        assertThat(packets(false, bytes("42[1]\u001e2\u001ebAQID"))).containsExactly("42[1]", "2", "bAQID");
    }

    @Test
    void splitsPayloadsOfEngineIo3ByLength() {
        assertThat(packets(true, bytes("5:4é€😀2:4x"))).containsExactly("4é€😀", "4x");
        byte[] binary = HexFormat.of().parseHex("0003ff3432790103ff040102" + "0001ff32");
        assertThat(packets(true, binary)).containsExactly("42y", "<040102>", "2");
    }

    @Test
    void recognizesAnEngineIo3HandshakeInAnEngineIo4Request() {
        assertThat(packets(false, bytes("12:0{\"sid\":\"a\"}2:40"))).containsExactly("0{\"sid\":\"a\"}", "40");
        assertThat(packets(false, HexFormat.of().parseHex("0002ff" + "3430"))).containsExactly("40");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5:4é", "5", "x5:4", "99999999999:4", "5:"})
    void reportsPayloadsWithoutFramingAsOnePacket(String payload) {
        assertThat(packets(true, bytes(payload))).containsExactly(payload);
    }

    @ParameterizedTest
    @CsvSource({"0003ff34", "0003", "0001ff3207", "01ff"})
    void keepsAllBytesIfTheBinaryFramingIsBroken(String hex) {
        assertThat(packets(true, HexFormat.of().parseHex(hex))).isNotEmpty();
    }

    @Test
    void splitsTheSameForAnyPieceSize() {
        Property.holds(300, random -> {
            List<String> texts = new ArrayList<>();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                texts.add(TEXTS[random.nextInt(TEXTS.length)]);
            }
            texts.set(0, "0{}");
            boolean eio3 = random.nextBoolean();
            byte[] payload =
                    !eio3 ? bytes(String.join("\u001e", texts)) : random.nextBoolean() ? counted(texts) : binary(texts);
            boolean asked = eio3 && random.nextBoolean();
            assertThat(packets(asked, payload, random)).isEqualTo(texts);
        });
    }

    private static byte[] counted(List<String> texts) {
        StringBuilder payload = new StringBuilder();
        texts.forEach(text -> payload.append(text.length()).append(':').append(text));
        return bytes(payload.toString());
    }

    private static byte[] binary(List<String> texts) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (String text : texts) {
            payload.write(0);
            String.valueOf(bytes(text).length).chars().forEach(digit -> payload.write(digit - '0'));
            payload.write(0xff);
            payload.writeBytes(bytes(text));
        }
        return payload.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> packets(boolean eio3, byte[] bytes) {
        List<String> whole = new ArrayList<>();
        PayloadTrace payload = payload(eio3, whole);
        payload.add(bytes);
        payload.end();
        return whole;
    }

    private static List<String> packets(boolean eio3, byte[] bytes, Random random) {
        List<String> packets = new ArrayList<>();
        PayloadTrace payload = payload(eio3, packets);
        int at = 0;
        while (at < bytes.length) {
            int next = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 1_000));
            payload.add(Arrays.copyOfRange(bytes, at, next));
            at = next;
        }
        payload.end();
        return packets;
    }

    private static PayloadTrace payload(boolean eio3, List<String> packets) {
        Tracer tracer = new Tracer(
                new TraceSettings(new TraceSettings.TraceChoice(Set.of(TraceEvent.Level.EIO), true)),
                () -> new KnownSecrets(Set.of()),
                () -> eio3,
                PacketDecoding.json(),
                Clock.systemUTC(),
                event -> packets.add(text(event.item())));
        return new PayloadTrace(tracer, Direction.IN, 1, eio3 ? Generation.EIO3 : Generation.EIO4);
    }

    private static String text(TraceItem item) {
        return item instanceof TraceEvent.EngineBinaryPacket binary
                ? "<" + HexFormat.of().formatHex(binary.start().bytes()) + ">"
                : ((TraceEvent.EngineTextPacket) item).packet();
    }
}
