package io.github.siocli.command.option;

import io.github.siocli.client.option.ConnectOptions.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Interprets the path and the query of a URL. The path is the namespace, as in the JavaScript client, unless it is that of
 * an Engine.IO request, such as a URL copied from the network tab of a browser: then the namespace is the root.
 *
 * @param enginePath the engine path that the URL has; empty when its path is the namespace
 * @param nsp the namespace that the URL has
 * @param query the parameters to send, without those that Engine.IO sets itself
 * @param ignored the names of the parameters that are left out
 */
record EngineUrl(Optional<String> enginePath, Optional<String> nsp, List<Field> query, Set<String> ignored) {

    /** Set for each request by the client, in the JavaScript client too. */
    private static final Set<String> RESERVED = Set.of("EIO", "transport", "sid", "t");
    /** How the request was made that the URL was copied from; elsewhere these have an effect. */
    private static final Set<String> RESERVED_IN_ENGINE_URL = Set.of("b64", "j");

    private static final Set<String> TRANSPORTS = Set.of("polling", "websocket", "webtransport");
    private static final String USUAL_NAME = "/socket.io/";

    /**
     * Reads a path and a query.
     *
     * @param path the path, beginning with a slash, or empty
     * @param query all parameters of the query, decoded
     * @param given the engine path of the options; empty when it is the usual one
     */
    static EngineUrl read(String path, List<Field> query, Optional<String> given) {
        boolean hasEngineQuery = false;
        for (Field field : query) {
            hasEngineQuery |= isOfEngine(field);
        }
        List<Field> sent = new ArrayList<>();
        Set<String> ignored = new LinkedHashSet<>();
        for (Field field : query) {
            if (isReserved(field.name()) || hasEngineQuery && RESERVED_IN_ENGINE_URL.contains(field.name())) {
                ignored.add(field.name());
            } else {
                sent.add(field);
            }
        }
        String slashed = withSlash(path);
        boolean isEnginePath =
                given.isPresent() ? slashed.equals(withSlash("/" + given.get())) : isUsual(path) || hasEngineQuery;
        if (slashed.equals("/")) {
            return new EngineUrl(Optional.empty(), Optional.empty(), sent, ignored);
        }
        return isEnginePath
                ? new EngineUrl(Optional.of(path), Optional.empty(), sent, ignored)
                : new EngineUrl(Optional.empty(), Optional.of(path), sent, ignored);
    }

    /** Notes for the user about the interpretation; empty when the URL is an ordinary one. */
    Optional<String> note() {
        List<String> parts = new ArrayList<>();
        enginePath.ifPresent(
                path -> parts.add("the URL's path " + path + " is used as the engine path, not as a namespace"));
        if (!ignored.isEmpty()) {
            parts.add("ignored in the URL: " + String.join(", ", ignored)
                    + " (Engine.IO sets them itself; --eio and --transport choose)");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    private static String withSlash(String path) {
        return (path + "/").replaceAll("/{2,}", "/");
    }

    /** Returns true if a path ends with the name that the engine path has unless a server is told another one. */
    static boolean isUsual(String path) {
        return withSlash(path).endsWith(USUAL_NAME);
    }

    /** Returns true if a query parameter of this name is set by Engine.IO, so that another value has no effect. */
    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** Returns true if a parameter shows that the URL is one of Engine.IO. */
    private static boolean isOfEngine(Field field) {
        return field.name().equals("EIO") || field.name().equals("transport") && TRANSPORTS.contains(field.value());
    }
}
