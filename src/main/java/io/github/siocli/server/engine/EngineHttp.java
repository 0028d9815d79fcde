package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.PayloadReader;
import io.github.siocli.protocol.engineio.StrictUtf8;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Handles the HTTP requests of Engine.IO (Engine.IO protocol, "Handshake", "HTTP long-polling"). */
final class EngineHttp {

    /** Stands for a request that could not be parsed. */
    static final HttpRequest NO_REQUEST = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");

    private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOT_FOUND =
            "Nothing here; Socket.IO is at another path.\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PREFLIGHT_SECONDS = 600;

    private final EngineContext context;
    private final EngineOptions options;
    private final WebSocketUpgrade websockets;
    private final OriginCheck origins;
    private final Clock clock;

    EngineHttp(EngineContext context, LocalHosts localHosts, Clock clock) {
        this.context = context;
        this.options = context.options();
        this.origins = new OriginCheck(options.origins(), localHosts);
        this.websockets = new WebSocketUpgrade(context);
        this.clock = clock;
    }

    void serve(HttpExchange exchange) {
        EngineRequest request = exchange.request();
        if (!isEnginePath(request.path())) {
            exchange.respond(HttpResponseStatus.NOT_FOUND, "text/plain", NOT_FOUND);
            return;
        }
        Optional<ForeignRequest> foreign = origins.check(request, client(exchange));
        if (foreign.isPresent()) {
            refuse(exchange, foreign.get());
        } else if (request.is(HttpMethod.OPTIONS)
                && request.header(HttpHeaderNames.ORIGIN).isPresent()) {
            preflight(exchange);
        } else if (isWebsocket(request)) {
            websocket(exchange);
        } else {
            poll(exchange);
        }
    }

    private boolean isWebsocket(EngineRequest request) {
        return options.transport().transports().contains(Transport.WEBSOCKET) && websockets.isRequestedBy(request);
    }

    private void refuse(HttpExchange exchange, ForeignRequest foreign) {
        if (isWebsocket(exchange.request())) {
            refuseWebsocket(exchange, HandshakeError.FORBIDDEN, foreign.cause().message());
        } else {
            exchange.refuse(HandshakeError.FORBIDDEN, foreign.cause().message());
        }
        context.listener().onForeignRequest(foreign);
    }

    private static InetSocketAddress client(HttpExchange exchange) {
        return (InetSocketAddress) exchange.channel().remoteAddress();
    }

    private boolean isEnginePath(String path) {
        return path.equals(options.path()) || (path + "/").equals(options.path());
    }

    private void poll(HttpExchange exchange) {
        Optional<HandshakeError> error = verify(exchange, Transport.POLLING);
        Optional<String> sid = exchange.request().parameter("sid");
        if (error.isPresent()) {
            exchange.refuse(error.get());
        } else if (exchange.request().query().containsKey("j")) {
            exchange.refuse(HandshakeError.BAD_REQUEST, "JSONP polling is not supported");
        } else if (sid.isPresent()) {
            exchange(exchange, context.sessions().find(sid.get()).orElseThrow());
        } else {
            open(exchange, Transport.POLLING);
        }
    }

    private void exchange(HttpExchange exchange, EngineSession session) {
        if (exchange.request().is(HttpMethod.GET)) {
            session.poll(exchange);
        } else if (exchange.request().is(HttpMethod.POST)) {
            post(exchange, session);
        } else {
            exchange.refuse(HandshakeError.BAD_REQUEST);
        }
    }

    private static void post(HttpExchange exchange, EngineSession session) {
        String problem = HandshakeError.BAD_REQUEST.message();
        try {
            for (EngineFrame frame :
                    frames(exchange.request(), session.handshake().generation())) {
                session.receive(frame);
            }
        } catch (PacketSyntaxException e) {
            session.close(CloseReason.PARSE_ERROR);
            problem += ": " + e.getMessage();
        }
        if (session.isBroken()) {
            exchange.refuse(HandshakeError.BAD_REQUEST, problem);
        } else {
            exchange.respond(HttpResponseStatus.OK, "text/html", OK);
        }
    }

    private static List<EngineFrame> frames(EngineRequest request, Generation generation) throws PacketSyntaxException {
        byte[] body = request.body();
        PayloadReader payload = new PayloadReader(generation, body.length);
        payload.add(body, 0, body.length);
        payload.end();
        List<EngineFrame> frames = new ArrayList<>();
        for (Optional<PayloadReader.RawPacket> packet = payload.next(); packet.isPresent(); packet = payload.next()) {
            frames.add(read(packet.get(), generation));
        }
        if (frames.isEmpty()) {
            throw new PacketSyntaxException("an empty packet");
        }
        return frames;
    }

    private static EngineFrame read(PayloadReader.RawPacket packet, Generation generation)
            throws PacketSyntaxException {
        if (packet.isBinary()) {
            return generation.readBinary(packet.bytes());
        }
        StrictUtf8.require(packet.bytes());
        return generation.readClientText(packet.bytes());
    }

    private void websocket(HttpExchange exchange) {
        Optional<HandshakeError> error = verify(exchange, Transport.WEBSOCKET);
        Optional<String> sid = exchange.request().parameter("sid");
        if (error.isPresent()) {
            refuseWebsocket(exchange, error.get(), error.get().message());
        } else if (sid.isPresent()) {
            websockets.probe(exchange, context.sessions().find(sid.get()).orElseThrow());
        } else {
            open(exchange, Transport.WEBSOCKET);
        }
    }

