package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.Generation;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;

/** Turns an HTTP connection into a websocket (RFC 6455, section 4.2), without extensions. */
final class WebSocketUpgrade {

    private static final int NORMAL = 1000;
    /** The name of the decoder in Netty's pipeline. */
    private static final String DECODER = "wsdecoder";

    private static final String VERSION = "13";

    private final EngineContext context;
    private final EngineOptions options;
    private final WebSocketDecoderConfig decoding;

    WebSocketUpgrade(EngineContext context) {
        this.context = context;
        this.options = context.options();
        this.decoding = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(options.limits().sizes().payload())
                .allowExtensions(false)
                .expectMaskedFrames(true)
                // The handler closes the websocket, so that the session knows the reason.
                .closeOnProtocolViolation(false)
                .build();
    }

    /** Returns true if a request asks for a websocket. */
    boolean isRequestedBy(EngineRequest request) {
        return request.head().headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.head().headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
    }

    /** Opens a session over a websocket. */
    void open(HttpExchange exchange, EngineSession session) {
        WebSocketTransport link = new WebSocketTransport(exchange.channel(), session);
        if (handshake(exchange, link, session.handshake().generation(), new SessionFrames(session))) {
            session.open(link, context.listener());
        }
    }

    /** Upgrades a session to a websocket, if allowed. */
    void probe(HttpExchange exchange, EngineSession session) {
        Generation generation = session.handshake().generation();
        WebSocketTransport link = new WebSocketTransport(exchange.channel(), session);
        if (!options.offersUpgrade() || !session.mayUpgrade()) {
            if (handshake(exchange, link, generation, FrameReceiver.NONE)) {
                link.close(NORMAL);
            }
            return;
        }
        UpgradeProbe probe = new UpgradeProbe(session, link, exchange.channel().eventLoop());
        if (handshake(exchange, link, generation, probe)) {
            probe.start(options.transport().upgradeTimeout());
        }
    }

    private boolean handshake(
            HttpExchange exchange, WebSocketTransport link, Generation generation, FrameReceiver receiver) {
        HttpRequest head = exchange.request().head();
        Channel channel = exchange.channel();
        if (!exchange.connection().isOnlyExchange(exchange)
                || !head.method().equals(HttpMethod.GET)
                || !VERSION.equals(head.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
            return false;
        }
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshaker13("", null, decoding);
        FullHttpRequest request = new DefaultFullHttpRequest(
                head.protocolVersion(),
                head.method(),
                head.uri(),
                Unpooled.EMPTY_BUFFER,
                head.headers(),
                EmptyHttpHeaders.INSTANCE);
        ChannelFuture answered;
        try {
            answered = handshaker.handshake(channel, request, new DefaultHttpHeaders(), channel.newPromise());
        } catch (WebSocketHandshakeException e) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
            return false;
        }
        if (answered.isDone() && !answered.isSuccess()) {
            exchange.cut();
            return false;
        }
        exchange.connection().handOver();
        channel.config().setAutoRead(true);
        ChannelPipeline pipeline = channel.pipeline();
        InboundBudgetHandler intake =
                new InboundBudgetHandler(exchange.connection().budget());
        pipeline.addBefore(DECODER, null, intake);
        pipeline.addLast(
                new Utf8FrameValidator(false),
                new MessageAssembler(options.limits().sizes().payload(), intake),
                new WebSocketHandler(link, generation, receiver, intake));
        return true;
    }
}
