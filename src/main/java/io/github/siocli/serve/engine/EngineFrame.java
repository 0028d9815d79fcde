package io.github.siocli.serve.engine;

import io.github.siocli.wire.EnginePacket;
import io.github.siocli.wire.Frames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One Engine.IO packet. A frame that goes to many clients is encoded once. */
public sealed interface EngineFrame {

    /** About the number of bytes that it takes. */
    long size();

    /** A packet of text, with its type. */
    static EngineFrame text(String packet) {
        return new Text(packet);
    }

    /** A binary message. */
    static EngineFrame binary(byte[] bytes) {
        return new Binary(bytes);
    }

    /** The frames of a Socket.IO packet. */
    static List<EngineFrame> of(Frames frames) {
        List<EngineFrame> all = new ArrayList<>();
        frames.text().ifPresent(text -> all.add(new Text(EnginePacket.MESSAGE + text)));
        frames.binary().forEach(attachment -> all.add(new Binary(attachment.bytes())));
        return List.copyOf(all);
    }

    /** A packet of text, its first character the type. */
    final class Text implements EngineFrame {

        private final String packet;
        private byte[] utf8;

        Text(String packet) {
            this.packet = packet;
        }

        String packet() {
            return packet;
        }

        byte[] utf8() {
            if (utf8 == null) {
                utf8 = packet.getBytes(StandardCharsets.UTF_8);
            }
            return utf8;
        }

        @Override
        public long size() {
            return packet.length();
        }
    }

    /** A binary message. */
    record Binary(byte[] bytes) implements EngineFrame {

        @Override
        public long size() {
            return bytes.length;
        }
    }
}
