package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.HandshakeBodyReader;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.CacheHeaders;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.http.MeasuredSource;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
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
import org.jspecify.annotations.Nullable;

/**
 * Intercepts every HTTP exchange of a session: adds the user's settings to requests, extracts the messages from polls,
 * and reports failures.
 *
 * <p>A payload is read on a thread of its own, at the speed of the output, and the next poll waits until it is read:
 * this is the back-pressure of the transport. If reading takes long, the library is given a ping in the meantime and
 * answers it, so that neither side considers the other dead.
 */
final class PollingTap implements Interceptor {

    private static final int UNUSABLE = 502;

    /** Time in which the rest of a poll must arrive after the end of the connection. */
    private static final long FINISH_MILLIS = 500;

    private final RequestDecorator decorator;
    private final EngineConnection connection;
    private final Executor readerExecutor;
    private final PendingPoll pendingPoll;
    private final PollingPosts posts;
    private final EmptyPollCounter emptyPolls = new EmptyPollCounter();
    /** Null before the first payload. */
    private volatile @Nullable PollReader reader;
    /** The response to the latest poll or handshake; null before the first. */
    private volatile Response lastPoll;

    private volatile long packetsBeforePoll;
    private volatile boolean isReadingSlow;
    private volatile boolean isPingDue;
    private volatile boolean rejectsPolls;
    private volatile boolean rejectsAll;

    /**
     * Creates the interceptor of a connection's HTTP client.
     *
     * @param decorator adds the user's settings to each request
     * @param connection the connection that the requests belong to
     * @param pendingPoll is notified when a poll is answered
     * @param readerExecutor runs one task at a time: the reading of a payload
     */
    PollingTap(
            RequestDecorator decorator, EngineConnection connection, PendingPoll pendingPoll, Executor readerExecutor) {
        this.decorator = decorator;
        this.connection = connection;
        this.pendingPoll = pendingPoll;
        this.posts = new PollingPosts(connection, pendingPoll);
        this.readerExecutor = readerExecutor;
    }

    /** Rejects polls from now on. */
    void abortPolls() {
        rejectsPolls = true;
    }

    /** Rejects all requests from now on, and aborts the reading of the current payload. */
    void abort() {
        rejectsAll = true;
        PollReader current = reader;
        if (current != null) {
            current.cancel();
        }
    }

    /** Makes the library see a ping, as if the server had sent it, while a payload is being read. */
    void injectPing() {
        isPingDue = true;
    }

