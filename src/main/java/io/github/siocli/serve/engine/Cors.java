package io.github.siocli.serve.engine;

import java.util.Optional;
import java.util.Set;

/**
 * Which web pages of other origins may poll (the Fetch standard, "CORS protocol"). Websockets are not subject to it.
 *
 * @param any whether all may
 * @param origins those that may, such as {@code http://localhost:8080}
 * @param credentials whether they may send cookies
 */
public record Cors(boolean any, Set<String> origins, boolean credentials) {

    /** No page of another origin. */
    public static final Cors NONE = new Cors(false, Set.of(), false);

    /** Every page. */
    public static final Cors ANY = new Cors(true, Set.of(), false);

    public Cors {
        origins = Set.copyOf(origins);
    }

    /** Whether a page of an origin may. */
    boolean allows(Optional<String> origin) {
        return origin.isPresent() && (any || origins.contains(origin.get()));
    }
}
