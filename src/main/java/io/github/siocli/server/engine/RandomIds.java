package io.github.siocli.server.engine;

import java.security.SecureRandom;
import java.util.Base64;

/** Generates the ids of sessions and sockets, which are unguessable: an id is the only credential of its owner. */
public final class RandomIds {

    private static final int BYTES = 15;

    private final SecureRandom random = new SecureRandom();

    /** Returns a new id of 20 characters. It does not begin like an option, because people type ids in lines. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        String id;
        do {
            random.nextBytes(bytes);
            id = Base64.getUrlEncoder().encodeToString(bytes);
        } while (id.startsWith("-"));
        return id;
    }
}