    /** Clients show the text of such a response, if they show anything. */
    private static void refuseWebsocket(HttpExchange exchange, HandshakeError error, String text) {
        exchange.respond(error.status(), "text/html", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Checks a request as the reference server does, in the same order. */
    private Optional<HandshakeError> verify(HttpExchange exchange, Transport requested) {
        EngineRequest request = exchange.request();
        Optional<Transport> transport = request.parameter("transport").flatMap(this::offeredTransport);
        if (transport.isEmpty()) {
            return Optional.of(HandshakeError.UNKNOWN_TRANSPORT);
        }
        Optional<String> sid = request.parameter("sid");
        if (sid.isPresent()) {
            Optional<EngineSession> session = context.sessions().find(sid.get());
            if (session.isEmpty()) {
                return Optional.of(HandshakeError.UNKNOWN_SID);
            }
            boolean fits = transport.get() == requested
                    && (requested == Transport.WEBSOCKET || session.get().transport() == Transport.POLLING);
            return fits ? Optional.empty() : Optional.of(HandshakeError.BAD_REQUEST);
        }
        if (!request.is(HttpMethod.GET)) {
            return Optional.of(HandshakeError.BAD_HANDSHAKE_METHOD);
        }
        if (transport.get() != requested) {
            return Optional.of(HandshakeError.BAD_REQUEST);
        }
        if (generation(request).isEmpty()) {
            return Optional.of(HandshakeError.UNSUPPORTED_PROTOCOL_VERSION);
        }
        if (context.sessions().isClosed()) {
            return Optional.of(HandshakeError.SHUTTING_DOWN);
        }
        return context.sessions().hasRoom() ? Optional.empty() : Optional.of(HandshakeError.TOO_MANY_SESSIONS);
    }

    private Optional<Transport> offeredTransport(String wireName) {
        return options.transport().transports().stream()
                .filter(transport -> transport.wireName().equals(wireName))
                .findFirst();
    }

    private Optional<Generation> generation(EngineRequest request) {
        return request.parameter("EIO").flatMap(Generation::of).filter(options.generations()::contains);
    }

    private void open(HttpExchange exchange, Transport transport) {
        HandshakeRequest handshake = handshake(exchange, transport);
        decide(exchange, handshake, context.listener().onHandshake(handshake));
    }

    private void decide(HttpExchange exchange, HandshakeRequest handshake, ConnectDecision decision) {
        if (decision instanceof ConnectDecision.Later later) {
            exchange.channel()
                    .eventLoop()
                    .schedule(
                            () -> decideLater(exchange, handshake, later.then()),
                            later.delay().toNanos(),
                            TimeUnit.NANOSECONDS);
        } else if (decision instanceof ConnectDecision.Refuse refuse) {
            refuse(exchange, handshake.transport(), HandshakeError.FORBIDDEN, refuse.message());
        } else if (decision instanceof ConnectDecision.Accept) {
            accept(exchange, handshake);
        }
        // A decision of silence leaves the request unanswered.
    }

    /** Decides after a delay, in which the server may have stopped or the client may have left. */
    private void decideLater(HttpExchange exchange, HandshakeRequest handshake, ConnectDecision decision) {
        Optional<HandshakeError> error = verify(exchange, handshake.transport());
        if (!exchange.channel().isActive()) {
            return;
        }
        if (error.isPresent()) {
            refuse(exchange, handshake.transport(), error.get(), error.get().message());
        } else {
            decide(exchange, handshake, decision);
        }
    }

    private static void refuse(HttpExchange exchange, Transport transport, HandshakeError error, String text) {
        if (transport == Transport.WEBSOCKET) {
            refuseWebsocket(exchange, error, text);
        } else {
            exchange.refuse(error, text);
        }
    }

    private void accept(HttpExchange exchange, HandshakeRequest handshake) {
        makeRoom(handshake.address().getAddress());
        EngineSession session = new EngineSession(
                context.sessions().newId(),
                handshake,
                context.sessions(),
                exchange.channel().eventLoop(),
                context);
        if (handshake.transport() == Transport.WEBSOCKET) {
            websockets.open(exchange, session);
        } else {
            PollingTransport link = new PollingTransport(session);
            link.poll(exchange);
            session.open(link, context.listener());
        }
    }

    private void makeRoom(InetAddress address) {
        Optional<EngineSession> surplus = context.sessions().sessionToClose(address);
        if (surplus.isPresent()) {
            if (surplus.get().isOpen()) {
                context.listener().onSessionReplaced(surplus.get());
            }
            surplus.get().discard();
        }
    }

    private HandshakeRequest handshake(HttpExchange exchange, Transport transport) {
        EngineRequest request = exchange.request();
        return new HandshakeRequest(
                generation(request).orElseThrow(),
                transport,
                request.query(),
                request.headers(),
                client(exchange),
                clock.instant());
    }

    private void preflight(HttpExchange exchange) {
        FullHttpResponse answer = HttpExchange.plain(HttpResponseStatus.NO_CONTENT, "", new byte[0]);
        answer.headers()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST,OPTIONS")
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
        exchange.request()
                .header(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
                .ifPresent(asked -> answer.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, asked));
        exchange.respond(answer);
    }

    /** Adds the header fields that a web page of another origin needs. */
    void addCorsHeaders(EngineRequest request, HttpHeaders response) {
        Optional<String> origin = request.header(HttpHeaderNames.ORIGIN);
        if (origin.isPresent() && origins.allows(origin.get())) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin.get());
            response.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
            if (origins.trusts(origin.get())) {
                response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            }
        }
    }
}
