package io.github.siocli.server.engine;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request and its response, which may be given later. It is answered once. */
final class HttpExchange {

    private static final byte[] NOTHING = {};

    private final HttpConnection connection;
    private final EngineRequest request;
    private final boolean keepAlive;
    /** Null until the request is answered. */
    private @Nullable FullHttpResponse response;

    private Runnable onCancelled = () -> {};

    HttpExchange(HttpConnection connection, EngineRequest request, boolean keepAlive) {
        this.connection = connection;
        this.request = request;
        this.keepAlive = keepAlive;
    }

    EngineRequest request() {
        return request;
    }

    Channel channel() {
        return connection.channel();
    }

    HttpConnection connection() {
        return connection;
    }

    /** Returns true if another request may follow on the connection. */
    boolean isKeptAlive() {
        return keepAlive;
    }

    /** Returns the response, or empty while there is none. */
    Optional<FullHttpResponse> response() {
        return Optional.ofNullable(response);
    }

    /** Sets a task for a client that stops waiting for the response. */
    void onCancelled(Runnable task) {
        onCancelled = task;
    }

    void cancelled() {
        if (response == null) {
            onCancelled.run();
        }
    }

    /** Closes the connection without a response. */
    void cut() {
        onCancelled = () -> {};
        connection.cut();
    }

    void refuse(HandshakeError error) {
        refuse(error, error.message());
    }

    void refuse(HandshakeError error, String text) {
        respond(error.status(), "application/json", error.body(text).getBytes(StandardCharsets.UTF_8));
    }

    void respond(HttpResponseStatus status) {
        respond(status, "", NOTHING);
    }

    void respond(HttpResponseStatus status, String contentType, byte[] body) {
        respond(plain(status, contentType, body));
    }

    void respond(FullHttpResponse message) {
        if (response != null) {
            message.release();
            return;
        }
        connection.addCorsHeaders(request, message.headers());
        message.headers()
                .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        response = message;
        connection.sendResponses();
    }

    static FullHttpResponse plain(HttpResponseStatus status, String contentType, byte[] body) {
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        if (!contentType.isEmpty()) {
            answer.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        }
        if (status.code() != HttpResponseStatus.NO_CONTENT.code()) {
            answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        answer.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        return answer;
    }
}
