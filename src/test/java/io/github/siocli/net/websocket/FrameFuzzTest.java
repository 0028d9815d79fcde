package io.github.siocli.net.websocket;

import static io.github.siocli.net.websocket.FrameBytes.LAST;
import static io.github.siocli.net.websocket.FrameBytes.concat;
import static io.github.siocli.net.websocket.FrameBytes.frame;
import static io.github.siocli.net.websocket.FrameBytes.ping;
import static io.github.siocli.net.websocket.FrameBytes.text;
import static io.github.siocli.net.websocket.FrameBytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** Reads random frames, valid and invalid ones, split at random positions. */
class FrameFuzzTest {

    private static final int LIMIT = 1 << 20;
    private static final String END = "end of stream";

    @Test
    void readsMessagesUnchangedInAnyFragmentation() {
        Property.holds(300, random -> {
            List<byte[]> wire = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                addMessage(random, wire, expected);
            }
            expected.add(END);
            byte[] stream = concat(wire.toArray(byte[][]::new));
            assertThat(RecordingReader.of(stream, LIMIT, sizes(random))).isEqualTo(expected);
        });
    }

    @Test
    void readsAnyBytesAsMessagesAndOneEnd() {
        Property.holds(3000, random -> {
            List<byte[]> wire = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                addMessage(random, wire, new ArrayList<>());
            }
            byte[] stream = concat(wire.toArray(byte[][]::new));
            for (int i = random.nextInt(4); i >= 0 && stream.length > 0; i--) {
                stream[random.nextInt(stream.length)] = (byte) random.nextInt();
            }
            checkEnd(RecordingReader.read(stream, 1000, sizes(random)));
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            checkEnd(RecordingReader.read(noise, 1000, sizes(random)));
        });
    }

    private static void checkEnd(RecordingReader reading) {
        assertThat(reading.largest()).isLessThanOrEqualTo(1000);
        List<String> seen = reading.seen();
        assertThat(seen.get(seen.size() - 1)).matches("end of stream|HTTP|close \\d+ .*|failed 100[279] .*");
        assertThat(seen.subList(0, seen.size() - 1)).allMatch(line -> line.matches("(?s)(text|binary|ping|pong) .*"));
    }

    private static void addMessage(Random random, List<byte[]> wire, List<String> expected) {
        boolean text = random.nextBoolean();
        byte[] payload = text
                ? utf8(randomText(random))
                : new byte[random.nextInt(3) == 0 ? random.nextInt(70_000) : random.nextInt(300)];
        if (!text) {
            random.nextBytes(payload);
        }
        int opcode = text ? 1 : 2;
        int done = 0;
        while (random.nextInt(3) > 0) {
            int piece = random.nextInt(payload.length - done + 1);
            wire.add(frame(opcode, Arrays.copyOfRange(payload, done, done + piece)));
            done += piece;
            opcode = 0;
            if (random.nextInt(3) == 0) {
                wire.add(ping("p"));
                expected.add("ping 70");
            }
        }
        wire.add(frame(LAST | opcode, Arrays.copyOfRange(payload, done, payload.length)));
        expected.add(
                text
                        ? "text " + RecordingReader.shortened(new String(payload, StandardCharsets.UTF_8))
                        : "binary "
                                + RecordingReader.shortened(
                                        ByteString.of(payload).hex()));
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(5)) {
                        case 0 -> 0xe9;
                        case 1 -> 0x20ac;
                        case 2 -> 0x1f600;
                        case 3 -> 0xfffd;
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return text.toString();
    }

    private static IntSupplier sizes(Random random) {
        int most = random.nextBoolean() ? 5 : 100_000;
        return () -> 1 + random.nextInt(most);
    }
}
