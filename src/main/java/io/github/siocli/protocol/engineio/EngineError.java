package io.github.siocli.protocol.engineio;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;

/** Reads the error body of an Engine.IO server: a JSON object with a code and a message. */
public final class EngineError {

    private EngineError() {}

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
