package io.github.siocli.client.engine;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.net.trace.PacketDecoding;
import io.github.siocli.protocol.msgpack.MsgpackParser;
import io.github.siocli.protocol.socketio.JsonParser;
import io.github.siocli.protocol.socketio.PacketParser;

/** Creates the parser that the options name. Only the classes of that parser are loaded. */
public final class PacketParsers {

    /** Limits on the attachments of one packet and on their bytes, so that a server cannot exhaust the memory. */
    private static final int MAX_ATTACHMENTS = 1 << 20;

    private static final long MAX_BYTES = 256L << 20;

    private PacketParsers() {}

    /** Creates the parser of a session. */
    public static PacketParser createParser(ConnectOptions.ParserType parser) {
        return switch (parser) {
            case JSON -> new JsonParser(MAX_ATTACHMENTS, MAX_BYTES);
            case MSGPACK -> new MsgpackParser();
        };
    }

    /** Returns the decoder for the packets of a trace. */
    public static PacketDecoding traceDecoding(ConnectOptions.ParserType parser) {
        return switch (parser) {
            case JSON -> PacketDecoding.json();
            case MSGPACK -> PacketDecoding.wholePackets(MsgpackParser::new);
        };
    }
}
