package io.github.siocli.client;

import io.github.siocli.client.eio3.Dialect;
import io.github.siocli.client.trace.Decoding;
import io.github.siocli.wire.JsonParser;
import io.github.siocli.wire.PacketParser;
import io.github.siocli.wire.msgpack.MsgpackParser;

/** What stands behind the name of a parser; only the one that is used is loaded. */
final class Parsers {

    /** What a packet may have of binary frames, and these of bytes: nothing that a server says fills the memory. */
    private static final int MOST_ATTACHMENTS = 1 << 20;

    private static final long MOST_BYTES = 256L << 20;

    private Parsers() {}

    /** Reads and writes the packets of one session. */
    static PacketParser packets(ConnectOptions.Parser parser) {
        return switch (parser) {
            case JSON -> new JsonParser(MOST_ATTACHMENTS, MOST_BYTES);
            case MSGPACK -> new MsgpackParser();
        };
    }

    /** How the messages of Engine.IO 3 are written. */
    static Dialect dialect(ConnectOptions.Parser parser) {
        return switch (parser) {
            case JSON -> Dialect.json();
            case MSGPACK -> Dialect.msgpack();
        };
    }

    /** How the packets of a trace are read. */
    static Decoding decoding(ConnectOptions.Parser parser) {
        return switch (parser) {
            case JSON -> Decoding.json();
            case MSGPACK -> Decoding.whole(MsgpackParser::new);
        };
    }
}
