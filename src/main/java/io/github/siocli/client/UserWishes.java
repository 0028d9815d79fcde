package io.github.siocli.client;

import okhttp3.HttpUrl;
import okhttp3.Request;

/** Puts into each request of either transport what the user wants in it: header fields and query parameters. */
final class UserWishes {

    private final ConnectOptions options;

    UserWishes(ConnectOptions options) {
        this.options = options;
    }

    Request in(Request request) {
        HttpUrl.Builder url = request.url().newBuilder();
        // Encoded as by the JavaScript client; the HTTP client's own encoding escapes more.
        options.query()
                .forEach(parameter -> url.addEncodedQueryParameter(
                        UriComponent.encode(parameter.name()), UriComponent.encode(parameter.value())));
        Request.Builder wished = request.newBuilder().url(url.build()).header("User-Agent", "sio");
        options.fields().forEach(field -> wished.removeHeader(field.name()));
        options.fields().forEach(field -> wished.addHeader(field.name(), field.value()));
        return wished.build();
    }
}
