package io.github.siocli.client.engine;

import java.util.Optional;
import okio.ByteString;

/**
 * Converts the messages of a parser for {@link NamespaceTranslation}, which understands only those of Socket.IO's
 * default parser. Binary messages are written as in a payload of Engine.IO 4: {@code b} and Base64.
 */
sealed interface ParserDialect permits JsonDialect, MsgpackDialect {

    /** Returns the dialect of Socket.IO's default parser. */
    static ParserDialect json() {
        return new JsonDialect();
    }

    /** Returns the dialect of socket.io-msgpack-parser, of its releases for 2.x and for 4.x with {@code allowEIO3}. */
    static ParserDialect msgpack() {
        return new MsgpackDialect();
    }

    /** Returns true if a binary message is certainly no CONNECT, DISCONNECT or error packet. */
    boolean isPlain(ByteString message);

    /** Returns true if a message is written by another parser. */
    boolean isForeign(String message);

    /**
     * Converts a message to the default parser's form, of an event only the head; empty if it is no message or only a
     * part of one.
     */
    Optional<String> read(String message);

    /** Converts a message of the default parser to this dialect, for the client. */
    String forClient(String message);

    /** Converts a CONNECT packet of the default parser to this dialect, for the server. */
    String forServer(String connect);
}
