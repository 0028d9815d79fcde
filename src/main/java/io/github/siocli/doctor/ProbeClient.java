package io.github.siocli.doctor;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.engine.RequestDecorator;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.net.cookie.Cookies;
import io.github.siocli.net.engineio.PollingHandshake;
import io.github.siocli.net.engineio.ProtocolDetector;
import io.github.siocli.net.http.ContentDecoding;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpClients;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.AuthQuery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Cookie;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Sends single requests to the server over the route of the options, with the user's header fields, query and cookies,
 * and explains their failures as a connection does. It has its own connections and cookies. One thread at a time uses
 * it.
 */
public final class ProbeClient implements AutoCloseable {

    /** A handshake or the packets of an idle session are much smaller; some servers send a body without an end. */
    private static final long MAX_BODY = 1 << 20;

    private final CheckContext context;
    private final ConnectProgress progress = new ConnectProgress();
    private final Cookies cookies;
    private final OkHttpClient client;
    private volatile long sentNanos;
    private volatile long answeredNanos;

    ProbeClient(CheckContext context) {
        this.context = context;
        this.cookies = new Cookies(context.options().http().cookies(), context.clock());
        this.client = HttpClients.create(
                context.route().http(progress),
                context.threads(),
                chain -> chain.proceed(chain.request()),
                List.of(this::countAndCheck, cookies, new ContentDecoding()),
                new RoundTripListener());
    }

    /** Measures the time from a request to the head of its response, without the time for a new connection. */
    private final class RoundTripListener extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            sentNanos = System.nanoTime();
        }

        @Override
        public void responseHeadersEnd(Call call, Response response) {
            answeredNanos = System.nanoTime();
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
        return new RequestDecorator(context.options(), enginePath(path))
                .decorate(new Request.Builder().url(url.build()).build())
                .newBuilder();
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
        OkHttpClient timed = client.newBuilder().callTimeout(timeout).build();
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
                    Optional.of(Duration.ofNanos(answeredNanos - sentNanos)));
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
                    Optional.empty());
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
                .diagnosis(
                        enginePath(path),
                        progress,
                        new PayloadLimit(
                                () -> {
                                    throw new IllegalStateException("no payload was sent");
                                },
                                context.clock()));
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
        Exchange exchange = send(openRequest(path, eio));
        exchange.roundTrip().ifPresent(time -> context.measurements().addRoundTrip(Transport.POLLING, time));
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
        Request request = request(path, eio, Transport.POLLING).build();
        HttpUrl.Builder url = request.url().newBuilder();
        if (eio == 3) {
            AuthQuery.parameters(context.options().auth().orElse(null)).forEach(url::addQueryParameter);
        }
        return request.newBuilder().url(url.build()).build();
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
