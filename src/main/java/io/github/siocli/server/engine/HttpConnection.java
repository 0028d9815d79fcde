package io.github.siocli.server.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection. Requests are handled as they arrive, even while earlier ones wait, and are answered in
 * order.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    /** Number of requests that may wait for their responses; above, the connection is not read. */
    private static final int MAX_PIPELINED = 64;

    private static final int MALFORMED = 8 * MAX_PIPELINED;

    private final EngineHttp engine;
    private final EngineLimits limits;
    private final InboundBudget budget;
    private final Deque<HttpExchange> exchanges = new ArrayDeque<>();
    private ChannelHandlerContext context;
    /** Reads the body of a request; null between requests. */
    private @Nullable RequestBodyReader body;
    /** The latest timeout; null before the connection is active. */
    private @Nullable Future<?> timeout;

    private boolean isEnding;

    HttpConnection(EngineHttp engine, EngineLimits limits, InboundBudget budget) {
        this.engine = engine;
        this.limits = limits;
        this.budget = budget;
    }

    Channel channel() {
        return context.channel();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        startTimeout(limits.times().idle());
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        try {
            if (isEnding) {
                return;
            }
            if (message instanceof HttpRequest head) {
                begin(head);
            }
            if (message instanceof HttpContent content && body != null) {
                append(content, body);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            reject(status(head.decoderResult()));
        } else if (HttpUtil.getContentLength(head, 0L) > limits.sizes().payload()) {
            reject(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, head);
        } else if (exchanges.size() >= MALFORMED) {
            cut();
        } else {
            body = new RequestBodyReader(head, budget, limits.sizes().payload());
            startTimeout(limits.times().request());
            if (HttpUtil.is100ContinueExpected(head) && exchanges.isEmpty()) {
                context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        }
    }

    private static HttpResponseStatus status(DecoderResult result) {
        if (result.cause() instanceof TooLongHttpLineException) {
            return HttpResponseStatus.REQUEST_URI_TOO_LONG;
        }
        return result.cause() instanceof TooLongHttpHeaderException
                ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                : HttpResponseStatus.BAD_REQUEST;
    }

    private void append(HttpContent content, RequestBodyReader receiving) {
        Optional<HttpResponseStatus> refused = content.decoderResult().isFailure()
                ? Optional.of(HttpResponseStatus.BAD_REQUEST)
                : receiving.append(content.content());
        if (refused.isPresent()) {
            reject(refused.get(), receiving.request());
        } else if (content instanceof LastHttpContent) {
            body = null;
            receiving.release();
            complete(receiving);
        }
    }

    private void complete(RequestBodyReader received) {
        stopTimeout();
        HttpRequest head = received.request();
        EngineRequest request;
        try {
            request = EngineRequest.of(head, received.bytes());
        } catch (IllegalArgumentException e) {
            reject(HttpResponseStatus.BAD_REQUEST, head);
            return;
        }
        HttpExchange exchange = new HttpExchange(this, request, HttpUtil.isKeepAlive(head));
        exchanges.add(exchange);
        isEnding = !exchange.isKeptAlive();
        throttle();
        engine.serve(exchange);
    }

    /** Answers after all earlier responses and accepts no more requests. */
    private void reject(HttpResponseStatus status) {
        reject(status, EngineHttp.NO_REQUEST);
    }

    private void reject(HttpResponseStatus status, HttpRequest head) {
        isEnding = true;
        releaseBody();
        HttpExchange exchange = new HttpExchange(this, new EngineRequest(head, "", Map.of(), new byte[0]), false);
        exchanges.add(exchange);
        exchange.respond(status);
    }

    /** Adds the header fields that a web page of another origin needs. */
    void addCorsHeaders(EngineRequest request, HttpHeaders response) {
        engine.addCorsHeaders(request, response);
    }

    /** Sends the responses that are ready and next in order. */
    void sendResponses() {
        boolean wrote = false;
        while (!exchanges.isEmpty() && exchanges.peek().response().isPresent()) {
            HttpExchange first = exchanges.remove();
            var written = context.write(first.response().get());
            wrote = true;
            if (!first.isKeptAlive()) {
                written.addListener(ChannelFutureListener.CLOSE);
            }
        }
        if (wrote) {
            context.flush();
        }
        if (exchanges.isEmpty() && body == null) {
            startTimeout(limits.times().idle());
        }
        throttle();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        throttle();
    }

    private void throttle() {
        channel()
                .config()
                .setAutoRead(exchanges.size() < MAX_PIPELINED && channel().isWritable());
    }

    /** Returns true if the exchange is the only one, so that the connection may become a websocket. */
    boolean isOnlyExchange(HttpExchange exchange) {
        return exchanges.size() == 1 && exchanges.peek() == exchange;
    }

    /** Returns the budget for bodies that are being received. */
    InboundBudget budget() {
        return budget;
    }

    /** Hands the connection over to a websocket. */
    void handOver() {
        stopTimeout();
        exchanges.clear();
        context.pipeline().remove(this);
    }

    void cut() {
        isEnding = true;
        context.close();
    }

    private void startTimeout(Duration limit) {
        stopTimeout();
        if (!channel().isActive()) {
            return;
        }
        timeout = context.executor().schedule(this::timedOut, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void timedOut() {
        if (body == null) {
            cut();
        } else {
            reject(HttpResponseStatus.REQUEST_TIMEOUT, body.request());
        }
    }

    private void stopTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    private void releaseBody() {
        if (body != null) {
            body.release();
        }
        body = null;
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        isEnding = true;
        stopTimeout();
        releaseBody();
        while (!exchanges.isEmpty()) {
            exchanges.remove().cancelled();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
        cut();
    }
}
