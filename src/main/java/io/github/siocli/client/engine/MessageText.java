package io.github.siocli.client.engine;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.EnginePacket;

/**
 * Reads and writes message text as far as the translation needs it: Engine.IO packet type, Socket.IO packet type,
 * namespace.
 */
final class MessageText {

    static final String ROOT = "/";
    static final char CONNECT = '0';
    static final char DISCONNECT = '1';
    static final char ERROR = '4';

    /** Prefix of CONNECT packets; the whole packet for the root without data. */
    static final String CONNECT_PACKET = EnginePacket.MESSAGE + String.valueOf(CONNECT);

    static final String ERROR_PACKET = EnginePacket.MESSAGE + String.valueOf(ERROR);

    /** Prefix of a message that is a JSON object, as socket.io-msgpack-parser for 2.x writes some. */
    static final String JSON_OBJECT = EnginePacket.MESSAGE + "{";

    private static final char EVENT = '2';

    private MessageText() {}

    /** Returns a CONNECT packet of the server in the form of protocol 5. */
    static String connect(String nsp, String id) {
        return head(CONNECT, nsp) + "{\"sid\":" + Json.string(id).text() + "}";
    }

    /**
     * Returns a CONNECT_ERROR packet. Before protocol 5 an error is any value; one that is not a string is the data of
     * a middleware.
     */
    static String refusal(String nsp, String data) {
        String text = data.isEmpty() ? "\"\"" : data;
        return head(ERROR, nsp)
                + (text.charAt(0) == '"' ? "{\"message\":" + text + "}" : "{\"message\":\"\",\"data\":" + text + "}");
    }

    /** Returns a CONNECT_ERROR packet for a namespace that the server would not answer. */
    static String unreachable(String nsp) {
        return refusal(nsp, "\"before Socket.IO 3, a namespace needs the root namespace, which is not connected\"");
    }

    /**
     * Returns the event {@code error}, which the clients of these servers emit for an error of a connected socket's
     * middleware.
     */
    static String event(String nsp, String data) {
        return head(EVENT, nsp) + "[\"error\"" + (data.isEmpty() ? "" : "," + data) + "]";
    }

    /** Returns the prefix of an event packet of a namespace. */
    static String event(String nsp) {
        return head(EVENT, nsp);
    }

    private static String head(char type, String nsp) {
        return String.valueOf(EnginePacket.MESSAGE) + type + (nsp.equals(ROOT) ? "" : nsp + ",");
    }

    /** Returns the namespace of a packet, without its query. */
    static String namespace(String frame) {
        int at = 2;
        while (at < frame.length() && (Character.isDigit(frame.charAt(at)) || frame.charAt(at) == '-')) {
            at++;
        }
        String path = path(frame, at);
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** Returns the namespace of a CONNECT packet, with its query. */
    static String path(String frame) {
        return path(frame, 2);
    }

    private static String path(String frame, int at) {
        if (at >= frame.length() || frame.charAt(at) != '/') {
            return ROOT;
        }
        int comma = frame.indexOf(',', at);
        return frame.substring(at, comma < 0 ? frame.length() : comma);
    }

    /** Returns the data of a CONNECT or error packet. */
    static String data(String frame) {
        if (frame.length() < 3 || frame.charAt(2) != '/') {
            return frame.substring(2);
        }
        int comma = frame.indexOf(',');
        return comma < 0 ? "" : frame.substring(comma + 1);
    }
}
