package io.github.siocli.server;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineSession;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Differences between Socket.IO protocol 5 and the protocol before it (Socket.IO protocol, "History"). */
enum ProtocolDialect {
    /**
     * Over Engine.IO 3: the root is connected without a request, socket ids are derived from the session id, and an
     * error is any value.
     */
    EARLIER {
        @Override
        String socketId(EngineSession session, String nsp, Supplier<String> fresh) {
            return nsp.equals("/") ? session.id() : nsp + "#" + session.id();
        }

        @Override
        Packet connectPacket(String nsp, String sid, @Nullable String pid) {
            return new Packet.Connect(nsp, Optional.empty());
        }

        @Override
        Packet refusalPacket(String nsp, String message, @Nullable Json data) {
            return new Packet.ConnectError(nsp, Optional.of(data == null ? Json.string(message) : data));
        }
    },
    /** Over Engine.IO 4. */
    PROTOCOL_5 {
        @Override
        String socketId(EngineSession session, String nsp, Supplier<String> fresh) {
            return fresh.get();
        }

        @Override
        Packet connectPacket(String nsp, String sid, @Nullable String pid) {
            String recovery = pid == null ? "" : ",\"pid\":" + Json.string(pid).text();
            return new Packet.Connect(
                    nsp, Optional.of(Json.literal("{\"sid\":" + Json.string(sid).text() + recovery + "}")));
        }

        @Override
        Packet refusalPacket(String nsp, String message, @Nullable Json data) {
            String more = data == null ? "" : ",\"data\":" + data.text();
            return new Packet.ConnectError(
                    nsp,
                    Optional.of(
                            Json.literal("{\"message\":" + Json.string(message).text() + more + "}")));
        }
    };

    static ProtocolDialect of(EngineSession session) {
        return session.handshake().generation() == Generation.EIO3 ? EARLIER : PROTOCOL_5;
    }

    /** Returns the id of a new socket. */
    abstract String socketId(EngineSession session, String nsp, Supplier<String> generator);

    /**
     * Returns the packet that confirms a connection.
     *
     * @param pid private session id, which allows recovery; null if recovery is off
     */
    abstract Packet connectPacket(String nsp, String sid, @Nullable String pid);

    /**
     * Returns the packet that refuses a connection.
     *
     * @param data more data; null for none
     */
    abstract Packet refusalPacket(String nsp, String message, @Nullable Json data);

    /** Returns the name of a namespace without its query. */
    static String namespaceName(String nsp) {
        int query = nsp.indexOf('?');
        return query < 0 ? nsp : nsp.substring(0, query);
    }

    /** Returns the parameters of the handshake, overridden by the query of the namespace. */
    static Map<String, String> mergedQuery(String nsp, Map<String, String> handshake) {
        int query = nsp.indexOf('?');
        if (query < 0) {
            return handshake;
        }
        Map<String, String> all = new LinkedHashMap<>(handshake);
        for (String parameter : nsp.substring(query + 1).split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (!name.isEmpty()) {
                all.put(decoded(name), equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
