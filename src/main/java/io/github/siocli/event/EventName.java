package io.github.siocli.event;

import io.github.siocli.json.Json;
import java.util.Set;

/**
 * The name of an event: a string or a number (Socket.IO protocol 5, "EVENT").
 *
 * <p>Two names are equal if they are of the same kind and have the same text; a number never equals a string.
 */
public final class EventName {

    /** Names that clients and servers close the connection for (Socket.IO documentation, "Emit cheatsheet", reserved events). */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private final Json json;
    private final String text;

    private EventName(Json json, String text) {
        this.json = json;
        this.text = text;
    }

    /** Returns a name that is a string. */
    public static EventName of(String text) {
        return new EventName(Json.string(text), text);
    }

    /**
     * Returns a name as it is in a packet, with its spelling kept.
     *
     * @throws IllegalArgumentException if the value is neither a string nor a number
     */
    public static EventName of(Json json) {
        return switch (json.kind()) {
            case STRING -> new EventName(json, json.stringValue());
            case NUMBER -> new EventName(json, json.text());
            default -> throw new IllegalArgumentException("an event cannot be named " + json.text());
        };
    }

    /** Returns true if the value can be the name of an event. */
    public static boolean isName(Json json) {
        return json.kind() == Json.Kind.STRING || json.kind() == Json.Kind.NUMBER;
    }

    /** Returns the JSON value as it is in a packet. */
    public Json json() {
        return json;
    }

    /** Returns the characters of the string or the digits of the number; patterns match this text. */
    public String text() {
        return text;
    }

    /** Returns true if no event of a client or a server may have this name. */
    public boolean isReserved() {
        return !isNumber() && RESERVED.contains(text);
    }

    /** Returns true if the name is a number. */
    public boolean isNumber() {
        return json.kind() == Json.Kind.NUMBER;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventName name && name.text.equals(text) && name.isNumber() == isNumber();
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return json.text();
    }
}
