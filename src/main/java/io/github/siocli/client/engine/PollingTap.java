package io.github.siocli.client.engine;

import io.github.siocli.event.Failure;
import io.github.siocli.event.Transport;
import io.github.siocli.net.engineio.Eio3Session;
import io.github.siocli.net.engineio.PollingHandshake;
import io.github.siocli.net.engineio.PollingRequests;
import io.github.siocli.net.engineio.ProtocolDetector;
import io.github.siocli.net.http.CacheHeaders;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
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

    /** Time to wait for the refusal of a POST, which arrives at about the same time as the end that it causes. */
    private static final long REFUSAL_MILLIS = 500;

    /** Time in which the rest of a poll must arrive after the end of the connection. */
    private static final long FINISH_MILLIS = 500;

    private final RequestDecorator decorator;
    private final EnginePath path;
    private final SocketIoConnection connection;
    private final HttpCalls http;
    private final Executor readerExecutor;
    private final PollingHandshake handshake;
    private final PollingRequests requests;
    private final PollingPosts posts;
    private final EmptyPollCounter emptyPolls = new EmptyPollCounter();
    /** Null before the first payload. */
    private volatile @Nullable PollReader reader;
    /** Reads the packets that came with the handshake, for the first poll; null if there are none. */
    private volatile @Nullable PollReader rest;
    /** The response to the latest poll or handshake; null before the first. */
    private volatile @Nullable Response lastPoll;
    /** The model of our own requests; null before the handshake of a session of Engine.IO 3. */
    private volatile @Nullable Request template;

    private volatile long packetsBeforePoll;
    private volatile boolean isReadingSlow;
    private volatile boolean isPingDue;
    private volatile boolean rejectsPolls;
    private volatile boolean rejectsAll;

    /**
     * Creates the interceptor of a connection's HTTP client.
     *
     * @param decorator adds the user's settings to each request
     * @param path the path of the requests
     * @param connection the connection that the requests belong to
     * @param http makes our own requests, which do not pass the interceptor
     * @param readerExecutor runs one task at a time: the reading of a payload
     */
    PollingTap(
            RequestDecorator decorator,
            EnginePath path,
            SocketIoConnection connection,
            HttpCalls http,
            Executor readerExecutor) {
        this.decorator = decorator;
        this.path = path;
        this.connection = connection;
        this.readerExecutor = readerExecutor;
        this.handshake = new PollingHandshake(connection.detector(), path);
        this.http = http;
        this.requests = new PollingRequests(
                () -> http.bareClient().newCall(Eio3Session.post(template, sid(), List.of(EnginePacket.PING_PACKET))));
        this.posts = new PollingPosts(connection, requests);
    }

    private String sid() {
        return connection.engine().handshake().sid();
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

    /** Returns true for a poll of the session. */
    boolean isPoll(Request request) {
        return request.method().equals("GET") && sid().equals(request.url().queryParameter("sid"));
    }

    /** Returns the state of the requests. */
    PollingRequests requests() {
        return requests;
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

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (rejectsAll || rejectsPolls && chain.request().method().equals("GET")) {
            throw new IOException("the connection was cut");
        }
        connection.evidence().progress().startExchange();
        Request request = decorator.decorate(chain.request());
        boolean hasSession = chain.request().url().queryParameter("sid") != null;
        try {
            if (request.method().equals("POST")) {
                return posts.send(chain, request);
            }
            return hasSession ? poll(chain, request) : openSession(chain, request);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        } catch (IOException e) {
            if (!chain.call().isCanceled()) {
                connection.evidence().requestFailed(e);
            }
            throw e;
        }
    }

    private Response poll(Chain chain, Request request) throws IOException, InterruptedException {
        PollReader current = reader;
        if (current != null && !current.isFinished()) {
            // In place of the server, whose last response is still being read.
            return awaitPayload(current, okResponse(request, ""));
        }
        PollReader restOfHandshake = rest;
        if (restOfHandshake != null) {
            rest = null;
            packetsBeforePoll = connection.packetsIn();
            return awaitPayload(startReading(restOfHandshake), okResponse(request, ""));
        }
        Optional<Eio3Session> session = connection.detector().findSession(request.url());
        Response response = proceed(chain, request, session);
        requests.pollAnswered();
        if (!response.isSuccessful()) {
            return refused(response);
        }
        lastPoll = response;
        packetsBeforePoll = connection.packetsIn();
        return awaitPayload(
                startReading(PollReader.ofResponse(
                        response.body().source(),
                        session.isPresent() ? Generation.EIO3 : Generation.EIO4,
                        chain.call()::cancel,
                        connection)),
                response);
    }

    private Response proceed(Chain chain, Request request, Optional<Eio3Session> session) throws IOException {
        if (session.isEmpty()) {
            return chain.proceed(request);
        }
        boolean isSuccessful = false;
        try {
            Response response = chain.proceed(Eio3Session.asEio3Request(request));
            isSuccessful = response.isSuccessful();
            return response;
        } finally {
            if (!isSuccessful) {
                session.get().end();
            }
        }
    }

    private Response refused(Response response) throws IOException, InterruptedException {
        requests.awaitPosts(REFUSAL_MILLIS);
        connection.evidence().pollRefused(HttpResponseSummary.of(response));
        return response;
    }

    private Response openSession(Chain chain, Request request) throws IOException, InterruptedException {
        PollingHandshake.Answer answer = handshake.request(chain, request);
        Response response = answer.response();
        requests.pollAnswered();
        if (!response.isSuccessful()) {
            connection.detector().endEio3Session();
            return refused(response);
        }
        connection.evidence().progress().handshakeCached(CacheHeaders.cacheHit(response));
        lastPoll = response;
        emptyPolls.messageReceived();
        PollingHandshake.Payload payload = answer.read();
        if (payload.generation() == Generation.EIO3) {
            template = path.withCurrentPath(request);
            connection
                    .detector()
                    .openedOverPolling(
                            ProtocolDetector.readHandshake(payload.packet()), answer.eio3Framing(), requests);
        } else {
            connection.detector().endEio3Session();
        }
        Optional<String> open = acceptHandshake(payload);
        if (open.isEmpty()) {
            connection.evidence().pollRefused(HttpResponseSummary.of(response, payload.text()));
            return withBody(response, EnginePacket.INVALID_OPEN);
        }
        if (payload.rest().length > 0) {
            // Not read at once, because the library cannot close a session before it has the handshake.
            rest = PollReader.ofRest(payload.rest(), payload.generation(), connection);
        }
        return withBody(response, open.get());
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
            http.closeIdleConnections();
        }
        if (connection.evidence().isUnexplained()) {
            requests.awaitPosts(REFUSAL_MILLIS);
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

    /** Opens the session; returns the handshake for the library, or nothing if the payload contains none. */
    private Optional<String> acceptHandshake(PollingHandshake.Payload payload) {
        if (!payload.packet().startsWith("0{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(EnginePacket.open(connection.openSession(Transport.POLLING, payload.packet())));
        } catch (PacketSyntaxException e) {
            connection.evidence().handshakeRejected(e.getMessage(), payload.text());
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

    /** Returns a successful response in place of the server. */
    static Response okResponse(Request request, String body) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(body, PlainText.TYPE))
                .build();
    }

    /** Initialized with the first poll: {@link MediaType} loads patterns that websocket connections do not need. */
    static final class PlainText {
        static final MediaType TYPE = MediaType.get("text/plain;charset=UTF-8");
    }
}
