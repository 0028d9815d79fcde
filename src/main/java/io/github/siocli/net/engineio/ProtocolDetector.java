package io.github.siocli.net.engineio;

import io.github.siocli.event.Handshake;
import io.github.siocli.event.ServerFamily;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.PayloadFraming;
import io.github.siocli.protocol.socketio.AuthQuery;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.WebSocket;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Detects the Engine.IO generation of a connection's server from its response to the handshake, and keeps the session
 * of Engine.IO 3 that this response opened. Any thread may call.
 */
public final class ProtocolDetector {

    private final ServerGeneration generation;
    private final Supplier<Optional<Json>> rootAuth;
    private final ScheduledExecutorService scheduler;
    private volatile boolean isEio4Assumed;
    /** Null unless an Engine.IO 3 session is open. */
    private volatile @Nullable Eio3Session current;

    /**
     * Creates the detector of a connection.
     *
     * @param generation what is known from earlier connections
     * @param rootAuth returns the auth payload of the root namespace; empty if that namespace is not wanted
     * @param scheduler runs short tasks at their time
     */
    public ProtocolDetector(
            ServerGeneration generation, Supplier<Optional<Json>> rootAuth, ScheduledExecutorService scheduler) {
        this.generation = generation;
        this.rootAuth = rootAuth;
        this.scheduler = scheduler;
    }

    /** Returns a factory of websockets that are translated. */
    public WebSocket.Factory wrap(WebSocket.Factory wire) {
        return (request, listener) -> TranslatedSocket.open(this, wire, request, listener);
    }

    /** Returns a handshake with the server family added, if it is known. */
    public Handshake withServerFamily(Handshake handshake) {
        Eio3Session session = current;
        return session == null ? handshake : handshake.withServer(session.family());
    }

    /** Returns the size in bytes with which a binary websocket frame of Engine.IO 4 is sent. */
    public long sizeOfFrame(ByteString frame) {
        return frame.size() + (speaksEio3() ? 1 : 0);
    }

    /** Stops our own packets, such as pings, in the current session. */
    public void stopPings() {
        Eio3Session session = current;
        if (session != null) {
            session.end();
        }
    }

    /** Returns true if the current session speaks Engine.IO 3. */
    boolean speaksEio3() {
        return current != null;
    }

    /** Returns true if the current session is treated as one of Engine.IO 4 only because the server stays silent. */
    public boolean isEio4Assumed() {
        return isEio4Assumed;
    }

    /** Notes that the current session is treated as one of Engine.IO 4 only because the server stays silent. */
    void assumeEio4() {
        isEio4Assumed = true;
    }

    /** Requests Engine.IO 3 in the next handshake: the server does not speak Engine.IO 4 as assumed. */
    public void requestEio3() {
        generation.useEio3();
    }

    /** Returns the generation that the user requires; empty to detect it. */
    OptionalInt forcedEio() {
        return generation.forced();
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Returns the generation to request first: the one that the server spoke last. */
    int nextEio() {
        return generation.next();
    }

    static int otherEio(int eio) {
        return eio == 3 ? 4 : 3;
    }

    /** Returns a handshake request for a generation; for Engine.IO 3 it contains the auth payload of the root. */
    Request handshakeRequest(Request request, int eio) {
        HttpUrl.Builder url = request.url().newBuilder().setQueryParameter("EIO", String.valueOf(eio));
        if (eio == 3) {
            rootQuery().forEach(url::addQueryParameter);
        }
        return request.newBuilder().url(url.build()).build();
    }

    /** Returns true if a handshake for Engine.IO 4 lacks the auth payload that Engine.IO 3 takes only there. */
    boolean needsAuthInHandshake() {
        return !rootQuery().isEmpty();
    }

    private Map<String, String> rootQuery() {
        return AuthQuery.parameters(rootAuth.get().orElse(null));
    }

    /** Returns the Engine.IO 3 session that a URL belongs to. */
    public Optional<Eio3Session> findSession(HttpUrl url) {
        String sid = url.queryParameter("sid");
        return Optional.ofNullable(current).filter(session -> session.sid().equals(sid));
    }

    /** Ends the current Engine.IO 3 session: a handshake showed Engine.IO 4, or no generation. */
    public void endEio3Session() {
        isEio4Assumed = false;
        generation.useDefault();
        stopPings();
        current = null;
    }

    /** Notes that the server has answered a handshake for Engine.IO 4 with one of Engine.IO 3. */
    void eio4AnsweredWithEio3() {
        generation.markAnswersEio4WithEio3();
    }

    /**
     * Starts a session after a handshake over polling showed Engine.IO 3.
     *
     * @param framing the framing of the response
     * @throws IOException if the session is being left
     */
    public void openedOverPolling(Handshake handshake, PayloadFraming framing, PollingRequests requests)
            throws IOException {
        ServerFamily family = familyOf(handshake, framing, generation.answersEio4WithEio3());
        startSession(() -> Eio3Session.overPolling(handshake, family, scheduler, requests));
    }

    /** Starts a session after a handshake over websocket showed Engine.IO 3. */
    Eio3Session openedOverWebsocket(Handshake handshake, WebSocket socket) throws IOException {
        return startSession(() -> Eio3Session.overWebsocket(handshake, likelyFamily(handshake), scheduler, socket));
    }

    /**
     * Returns the family of a server that has opened a session of Engine.IO 3 over polling.
     *
     * @param framing the framing of the response
     * @param answersEio4WithEio3 true if it responded in this way to a request for Engine.IO 4
     */
    public static ServerFamily familyOf(Handshake handshake, PayloadFraming framing, boolean answersEio4WithEio3) {
        ServerFamily likely = framing == PayloadFraming.BINARY ? ServerFamily.SOCKET_IO_1 : ServerFamily.SOCKET_IO_2;
        return answersEio4WithEio3 ? likely : likelyFamily(handshake);
    }

    private static ServerFamily likelyFamily(Handshake handshake) {
        return handshake.maxPayload().isPresent() ? ServerFamily.SOCKET_IO_4_FOR_EIO3 : ServerFamily.SOCKET_IO_1_OR_2;
    }

    private Eio3Session startSession(Supplier<Eio3Session> factory) throws IOException {
        endEio3Session();
        try {
            Eio3Session session = factory.get();
            generation.useEio3();
            current = session;
            return session;
        } catch (RejectedExecutionException leaving) {
            throw new IOException("the session is being left", leaving);
        }
    }

    /**
     * Parses an OPEN packet.
     *
     * @throws PacketSyntaxException if it is not a valid handshake
     */
    public static Handshake readHandshake(String packet) throws PacketSyntaxException {
        try {
            return EnginePacket.handshake(packet);
        } catch (PacketSyntaxException e) {
            throw new PacketSyntaxException("the handshake: " + e.getMessage(), e);
        }
    }
}
