package io.github.siocli.protocol.msgpack;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketFrames;
import io.github.siocli.protocol.socketio.PacketParser;
import io.github.siocli.protocol.socketio.UnencodableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The parser of socket.io-msgpack-parser: each packet is one binary message, a map of {@code type}, {@code nsp}, {@code
 * data} and {@code id}.
 *
 * <p>Its releases for servers 2.x write CONNECT, DISCONNECT and CONNECT_ERROR as JSON in a text message; these are
 * decoded too.
 */
public final class MsgpackParser implements PacketParser {

    private static final int CONNECT = 0;
    private static final int DISCONNECT = 1;
    private static final int EVENT = 2;
    private static final int ACK = 3;
    private static final int CONNECT_ERROR = 4;

    /** A number with this many digits always fits into a long. */
    private static final int MOST_DIGITS = 18;

    @Override
    public PacketFrames encode(Packet packet) throws UnencodableException {
        MsgpackOutput out = new MsgpackOutput();
        if (packet instanceof Packet.Event event) {
            head(out, EVENT, event.nsp(), event.id().isPresent() ? 4 : 3);
            if (event.id().isPresent()) {
                id(out, event.id().getAsLong());
            }
            name(out, "data");
            out.array(1 + event.args().values().size());
            MsgpackValueWriter writer = new MsgpackValueWriter(out, event.args());
            writer.write(event.name().json());
            values(writer, event.args());
        } else if (packet instanceof Packet.Ack ack) {
            head(out, ACK, ack.nsp(), 4);
            id(out, ack.id());
            name(out, "data");
            out.array(ack.args().values().size());
            values(new MsgpackValueWriter(out, ack.args()), ack.args());
        } else if (packet instanceof Packet.Connect connect) {
            value(out, CONNECT, connect.nsp(), connect.data().orElse(null));
        } else if (packet instanceof Packet.ConnectError error) {
            value(out, CONNECT_ERROR, error.nsp(), error.data().orElse(null));
        } else if (packet instanceof Packet.Disconnect disconnect) {
            value(out, DISCONNECT, disconnect.nsp(), disconnect.data().orElse(null));
        }
        return new PacketFrames(Optional.empty(), List.of(new Attachment(out.toBytes())));
    }

    /**
     * Writes a packet with one value.
     *
     * @param data the value; null to omit it
     */
    private static void value(MsgpackOutput out, int type, String nsp, @Nullable Json data)
            throws UnencodableException {
        head(out, type, nsp, data == null ? 2 : 3);
        if (data != null) {
            name(out, "data");
            new MsgpackValueWriter(out, Arguments.NONE).write(data);
        }
    }

    private static void values(MsgpackValueWriter writer, Arguments args) throws UnencodableException {
        for (Json value : args.values()) {
            writer.write(value);
        }
    }

    /**
     * Writes the type and the namespace.
     *
     * @param fields number of fields of the packet
     */
    private static void head(MsgpackOutput out, int type, String nsp, int fields) {
        out.map(fields);
        name(out, "type");
        out.integer(type);
        name(out, "nsp");
        name(out, nsp);
    }

    private static void id(MsgpackOutput out, long id) {
        name(out, "id");
        out.integer(id);
    }

    private static void name(MsgpackOutput out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.text(utf8, 0, utf8.length);
    }

    @Override
    public void requireEncodable(Packet packet) throws UnencodableException {
        encode(packet);
    }

    @Override
    public Optional<Packet> decodeBinary(byte[] bytes) throws PacketSyntaxException {
        MsgpackInput in = new MsgpackInput(bytes);
        MsgpackValueReader reader = new MsgpackValueReader(in);
        if (!reader.isMapNext()) {
            throw new PacketSyntaxException("a binary message that is not a msgpack map");
        }
        Fields fields = new Fields();
        for (int left = reader.enterMap(); left > 0; left--) {
            String name = reader.text();
            if (name.equals("data")) {
                fields.attachments = new ArrayList<>();
                fields.isList = reader.isArrayNext();
                fields.data =
                        fields.isList ? reader.elements(fields.attachments) : List.of(reader.value(fields.attachments));
            } else {
                fields.set(name, reader.value(new ArrayList<>()));
            }
        }
        if (in.remaining() > 0) {
            throw in.broken("extra bytes after the packet");
        }
        return Optional.of(fields.packet());
    }

