package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.HandshakeBodyReader;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.Opened;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.CacheHeaders;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.http.MeasuredSource;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;
import okio.Source;

/**
 * Intercepts every HTTP exchange of a session: adds the user's settings to requests, extracts the messages from polls,
 * and reports failures.
 *
 * <p>A payload is read on a thread of its own, at the speed of the output, and the next poll waits until it is read:
 * this is the back-pressure of the transport. If reading takes long, the library is given a ping in the meantime and
 * answers it, so that neither side considers the other dead.
 */
public final class PollingTap implements Interceptor {

    private static final int UNUSABLE = 502;

    private final RequestDecorator wishes;
    private final Tap tap;
    private final Executor teller;
    private final Runnable forgetConnections;
    private final PendingPoll pending;
    private final PollingPosts posts;
    private final EmptyPollCounter emptyPolls = new EmptyPollCounter();
    private volatile PollReader reader;
    private volatile Optional<Response> polled = Optional.empty();
    private volatile long messages;
    private volatile boolean isSlow;
    private volatile boolean pingDue;
    private volatile Cut cut = Cut.NONE;

    /** The requests that are rejected. */
    public enum Cut {
        NONE,
        /** GET requests. */
        POLLS,
        ALL
    }

    /**
     * Creates the interceptor of an HTTP client.
     *
     * @param wishes adds the user's settings to each request
     * @param pending is notified when a poll is answered
     * @param teller runs one task at a time: the reading of a payload
     * @param forgetConnections closes idle connections of the client
     */
    public PollingTap(
            RequestDecorator wishes, Tap tap, PendingPoll pending, Executor teller, Runnable forgetConnections) {
        this.forgetConnections = forgetConnections;
        this.wishes = wishes;
        this.tap = tap;
        this.pending = pending;
        this.posts = new PollingPosts(tap, pending);
        this.teller = teller;
        this.reader = new PollReader(new Buffer(), () -> {}, tap);
        reader.run();
    }

    /** Rejects requests of a scope from now on. {@code ALL} also aborts the reading of the current payload. */
    void cut(Cut how) {
        cut = how;
        if (how == Cut.ALL) {
            reader.cancel();
        }
    }

    /** Makes the library see a ping, as if the server had sent it, while a payload is being read. */
    void showPing() {
        pingDue = true;
    }

    /** Returns an interceptor that measures how long polls wait for the network. It must be the innermost one. */
    public Interceptor networkWait() {
        NetworkWait wait = tap.engine().networkWait(Transport.POLLING);
        return chain -> {
            Request request = chain.request();
            if (!request.method().equals("GET")
                    || !tap.engine().handshake().sid().equals(request.url().queryParameter("sid"))) {
                return chain.proceed(request);
            }
            wait.begin();
            Response response;
            try {
                response = chain.proceed(request);
            } finally {
                wait.end();
            }
            ResponseBody body = response.body();
            Source measured = new MeasuredSource(body.source(), wait);
            return response.newBuilder()
                    .body(ResponseBody.create(Okio.buffer(measured), body.contentType(), body.contentLength()))
                    .build();
        };
    }

    /** Waits until the messages of all polls so far are passed on. */
    public void awaitTold() {
        if (!reader.isFinished()) {
            reader.join();
        }
    }

    /** Returns true if a payload is sent and the server has not confirmed it. */
    boolean isPosting() {
        return posts.isRunning();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (cut == Cut.ALL || cut == Cut.POLLS && chain.request().method().equals("GET")) {
            throw new IOException("the connection was cut");
        }
        tap.progress().exchanging();
        Request request = wishes.in(chain.request());
        boolean session = chain.request().url().queryParameter("sid") != null;
        try {
            return request.method().equals("POST") ? posts.send(chain, request) : poll(chain, request, session);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        } catch (IOException e) {
            if (request.method().equals("GET")) {
                tap.inbound().ended();
            }
            if (!chain.call().isCanceled()) {
                Failure failure = tap.diagnosis().of(e, Transport.POLLING);
                failed(failure, failure.message() + tap.limit().explanation("; ", false));
            }
            throw e;
        }
    }

    private void failed(HttpResponseSummary answer) {
        Failure failure = tap.diagnosis().of(answer, Transport.POLLING);
        failed(failure, failure.message());
    }

    private void failed(Failure failure, String detail) {
        tap.progress().failed(failure);
        tap.ending().failed(failure, detail);
    }

