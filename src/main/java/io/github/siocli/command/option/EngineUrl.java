package io.github.siocli.command.option;

import io.github.siocli.client.option.ConnectOptions.NameValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Interpretation of the path and the query of a URL.
 *
 * <p>The path is the namespace, as in the JavaScript client. If the URL is one of an Engine.IO request, such as a URL copied
 * from the network tab of a browser, the path is the engine path and the namespace is the root.
 *
 * @param enginePath the engine path; empty if the path is the namespace
 * @param nsp the namespace; empty if the path is the engine path or the root
 * @param query the parameters to send, without those that Engine.IO sets itself
 * @param ignored names of the parameters that are not sent
 */
record EngineUrl(Optional<String> enginePath, Optional<String> nsp, List<NameValue> query, Set<String> ignored) {

    /** Parameters that the client sets in each request, as the JavaScript client does. */
    private static final Set<String> RESERVED = Set.of("EIO", "transport", "sid", "t");
    /** Parameters that describe the request from which an Engine.IO URL was copied; in other URLs they are sent. */
    private static final Set<String> RESERVED_IN_ENGINE_URL = Set.of("b64", "j");

    private static final Set<String> TRANSPORTS = Set.of("polling", "websocket", "webtransport");
    private static final String DEFAULT_PATH = "/socket.io/";

    /**
     * Interprets a path and a query.
     *
     * @param path the path with its leading slash, or empty
     * @param query all parameters of the query, decoded
     * @param configuredPath the engine path of the options; null for the default
     */
    static EngineUrl read(String path, List<NameValue> query, @Nullable String configuredPath) {
        boolean hasEngineQuery = false;
        for (NameValue field : query) {
            hasEngineQuery |= isEngineParameter(field);
        }
        List<NameValue> sent = new ArrayList<>();
        Set<String> ignored = new LinkedHashSet<>();
        for (NameValue field : query) {
            if (isReserved(field.name()) || hasEngineQuery && RESERVED_IN_ENGINE_URL.contains(field.name())) {
                ignored.add(field.name());
            } else {
                sent.add(field);
            }
        }
        String normalized = withSlash(path);
        boolean isEnginePath = configuredPath != null
                ? normalized.equals(withSlash("/" + configuredPath))
                : endsWithDefaultPath(path) || hasEngineQuery;
        if (normalized.equals("/")) {
            return new EngineUrl(Optional.empty(), Optional.empty(), sent, ignored);
        }
        return isEnginePath
                ? new EngineUrl(Optional.of(path), Optional.empty(), sent, ignored)
                : new EngineUrl(Optional.empty(), Optional.of(path), sent, ignored);
    }

    /** Returns a note for the user about the interpretation; empty if there is nothing to note. */
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

    /** Returns true if a path ends with the default engine path. */
    static boolean endsWithDefaultPath(String path) {
        return withSlash(path).endsWith(DEFAULT_PATH);
    }

    /** Returns true if Engine.IO sets the query parameter of this name, so that another value has no effect. */
    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** Returns true if only an Engine.IO request has this parameter. */
    private static boolean isEngineParameter(NameValue field) {
        return field.name().equals("EIO") || field.name().equals("transport") && TRANSPORTS.contains(field.value());
    }
}
