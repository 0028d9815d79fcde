package io.github.siocli.doctor;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.engine.RequestDecorator;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.net.cookie.Cookies;
import io.github.siocli.net.engineio.PollingHandshake;
import io.github.siocli.net.engineio.ProtocolDetector;
import io.github.siocli.net.http.CacheHeaders;
import io.github.siocli.net.http.ContentDecoding;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpClients;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.AuthQuery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import okhttp3.Call;
import okhttp3.Cookie;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Sends single requests to the server over the route of the options, with the user's header fields, query and cookies,
 * and explains their failures as a connection does. It has its own connections and cookies. Any thread may call.
 */
public final class ProbeClient implements AutoCloseable {

    /** A handshake or the packets of an idle session are much smaller; some servers send a body without an end. */
    private static final long MAX_BODY = 1 << 20;
    /** The content type with which browsers need no preflight request. */
    private static final String POST_TYPE = "text/plain;charset=UTF-8";

    /** No check sends a large payload. */
    private static final Handshake UNLIMITED =
            new Handshake("", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());

    private final CheckContext context;
    private final ConnectProgress progress = new ConnectProgress();
    private final Cookies cookies;
    private final OkHttpClient client;
    private volatile String origin = "";

    ProbeClient(CheckContext context) {
        this.context = context;
        this.cookies = new Cookies(context.options().http().cookies(), context.clock());
        this.client = HttpClients.create(
                context.route().http(progress),
                context.threads(),
                chain -> chain.proceed(chain.request()),
                List.of(this::countAndCheck, cookies, new ContentDecoding()),
                EventListener.NONE);
    }

    /** Observes one exchange: its time without that for a new connection, and what the other layers hide. */
    private static final class WireListener extends EventListener {
        private volatile long sentNanos;
        private volatile long answeredNanos;
        private volatile boolean isConnectionNew;
        private volatile String encoding = "";

        @Override
        public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
            isConnectionNew = true;
        }

        @Override
        public void requestHeadersStart(Call call) {
            sentNanos = System.nanoTime();
        }