    private Response poll(Chain chain, Request request, boolean session) throws IOException, InterruptedException {
        if (session && !reader.isFinished()) {
            return read(reader, answer(request));
        }
        Response response = chain.proceed(request);
        pending.answered();
        if (!response.isSuccessful()) {
            tap.inbound().ended();
            posts.await();
            failed(HttpResponseSummary.of(response));
            return response;
        }
        if (!session) {
            return open(response);
        }
        polled = Optional.of(response);
        messages = tap.engine().traffic().packetsIn();
        return read(begin(new PollReader(response.body().source(), chain.call()::cancel, tap)), response);
    }

    private Response open(Response response) throws IOException, InterruptedException {
        tap.progress().cached(CacheHeaders.in(response));
        polled = Optional.of(response);
        emptyPolls.message();
        String payload = HandshakeBodyReader.read(response);
        Optional<String> open = opened(payload);
        if (open.isEmpty()) {
            failed(HttpResponseSummary.of(response, payload));
            return withBody(response, LibraryView.NO_HANDSHAKE);
        }
        int end = payload.indexOf(EnginePacket.SEPARATOR);
        Buffer behind = new Buffer().writeUtf8(end < 0 ? "" : payload.substring(end + 1));
        return read(begin(new PollReader(behind, () -> {}, tap).showing(open.get())), response);
    }

    private PollReader begin(PollReader begun) {
        reader = begun;
        pingDue = false;
        teller.execute(begun);
        return begun;
    }

    /**
     * Waits for a payload, at most for one interval of the heartbeat check. The reader is a parameter because the last
     * poll of one session may end while the next session opens.
     */
    private Response read(PollReader begun, Response response) throws IOException, InterruptedException {
        boolean finished = begun.await(tap.engine().heartbeat().checkMillis());
        Optional<Failure> useless = finished ? useless(begun) : Optional.empty();
        if (useless.isPresent()) {
            failed(useless.get(), useless.get().message());
            return unusable(response);
        }
        if (!finished) {
            isSlow = true;
        } else if (isSlow) {
            isSlow = false;
            // The server has finished with this connection a while ago, and may be closing it.
            forgetConnections.run();
        }
        if (tap.ending().isUnexplained()) {
            posts.await();
        }
        String forLibrary = begun.takeForLibrary();
        if (forLibrary.isEmpty()) {
            forLibrary = String.valueOf(pingDue ? EnginePacket.PING : EnginePacket.NOOP);
            pingDue = false;
        }
        return withBody(response, forLibrary);
    }

    /** Explains why the session cannot go on with what a poll brought. */
    private Optional<Failure> useless(PollReader read) {
        Response seen = polled.orElseThrow();
        if (read.foreign().isPresent()) {
            return Optional.of(tap.diagnosis()
                    .ofForeignAnswer(HttpResponseSummary.of(seen, read.foreign().get())));
        }
        return isLoop()
                ? Optional.of(tap.diagnosis().ofLoop(HttpResponseSummary.of(seen, ""), emptyPolls.inRow()))
                : Optional.empty();
    }

    private boolean isLoop() {
        if (tap.engine().traffic().packetsIn() == messages) {
            return emptyPolls.isLoop(System.nanoTime());
        }
        emptyPolls.message();
        return false;
    }

    /**
     * Opens the session with a handshake.
     *
     * @return the handshake for the library; empty if the payload contains none
     */
    private Optional<String> opened(String payload) {
        if (!payload.startsWith("0{")) {
            return Optional.empty();
        }
        try {
            int end = payload.indexOf(EnginePacket.SEPARATOR);
            Handshake handshake = tap.handshake(end < 0 ? payload : payload.substring(0, end));
            tap.progress().opened();
            tap.engine().opened(Transport.POLLING, handshake);
            tap.outbox().sendingOver(Transport.POLLING, handshake);
            tap.sink().accept(new Opened(tap.clock().instant(), Transport.POLLING, handshake));
            return Optional.of(LibraryView.of(handshake));
        } catch (PacketSyntaxException e) {
            tap.progress().failed(tap.diagnosis().ofHandshake(e.getMessage(), payload));
            return Optional.empty();
        }
    }

    /** Returns a response that the library treats as the end of the session. */
    static Response unusable(Response response) {
        return withBody(response, "").newBuilder().code(UNUSABLE).build();
    }

    static Response withBody(Response response, String body) {
        return response.newBuilder().body(ResponseBody.create(body, Text.TYPE)).build();
    }

    /** Returns a response in place of the server, while its last one is still being read. */
    private static Response answer(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create("", Text.TYPE))
                .build();
    }

    /** Initialized with the first poll: {@link MediaType} loads patterns that websocket connections do not need. */
    static final class Text {
        static final MediaType TYPE = MediaType.get("text/plain;charset=UTF-8");
    }
}
