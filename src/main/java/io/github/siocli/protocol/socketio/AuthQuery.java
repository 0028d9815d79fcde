package io.github.siocli.protocol.socketio;

import io.github.siocli.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes an auth payload as the query of a namespace, the only place for it before Socket.IO protocol 5. Members that
 * are not strings are written as JSON.
 */
public final class AuthQuery {

    /** Parameter name for a payload that is not an object. */
    private static final String DEFAULT_NAME = "auth";

    private AuthQuery() {}

    /**
     * Returns the parameters, not encoded.
     *
     * @param auth the auth payload; null for none
     */
    public static Map<String, String> parameters(@Nullable Json auth) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (auth != null && auth.kind() == Json.Kind.OBJECT) {
            auth.members().forEach((name, value) -> parameters.put(name, text(value)));
        } else if (auth != null && auth.kind() != Json.Kind.NULL) {
            parameters.put(DEFAULT_NAME, text(auth));
        }
        return parameters;
    }

    /**
     * Returns the query to append to the name of a namespace, encoded because a comma would end the name; empty if
     * there are no parameters.
     *
     * @param auth the auth payload; null for none
     */
    static String suffix(@Nullable Json auth) {
        Map<String, String> parameters = parameters(auth);
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String text(Json value) {
        return value.kind() == Json.Kind.STRING ? value.stringValue() : value.text();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