    @Override
    public Optional<Packet> decodeText(byte[] message, int from) throws PacketSyntaxException {
        try {
            Json json = Json.parse(message, from);
            if (json.kind() != Json.Kind.OBJECT) {
                throw new PacketSyntaxException("a text message that is not a JSON object");
            }
            Fields fields = new Fields();
            for (Map.Entry<String, Json> member : json.members().entrySet()) {
                Json value = member.getValue();
                if (member.getKey().equals("data")) {
                    fields.isList = value.kind() == Json.Kind.ARRAY;
                    fields.data = fields.isList ? value.elements() : List.of(value);
                } else {
                    fields.set(member.getKey(), value);
                }
            }
            return Optional.of(fields.packet());
        } catch (JsonSyntaxException e) {
            throw new PacketSyntaxException("a text message that is not a JSON object", e);
        }
    }

    @Override
    public boolean isForeignText(byte[] message, int from) {
        return message.length > from && Character.isDigit(message[from]);
    }

    @Override
    public boolean isBinaryForeign() {
        return false;
    }

    @Override
    public void reset() {
        // Every message is a complete packet.
    }

    /** Collects the fields of a packet. The value {@code undefined} counts as absent. */
    private static final class Fields {

        /** Null if the packet has no type. */
        private @Nullable Json type;
        /** Null if the packet has no namespace. */
        private @Nullable Json nsp;
        /** Null if the packet has no id. */
        private @Nullable Json id;

        private List<Json> data = List.of();
        private boolean isList;
        private List<Attachment> attachments = List.of();

        private void set(String name, Json value) {
            switch (name) {
                case "type" -> type = value;
                case "nsp" -> nsp = value;
                case "id" -> id = value.kind() == Json.Kind.NULL ? null : value;
                default -> {}
            }
        }

        private Packet packet() throws PacketSyntaxException {
            String namespace = nsp == null || nsp.kind() != Json.Kind.STRING ? "" : nsp.stringValue();
            if (!namespace.startsWith("/")) {
                throw new PacketSyntaxException("the namespace is missing");
            }
            String kind = type == null ? "" : type.text();
            return switch (kind) {
                case "0" -> new Packet.Connect(namespace, single());
                case "1" -> new Packet.Disconnect(namespace, single());
                // Servers 2.x use the types 5 and 6 for packets with binary data.
                case "2", "5" -> event(namespace);
                case "3", "6" -> new Packet.Ack(namespace, requiredId(), new Arguments(list(), attachments));
                case "4" -> new Packet.ConnectError(namespace, single());
                default ->
                    throw new PacketSyntaxException(
                            kind.isEmpty() ? "the packet type is missing" : "unknown packet type " + kind);
            };
        }

        private Packet event(String namespace) throws PacketSyntaxException {
            List<Json> elements = list();
            if (elements.isEmpty()) {
                throw new PacketSyntaxException("an event without a name");
            }
            Json name = elements.get(0);
            if (!EventName.isName(name)) {
                throw new PacketSyntaxException("the event name is neither a string nor a number");
            }
            OptionalLong asked = id == null ? OptionalLong.empty() : OptionalLong.of(requiredId());
            Arguments args = new Arguments(elements.subList(1, elements.size()), attachments);
            return new Packet.Event(namespace, EventName.of(name), args, asked);
        }

        private long requiredId() throws PacketSyntaxException {
            if (id == null) {
                throw new PacketSyntaxException("an acknowledgement without an id");
            }
            String text = id.text();
            if (text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new PacketSyntaxException("the id is not a whole number");
            }
            return Long.parseLong(text);
        }

        private List<Json> list() throws PacketSyntaxException {
            if (!isList) {
                throw new PacketSyntaxException("the data of the packet is not an array");
            }
            return data;
        }

        /** Returns the data as one value. Such packets cannot have attachments, so binary data becomes Base64. */
        private Optional<Json> single() {
            if (data.isEmpty() && !isList) {
                return Optional.empty();
            }
            List<String> texts =
                    new Arguments(data, attachments).texts(bytes -> "{\"$binary\":\"" + bytes.base64() + "\"}");
            String text = isList ? "[" + String.join(",", texts) + "]" : texts.get(0);
            return text.equals("null") ? Optional.empty() : Optional.of(Json.literal(text));
        }
    }
}
