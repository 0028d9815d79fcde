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
 * Sees every HTTP exchange: adds what the user wants in requests, takes the messages out of the polls, and keeps what
 * explains a failure.
 *
 * <p>A payload is read on a thread of its own, at the speed of the output, and the next poll waits until it is read: the
 * back-pressure of this transport. Where that takes long, the library is given a ping in the meantime, which it answers,
 * so that neither side takes the other for dead.
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

    /** What is not sent any more. */
    public enum Cut {
        NONE,
        /** Requests for what the server has to say. */
        POLLS,
        ALL
    }

    /**
     * A tap on the HTTP exchanges of a client.
     *
     * @param wishes go into each request
     * @param pending is told when a poll is answered
     * @param teller runs one task, the reading of a payload
     * @param forgetConnections has idle connections of the client closed
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

    /** From now on nothing is sent, or only what ends the session. */
    void cut(Cut how) {
        cut = how;
        if (how == Cut.ALL) {
            reader.cancel();
        }
    }

    /** Has the library see a ping in the place of the server, while it waits for a payload that is being read. */
    void showPing() {
        pingDue = true;
    }

    /** Measures how long the polls of the session wait for the network. To be placed nearest to the network. */
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

    /** Waits until the messages of all polls so far are told. */
    public void awaitTold() {
        if (!reader.isFinished()) {
            reader.join();
        }
    }

    /** Whether a payload is on its way, and the server has not said that it has it. */
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
     * Waits for a payload, but not longer than from one check of the heartbeat to the next. The last poll
     * of one session may end while the next one is opened, and each gets what is its own.
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
            // The server has been done with this connection for a while, and may be closing it.
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

    /** Takes the handshake, and says what the library is to see of it; empty where there is none. */
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

    /** An answer that the library takes for the end of the session. */
    static Response unusable(Response response) {
        return withBody(response, "").newBuilder().code(UNUSABLE).build();
    }

    static Response withBody(Response response, String body) {
        return response.newBuilder().body(ResponseBody.create(body, Text.TYPE)).build();
    }

    /** An answer in the server's place, while its last one is still being read. */
    private static Response answer(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create("", Text.TYPE))
                .build();
    }

    /** Made with the first poll: whoever uses websockets alone does not need the patterns that it is read with. */
    static final class Text {
        static final MediaType TYPE = MediaType.get("text/plain;charset=UTF-8");
    }
}
