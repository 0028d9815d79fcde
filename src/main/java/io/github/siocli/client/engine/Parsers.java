package io.github.siocli.client.engine;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.net.trace.Decoding;
import io.github.siocli.protocol.msgpack.MsgpackParser;
import io.github.siocli.protocol.socketio.JsonParser;
import io.github.siocli.protocol.socketio.PacketParser;

/** What stands behind the name of a parser; only the one that is used is loaded. */
public final class Parsers {

    /** What a packet may have of binary frames, and these of bytes: nothing that a server says fills the memory. */
    private static final int MOST_ATTACHMENTS = 1 << 20;

    private static final long MOST_BYTES = 256L << 20;

    private Parsers() {}

    /** Reads and writes the packets of one session. */
    public static PacketParser packets(ConnectOptions.Parser parser) {
        return switch (parser) {
            case JSON -> new JsonParser(MOST_ATTACHMENTS, MOST_BYTES);
            case MSGPACK -> new MsgpackParser();
        };
    }

    /** How the messages of Engine.IO 3 are written. */
    public static Dialect dialect(ConnectOptions.Parser parser) {
        return switch (parser) {
            case JSON -> Dialect.json();
            case MSGPACK -> Dialect.msgpack();
        };
    }

    /** How the packets of a trace are read. */
    public static Decoding decoding(ConnectOptions.Parser parser) {
        return switch (parser) {
            case JSON -> Decoding.json();
            case MSGPACK -> Decoding.whole(MsgpackParser::new);
        };
    }
}
