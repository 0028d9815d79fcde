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

/** A request and the answer to it, which may take its time. It is answered once. */
final class HttpExchange {

    private static final byte[] NOTHING = {};

    private final HttpConnection connection;
    private final EngineRequest request;
    private final boolean keepAlive;
    private Optional<FullHttpResponse> response = Optional.empty();
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

    /** Whether another request may follow it. */
    boolean isKeptAlive() {
        return keepAlive;
    }

    /** The answer, once there is one. */
    Optional<FullHttpResponse> response() {
        return response;
    }

    /** What is to be done where the client does not wait for the answer. */
    void onCancelled(Runnable task) {
        onCancelled = task;
    }

    void cancelled() {
        if (response.isEmpty()) {
            onCancelled.run();
        }
    }

    /** Ends the connection without an answer. */
    void cut() {
        onCancelled = () -> {};
        connection.cut();
    }

    void refuse(HandshakeError error) {
        refuse(error, error.message());
    }

    void refuse(HandshakeError error, String says) {
        respond(error.status(), "application/json", error.body(says).getBytes(StandardCharsets.UTF_8));
    }

    void respond(HttpResponseStatus status) {
        respond(status, "", NOTHING);
    }

    void respond(HttpResponseStatus status, String contentType, byte[] body) {
        respond(plain(status, contentType, body));
    }

    void respond(FullHttpResponse answer) {
        if (response.isPresent()) {
            answer.release();
            return;
        }
        connection.cors(request, answer.headers());
        answer.headers()
                .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        response = Optional.of(answer);
        connection.answered();
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
