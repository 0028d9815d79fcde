package io.github.siocli.server.engine;

import java.util.Optional;

/** A generation of Engine.IO, as in the query parameter {@code EIO}. */
public enum Generation {
    /** Clients of Socket.IO 1.x and 2.x; the client pings. */
    EIO3("3"),
    /** Clients of Socket.IO 3.x and 4.x; the server pings. */
    EIO4("4");

    private final String wireName;

    Generation(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the generation with a number, or empty. */
    static Optional<Generation> of(String wireName) {
        for (Generation generation : values()) {
            if (generation.wireName.equals(wireName)) {
                return Optional.of(generation);
            }
        }
        return Optional.empty();
    }
}