    /** Returns an interceptor that measures how long polls wait for the network. It must be the innermost one. */
    Interceptor networkWait() {
        NetworkWait wait = connection.engine().networkWait(Transport.POLLING);
        return chain -> {
            Request request = chain.request();
            if (!request.method().equals("GET")
                    || !connection
                            .engine()
                            .handshake()
                            .sid()
                            .equals(request.url().queryParameter("sid"))) {
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
    void awaitDelivered() {
        PollReader current = reader;
        if (current != null && !current.isFinished()) {
            current.join();
        }
    }

    /** Waits until the messages of the latest poll are passed on. Cancels a poll whose rest does not arrive. */
    void finishReading() {
        PollReader current = reader;
        if (current == null) {
            return;
        }
        try {
            if (!current.await(FINISH_MILLIS)) {
                current.cancel();
            }
            current.join();
        } catch (IOException incomplete) {
            // The poll has ended, and its complete packets are passed on.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns true if a payload is sent and the server has not confirmed it. */
    boolean isPosting() {
        return posts.isRunning();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (rejectsAll || rejectsPolls && chain.request().method().equals("GET")) {
            throw new IOException("the connection was cut");
        }
        connection.evidence().progress().startExchange();
        Request request = decorator.decorate(chain.request());
        boolean hasSession = chain.request().url().queryParameter("sid") != null;
        try {
            return request.method().equals("POST") ? posts.send(chain, request) : poll(chain, request, hasSession);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        } catch (IOException e) {
            if (!chain.call().isCanceled()) {
                connection.evidence().requestFailed(e);
            }
            throw e;
        }
    }

    private Response poll(Chain chain, Request request, boolean hasSession) throws IOException, InterruptedException {
        PollReader current = reader;
        if (hasSession && current != null && !current.isFinished()) {
            return awaitPayload(current, emptyResponse(request));
        }
        Response response = chain.proceed(request);
        pendingPoll.markAnswered();
        if (!response.isSuccessful()) {
            posts.awaitResponse();
            connection.evidence().pollRefused(HttpResponseSummary.of(response));
            return response;
        }
        if (!hasSession) {
            return handleHandshake(response);
        }
        lastPoll = response;
        packetsBeforePoll = connection.packetsIn();
        return awaitPayload(
                startReading(new PollReader(
                        response.body().source(),
                        connection.generation(request.url()),
                        chain.call()::cancel,
                        connection)),
                response);
    }

    private Response handleHandshake(Response response) throws IOException, InterruptedException {
        connection.evidence().progress().handshakeCached(CacheHeaders.cacheHit(response));
        lastPoll = response;
        emptyPolls.messageReceived();
        String payload = HandshakeBodyReader.read(response);
        Optional<String> open = acceptHandshake(payload);
        if (open.isEmpty()) {
            connection.evidence().pollRefused(HttpResponseSummary.of(response, payload));
            return withBody(response, EnginePacket.INVALID_OPEN);
        }
        int end = payload.indexOf(EnginePacket.SEPARATOR);
        Buffer leftover = new Buffer().writeUtf8(end < 0 ? "" : payload.substring(end + 1));
        return awaitPayload(
                startReading(
                        new PollReader(leftover, Generation.EIO4, () -> {}, connection).withFirstPacket(open.get())),
                response);
    }

    private PollReader startReading(PollReader newReader) {
        reader = newReader;
        isPingDue = false;
        readerExecutor.execute(newReader);
        return newReader;
    }

    /**
     * Waits for a payload, at most for one interval of the heartbeat check. The reader is a parameter because the last
     * poll of one session may end while the next session opens.
     */
    private Response awaitPayload(PollReader payloadReader, Response response)
            throws IOException, InterruptedException {
        boolean isFinished =
                payloadReader.await(connection.engine().heartbeatMonitor().checkMillis());
        Optional<Failure> unusable = isFinished ? findUnusable(payloadReader) : Optional.empty();
        if (unusable.isPresent()) {
            connection.evidence().connectionFailed(unusable.get());
            return unusableResponse(response);
        }
        if (!isFinished) {
            isReadingSlow = true;
        } else if (isReadingSlow) {
            isReadingSlow = false;
            // The server has finished with this connection a while ago, and may be closing it.
            connection.closeIdleConnections();
        }
        if (connection.evidence().closeCause().isUnexplained()) {
            posts.awaitResponse();
        }
        String forLibrary = payloadReader.takeForLibrary();
        if (forLibrary.isEmpty()) {
            forLibrary = String.valueOf(isPingDue ? EnginePacket.PING : EnginePacket.NOOP);
            isPingDue = false;
        }
        return withBody(response, forLibrary);
    }

    /** Explains why the session cannot go on with what a poll brought. */
    private Optional<Failure> findUnusable(PollReader payloadReader) {
        Response lastResponse = lastPoll;
        if (payloadReader.foreignBeginning().isPresent()) {
            return Optional.of(connection
                    .evidence()
                    .diagnosis()
                    .ofForeignResponse(HttpResponseSummary.of(
                            lastResponse, payloadReader.foreignBeginning().get())));
        }
        return isLoop()
                ? Optional.of(connection
                        .evidence()
                        .diagnosis()
                        .ofEmptyPolls(HttpResponseSummary.of(lastResponse, ""), emptyPolls.consecutive()))
                : Optional.empty();
    }

    private boolean isLoop() {
        if (connection.packetsIn() == packetsBeforePoll) {
            return emptyPolls.addEmptyPoll(System.nanoTime());
        }
        emptyPolls.messageReceived();
        return false;
    }

    /**
     * Opens the session with a handshake.
     *
     * @return the handshake for the library; empty if the payload contains none
     */
    private Optional<String> acceptHandshake(String payload) {
        if (!payload.startsWith("0{")) {
            return Optional.empty();
        }
        try {
            int end = payload.indexOf(EnginePacket.SEPARATOR);
            Handshake handshake =
                    connection.openSession(Transport.POLLING, end < 0 ? payload : payload.substring(0, end));
            return Optional.of(EnginePacket.open(handshake));
        } catch (PacketSyntaxException e) {
            connection.evidence().handshakeRejected(e.getMessage(), payload);
            return Optional.empty();
        }
    }

    /** Returns a response that the library treats as the end of the session. */
    static Response unusableResponse(Response response) {
        return withBody(response, "").newBuilder().code(UNUSABLE).build();
    }

    static Response withBody(Response response, String body) {
        return response.newBuilder()
                .body(ResponseBody.create(body, PlainText.TYPE))
                .build();
    }

    /** Returns a response in place of the server, while its last one is still being read. */
    private static Response emptyResponse(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create("", PlainText.TYPE))
                .build();
    }

    /** Initialized with the first poll: {@link MediaType} loads patterns that websocket connections do not need. */
    static final class PlainText {
        static final MediaType TYPE = MediaType.get("text/plain;charset=UTF-8");
    }
}
