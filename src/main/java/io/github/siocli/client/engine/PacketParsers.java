package io.github.siocli.client.engine;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.net.trace.PacketDecoding;
import io.github.siocli.protocol.msgpack.MsgpackParser;
import io.github.siocli.protocol.socketio.JsonParser;
import io.github.siocli.protocol.socketio.PacketParser;

/** What stands behind the name of a parser; only the one that is used is loaded. */
public final class PacketParsers {

    /** What a packet may have of binary frames, and these of bytes: nothing that a server says fills the memory. */
    private static final int MOST_ATTACHMENTS = 1 << 20;

    private static final long MOST_BYTES = 256L << 20;

    private PacketParsers() {}

    /** Reads and writes the packets of one session. */
    public static PacketParser packets(ConnectOptions.Parser parser) {
        return switch (parser) {
            case JSON -> new JsonParser(MOST_ATTACHMENTS, MOST_BYTES);
            case MSGPACK -> new MsgpackParser();
        };
    }

    /** How the messages of Engine.IO 3 are written. */
    public static ParserDialect dialect(ConnectOptions.Parser parser) {
        return switch (parser) {
            case JSON -> ParserDialect.json();
            case MSGPACK -> ParserDialect.msgpack();
        };
    }

    /** How the packets of a trace are read. */
    public static PacketDecoding decoding(ConnectOptions.Parser parser) {
        return switch (parser) {
            case JSON -> PacketDecoding.json();
            case MSGPACK -> PacketDecoding.whole(MsgpackParser::new);
        };
    }
}
