package io.github.siocli.client.engine;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.text.UriComponent;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Adds the user's settings to the requests of both transports: header fields, query parameters and the engine path. */
public final class RequestDecorator {

    private final ConnectOptions options;
    private final EnginePath path;

    public RequestDecorator(ConnectOptions options, EnginePath path) {
        this.options = options;
        this.path = path;
    }

    public Request decorate(Request request) {
        HttpUrl.Builder url = path.withCurrentPath(request).url().newBuilder();
        // Encoded as by the JavaScript client; OkHttp's own encoding escapes more characters.
        options.http()
                .query()
                .forEach(parameter -> url.addEncodedQueryParameter(
                        UriComponent.encode(parameter.name()), UriComponent.encode(parameter.value())));
        Request.Builder decorated = request.newBuilder().url(url.build()).header("User-Agent", "sio");
        options.http().fields().forEach(field -> decorated.removeHeader(field.name()));
        options.http().fields().forEach(field -> decorated.addHeader(field.name(), field.value()));
        return decorated.build();
    }
}
