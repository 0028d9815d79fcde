package io.github.siocli.client.engine;

import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.EnginePacket;

/** The text of messages, as far as it is read and written here: Engine.IO packet type, Socket.IO packet type, namespace. */
final class MessageText {

    static final String ROOT = "/";
    static final char CONNECT = '0';
    static final char DISCONNECT = '1';
    static final char ERROR = '4';

    /** How CONNECT and error packets begin; the first is all of that of the root, where it has no data. */
    static final String CONNECT_PACKET = EnginePacket.MESSAGE + String.valueOf(CONNECT);

    static final String ERROR_PACKET = EnginePacket.MESSAGE + String.valueOf(ERROR);

    /** How a message begins that is a JSON object, as socket.io-msgpack-parser writes some for 2.x. */
    static final String JSON_OBJECT = EnginePacket.MESSAGE + "{";

    private static final char EVENT = '2';

    private MessageText() {}

    /** Says that a namespace is connected, as protocol 5 does. */
    static String connect(String nsp, String id) {
        return head(CONNECT, nsp) + "{\"sid\":" + Json.string(id).text() + "}";
    }

    /** Before protocol 5 an error is any value; what is not a text is the data that a middleware gave. */
    static String refusal(String nsp, String data) {
        String text = data.isEmpty() ? "\"\"" : data;
        return head(ERROR, nsp)
                + (text.charAt(0) == '"' ? "{\"message\":" + text + "}" : "{\"message\":\"\",\"data\":" + text + "}");
    }

    /** Refuses a namespace that the server would leave without an answer. */
    static String unreachable(String nsp) {
        return refusal(nsp, "\"before Socket.IO 3 no namespace is reached without the root, which is not connected\"");
    }

    /** What a middleware of a connected socket says, as the event that it is to a client of that time. */
    static String event(String nsp, String data) {
        return head(EVENT, nsp) + "[\"error\"" + (data.isEmpty() ? "" : "," + data) + "]";
    }

    /** How an event of a namespace begins. */
    static String event(String nsp) {
        return head(EVENT, nsp);
    }

    private static String head(char type, String nsp) {
        return String.valueOf(EnginePacket.MESSAGE) + type + (nsp.equals(ROOT) ? "" : nsp + ",");
    }

    /** The namespace of a packet, without a query. */
    static String namespace(String frame) {
        int at = 2;
        while (at < frame.length() && (Character.isDigit(frame.charAt(at)) || frame.charAt(at) == '-')) {
            at++;
        }
        String path = path(frame, at);
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** The namespace of a CONNECT packet, with its query. */
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

    /** What is behind the namespace of a CONNECT or an error packet. */
    static String data(String frame) {
        if (frame.length() < 3 || frame.charAt(2) != '/') {
            return frame.substring(2);
        }
        int comma = frame.indexOf(',');
        return comma < 0 ? "" : frame.substring(comma + 1);
    }
}