        @Override
        public void responseHeadersEnd(Call call, Response response) {
            answeredNanos = System.nanoTime();
            encoding = response.header("Content-Encoding", "");
        }
    }

    private Response countAndCheck(Interceptor.Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        HttpUrl server = HttpUrl.get(context.options().server().withoutZone().url());
        if (!url.host().equals(server.host()) || url.port() != server.port()) {
            throw new IllegalStateException("a request to another host: " + url.host());
        }
        context.requests().count();
        Response response = chain.proceed(chain.request());
        Cookie.parseAll(url, response.headers())
                .forEach(cookie -> context.secrets().add(cookie.value()));
        return response;
    }

    /** Returns the observations of the connections so far; a check reports here that a session is open. */
    public ConnectProgress progress() {
        return progress;
    }

    /**
     * Creates a request to the engine with the user's settings.
     *
     * @param path the engine path, as it is to be requested
     * @param eio the generation to request, 3 or 4
     */
    public Request.Builder request(String path, int eio, Transport transport) {
        HttpUrl.Builder url = HttpUrl.get(
                        context.options().server().withoutZone().url())
                .newBuilder()
                .encodedPath(path)
                .addQueryParameter("EIO", String.valueOf(eio))
                .addQueryParameter("transport", transport.wireName())
                .addQueryParameter("t", Long.toString(System.nanoTime(), Character.MAX_RADIX));
        Request.Builder request = new RequestDecorator(context.options(), enginePath(path))
                .decorate(new Request.Builder().url(url.build()).build())
                .newBuilder();
        return origin.isEmpty() ? request : request.header("Origin", origin);
    }

    private Request.Builder request(EngineOpening session, Transport transport) {
        Request.Builder request = request(session.path(), session.eio(), transport);
        HttpUrl url = request.build().url();
        return request.url(url.newBuilder()
                .addQueryParameter("sid", session.handshake().sid())
                .build());
    }

    /** Sends the requests from now on as a browser does for a page of this origin. */
    public void setOrigin(String newOrigin) {
        origin = newOrigin;
    }

    /** Returns a path that has no alternative, because a check requests each form of a path itself. */
    private static EnginePath enginePath(String path) {
        return new EnginePath(path.endsWith("/") ? path : path + "/", (newPath, previous, reason) -> {});
    }

    /** Sends a request and waits for the response, at most for {@link CheckContext#timeout}. */
    public Exchange send(Request request) throws InterruptedException {
        return send(request, context.timeout());
    }

    /** Sends a request and waits for the whole response, at most for the given time. */
    public Exchange send(Request request, Duration timeout) throws InterruptedException {
        progress.startExchange();
        WireListener wire = new WireListener();
        OkHttpClient timed =
                client.newBuilder().callTimeout(timeout).eventListener(wire).build();
        long start = System.nanoTime();
        try (Response response = timed.newCall(request).execute()) {
            Response inMemory = withBodyInMemory(response);
            Instant date = inMemory.headers().getInstant("Date");
            if (date != null) {
                context.measurements().addClockSkew(ahead(date));
            }
            return new Exchange(
                    Optional.of(inMemory),
                    Optional.of(HttpResponseSummary.of(inMemory)),
                    Optional.empty(),
                    Duration.ofNanos(System.nanoTime() - start),
                    Optional.of(Duration.ofNanos(wire.answeredNanos - wire.sentNanos)),
                    wire.isConnectionNew,
                    wire.encoding);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Diagnosis diagnosis = diagnosis(request.url().encodedPath());
            return new Exchange(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                            e instanceof InterruptedIOException
                                    ? diagnosis.ofDeadline(null)
                                    : diagnosis.of(e, Transport.POLLING)),
                    Duration.ofNanos(System.nanoTime() - start),
                    Optional.empty(),
                    wire.isConnectionNew,
                    wire.encoding);
        }
    }

    /** Returns how far a date is ahead; the field {@code Date} has whole seconds, rounded down. */
    private Duration ahead(Instant date) {
        Duration ahead = Duration.between(context.clock().instant(), date);
        return ahead.isNegative() && ahead.compareTo(Duration.ofSeconds(-1)) > 0 ? Duration.ZERO : ahead;
    }

    private static Response withBodyInMemory(Response response) throws IOException {
        Buffer body = new Buffer();
        BufferedSource source = response.body().source();
        while (body.size() < MAX_BODY && source.read(body, MAX_BODY - body.size()) >= 0) {
            // The loop reads as much as is needed.
        }
        return response.newBuilder()
                .body(ResponseBody.create(body.readByteString(), response.body().contentType()))
                .build();
    }

    /** Returns the diagnosis of the requests to a path. */
    public Diagnosis diagnosis(String path) {
        return context.route()
                .diagnosis(enginePath(path), progress, new PayloadLimit(() -> UNLIMITED, context.clock()));
    }

    /**
     * The outcome of a handshake over polling.
     *
     * @param path the path that was requested
     * @param opening the session; empty if the server opened none
     * @param failure the reason; empty if it opened one
     */
    public record OpeningAttempt(
            String path, Exchange exchange, Optional<EngineOpening> opening, Optional<Failure> failure) {}

    /**
     * Requests a handshake over polling in one generation, without trying the other one.
     *
     * @param path the engine path, as it is to be requested
     * @param eio the generation to request, 3 or 4
     */
    public OpeningAttempt open(String path, int eio) throws InterruptedException {
        Exchange exchange = sendMeasured(openRequest(path, eio));
        if (exchange.failure().isPresent()) {
            return new OpeningAttempt(path, exchange, Optional.empty(), exchange.failure());
        }
        HttpResponseSummary answer = exchange.answer().orElseThrow();
        try {
            PollingHandshake.Answer handshakeAnswer =
                    PollingHandshake.Answer.of(exchange.response().orElseThrow());
            PollingHandshake.Payload payload = handshakeAnswer.read();
            if (answer.status() / 100 != 2 || !payload.packet().startsWith(EnginePacket.OPEN + "{")) {
                return refused(path, exchange, diagnosis(path).of(answer, Transport.POLLING));
            }
            try {
                Handshake handshake = EnginePacket.handshake(payload.packet());
                context.secrets().add(handshake.sid());
                progress.opened();
                String cache = CacheHeaders.cacheHit(exchange.response().orElseThrow());
                progress.handshakeCached(cache);
                if (!context.addSession(handshake.sid())) {
                    return refused(
                            path,
                            exchange,
                            Failure.of(
                                    FailureKind.HANDSHAKE_CACHED,
                                    cache.isEmpty() ? "two have the same session id" : cache,
                                    answer.label()));
                }
                return new OpeningAttempt(
                        path,
                        exchange,
                        Optional.of(new EngineOpening(
                                path,
                                eio,
                                handshakeAnswer.eio3Framing() == null
                                        ? handshake
                                        : handshake.withServer(ProtocolDetector.familyOf(
                                                handshake, handshakeAnswer.eio3Framing(), eio == 4)))),
                        Optional.empty());
            } catch (PacketSyntaxException e) {
                return refused(path, exchange, diagnosis(path).ofHandshake(e.getMessage(), payload.text()));
            }
        } catch (IOException e) {
            return refused(path, exchange, diagnosis(path).of(e, Transport.POLLING));
        }
    }

    private OpeningAttempt refused(String path, Exchange exchange, Failure failure) {
        return new OpeningAttempt(path, exchange, Optional.empty(), Optional.of(failure));
    }

    private Request openRequest(String path, int eio) {
        return withAuth(request(path, eio, Transport.POLLING).build(), eio);
    }

    /** Returns a handshake request with the auth payload, which Engine.IO 3 takes only there. */
    private Request withAuth(Request request, int eio) {
        HttpUrl.Builder url = request.url().newBuilder();
        if (eio == 3) {
            AuthQuery.parameters(context.options().auth().orElse(null)).forEach(url::addQueryParameter);
        }
        return request.newBuilder().url(url.build()).build();
    }

    /**
     * Asks as a browser does whether a page may send a request with header fields (Fetch standard, "CORS-preflight
     * fetch").
     *
     * @param fields names of the fields
     */
    public Exchange preflight(String path, int eio, List<String> fields) throws InterruptedException {
        return send(withoutFields(request(path, eio, Transport.POLLING).build())
                .method("OPTIONS", null)
                .header("Access-Control-Request-Method", "GET")
                .header(
                        "Access-Control-Request-Headers",
                        fields.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .sorted()
                                .collect(Collectors.joining(",")))
                .build());
    }

    /** Removes the user's header fields, which browsers send neither in a preflight nor with a websocket. */
    private Request.Builder withoutFields(Request request) {
        Request.Builder bare = request.newBuilder();
        context.options().http().fields().forEach(field -> bare.removeHeader(field.name()));
        return bare.header("Origin", origin);
    }

    /** Posts a packet of a session, as the JavaScript client does. */
    public Exchange post(EngineOpening session, String packet) throws InterruptedException {
        String payload = session.eio() == 3 ? packet.length() + ":" + packet : packet;
        return sendMeasured(request(session, Transport.POLLING)
                .post(RequestBody.create(payload, MediaType.get(POST_TYPE)))
                .build());
    }

    /** Sends a request to which the server responds at once, and records the time of its response. */
    private Exchange sendMeasured(Request request) throws InterruptedException {
        Exchange exchange = send(request);
        exchange.roundTrip().ifPresent(time -> context.measurements().addRoundTrip(Transport.POLLING, time));
        return exchange;
    }

    /** Polls a session once, and waits for the response for at most the given time. */
    public Exchange poll(EngineOpening session, Duration timeout) throws InterruptedException {
        return send(request(session, Transport.POLLING).build(), timeout);
    }

    /** Explains the response to a request of a session; empty if the server accepted the request. */
    public Optional<Failure> refusal(EngineOpening session, Exchange exchange) {
        return exchange.answer()
                .filter(answer -> answer.status() / 100 != 2)
                .map(answer -> {
                    progress.opened();
                    return diagnosis(session.path()).of(answer, Transport.POLLING);
                })
                .or(exchange::failure);
    }

    /** Opens a websocket that starts a session. */
    public ProbeWebSocket openWebSocket(String path, int eio) {
        return openWebSocket(
                path, withAuth(request(path, eio, Transport.WEBSOCKET).build(), eio));
    }

    /** Opens a websocket that starts a session, and offers to compress its messages (RFC 7692). */
    public ProbeWebSocket openCompressedWebSocket(String path, int eio) {
        Request request = withAuth(request(path, eio, Transport.WEBSOCKET).build(), eio);
        return openWebSocket(
                path,
                request.newBuilder()
                        .header("Sec-WebSocket-Extensions", ProbeWebSocket.DEFLATE)
                        .build());
    }

    /** Opens a websocket to which a session that began with polling can be moved. */
    public ProbeWebSocket openUpgrade(EngineOpening session) {
        progress.opened();
        return openWebSocket(
                session.path(), request(session, Transport.WEBSOCKET).build());
    }

    private ProbeWebSocket openWebSocket(String path, Request request) {
        context.requests().count();
        Request sent = origin.isEmpty() ? request : withoutFields(request).build();
        return new ProbeWebSocket(context, progress, cookies, sent, diagnosis(path));
    }

    /** Closes the connections, so that the next request opens a new one. */
    public void closeConnections() {
        client.connectionPool().evictAll();
    }

    @Override
    public void close() {
        closeConnections();
    }
}
