package io.github.siocli.protocol.engineio;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;

/** Reads the error body of an Engine.IO server: a JSON object with a code and a message. */
public final class EngineError {

    /** The status with which servers refuse a generation. */
    public static final int STATUS = 400;

    private static final String OTHER_GENERATION = "5";
    private static final String OTHER_GENERATION_TEXT = "Unsupported protocol version";
    private static final String OTHER_GENERATION_IN_PYTHON =
            "unsupported version of the Socket.IO or Engine.IO protocols";

    private EngineError() {}

    /** Returns true if a response shows that the server does not support the requested generation of Engine.IO. */
    public static boolean isOtherGeneration(int status, String body) {
        return status == STATUS
                && (body.strip().equals(OTHER_GENERATION_TEXT)
                        || body.contains(OTHER_GENERATION_IN_PYTHON)
                        || code(body).equals(OTHER_GENERATION));
    }

    /** Returns the code, which some servers write as a string; empty if the body has none. */
    public static String code(String body) {
        return member(body, "code");
    }

    /** Returns the message; empty if the body has none. */
    public static String message(String body) {
        return member(body, "message");
    }

    private static String member(String body, String name) {
        if (!body.startsWith("{")) {
            return "";
        }
        try {
            Json value = Json.parse(body).members().get(name);
            if (value == null) {
                return "";
            }
            return value.kind() == Json.Kind.STRING ? value.stringValue() : value.text();
        } catch (JsonSyntaxException notJson) {
            return "";
        }
    }
}
