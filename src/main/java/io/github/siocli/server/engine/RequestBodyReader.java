package io.github.siocli.server.engine;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.Optional;

/** Collects the body of a request as it arrives. It does not trust the Content-Length. */
final class RequestBodyReader {

    private final HttpRequest request;
    private final InboundBudget budget;
    private final int limit;
    private byte[] bytes = {};
    private int length;

    RequestBodyReader(HttpRequest request, InboundBudget budget, int limit) {
        this.request = request;
        this.budget = budget;
        this.limit = limit;
    }

    HttpRequest request() {
        return request;
    }

    /** Appends a part. Returns an error status if the body is too large. */
    Optional<HttpResponseStatus> append(ByteBuf part) {
        int more = part.readableBytes();
        if (more == 0) {
            return Optional.empty();
        }
        length += more;
        if (!budget.reserve(more)) {
            return Optional.of(HttpResponseStatus.SERVICE_UNAVAILABLE);
        }
        if (length > limit) {
            return Optional.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        }
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, Math.min(limit, 2 * bytes.length)));
        }
        part.readBytes(bytes, length - more, more);
        return Optional.empty();
    }

    /** Returns the complete body. */
    byte[] bytes() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Returns its bytes to the budget. */
    void release() {
        budget.release(length);
    }
}
