package io.github.siocli.client.engine;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.msgpack.MsgpackParser;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketEncoder;
import io.github.siocli.protocol.socketio.UnencodableException;
import java.util.Base64;
import java.util.Optional;
import okio.ByteString;

/**
 * Messages of socket.io-msgpack-parser. Its releases for 2.x write CONNECT, DISCONNECT and error packets as JSON text,
 * and all others as binary; servers and {@link MsgpackParser} read both.
 */
final class MsgpackDialect implements ParserDialect {

    /** The first key of a packet, which is a short map; its value follows in one byte. */
    private static final ByteString TYPE_KEY = ByteString.encodeUtf8("type");

    private static final int FIXED_MAP = 0x80;
    private static final byte FIXED_STRING_4 = (byte) 0xa4;
    private static final int TYPE_KEY_AT = 2;

    private final MsgpackParser parser = new MsgpackParser();

    @Override
    public boolean isPlain(ByteString message) {
        int valueAt = TYPE_KEY_AT + TYPE_KEY.size();
        return message.size() > valueAt
                && (message.getByte(0) & 0xf0) == FIXED_MAP
                && message.getByte(1) == FIXED_STRING_4
                && message.rangeEquals(TYPE_KEY_AT, TYPE_KEY, 0, TYPE_KEY.size())
                && isPlain(message.getByte(valueAt));
    }

    private static boolean isPlain(byte type) {
        return switch (type) {
            // Servers 2.x use separate types for events and acknowledgements with binary data.
            case 2, 3, 5, 6 -> true;
            default -> false;
        };
    }

    @Override
    public boolean isForeign(String message) {
        return message.charAt(0) == EnginePacket.MESSAGE
                && message.length() > 1
                && Character.isDigit(message.charAt(1));
    }

    @Override
    public Optional<String> read(String message) {
        try {
            return packet(message).map(MsgpackDialect::text);
        } catch (PacketSyntaxException | IllegalArgumentException broken) {
            // The packet dispatcher reports the broken message.
            return Optional.empty();
        }
    }

    private Optional<Packet> packet(String message) throws PacketSyntaxException {
        return message.charAt(0) == EnginePacket.BINARY
                // The client library breaks Base64 into lines.
                ? parser.decodeBinary(Base64.getMimeDecoder().decode(message.substring(1)))
                : parser.decodeText(message, 1);
    }

    private static String text(Packet packet) {
        if (packet instanceof Packet.Event || packet instanceof Packet.Ack) {
            return MessageText.event(packet.nsp());
        }
        return EnginePacket.MESSAGE + PacketEncoder.encode(packet).text().orElseThrow();
    }

    @Override
    public String forClient(String message) {
        String data = MessageText.data(message);
        return MessageText.JSON_OBJECT + "\"type\":" + message.charAt(1) + ",\"nsp\":"
                + Json.string(MessageText.path(message)).text() + (data.isEmpty() ? "" : ",\"data\":" + data) + "}";
    }

    @Override
    public String forServer(String connect) {
        try {
            Packet packet = new Packet.Connect(MessageText.path(connect), Optional.empty());
            return EnginePacket.BINARY + parser.encode(packet).binary().get(0).base64();
        } catch (UnencodableException e) {
            throw new IllegalStateException("a CONNECT packet without data cannot be written", e);
        }
    }
}
