package io.github.siocli.client.engine;

import java.util.Optional;
import okio.ByteString;

/**
 * How the parser of a session writes messages, for {@link NamespaceTranslation}, which knows those of Socket.IO's own parser
 * only. A binary message is given as in a payload of Engine.IO 4: {@code b} and Base64.
 */
public sealed interface ParserDialect permits JsonDialect, MsgpackDialect {

    /** Messages of the parser that Socket.IO has by itself. */
    static ParserDialect json() {
        return new JsonDialect();
    }

    /** Messages of socket.io-msgpack-parser, of its releases for 2.x as well as for 4.x with {@code allowEIO3}. */
    static ParserDialect msgpack() {
        return new MsgpackDialect();
    }

    /** Whether a binary message is known at first sight to be no CONNECT, DISCONNECT or error packet. */
    boolean isPlain(ByteString message);

    /** Whether a message is one of another parser. */
    boolean isForeign(String message);

    /** A message as Socket.IO's own parser writes it, of events the head only; empty where it is none, or a part of one. */
    Optional<String> read(String message);

    /** A message of Socket.IO's own parser, for who reads those of this one. */
    String forClient(String message);

    /** A CONNECT packet of Socket.IO's own parser, for a server that has this one. */
    String forServer(String connect);
}
