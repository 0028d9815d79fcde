package io.github.siocli.server.engine;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A complete HTTP request.
 *
 * @param head request line and header
 * @param path path of the target
 * @param query parameters of the target; the last one of a name counts
 * @param body the body
 */
record EngineRequest(HttpRequest head, String path, Map<String, String> query, byte[] body) {

    /**
     * Parses the target of a request.
     *
     * @throws IllegalArgumentException if the target is malformed
     */
    static EngineRequest of(HttpRequest head, byte[] body) {
        QueryStringDecoder target = new QueryStringDecoder(head.uri());
        Map<String, String> query = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : target.parameters().entrySet()) {
            List<String> values = parameter.getValue();
            query.put(parameter.getKey(), values.get(values.size() - 1));
        }
        return new EngineRequest(head, target.path(), query, body);
    }

    boolean is(HttpMethod method) {
        return head.method().equals(method);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Optional<String> header(CharSequence name) {
        return Optional.ofNullable(head.headers().get(name));
    }

    /** Returns the header fields in the form of {@link HandshakeRequest}. */
    Map<String, String> headers() {
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, String> field : head.headers()) {
            fields.merge(
                    field.getKey().toLowerCase(Locale.ROOT), field.getValue(), (first, next) -> first + ", " + next);
        }
        return fields;
    }
}
