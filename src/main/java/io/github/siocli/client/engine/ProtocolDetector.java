package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.PayloadException;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.ServerFamily;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.WebSocket;
import okio.ByteString;
import okio.Utf8;

/**
 * Which generation of Engine.IO is spoken with a server, found out from its own answer to the handshake: the session that
 * showed it is the one that is used. Any thread may call.
 */
public final class ProtocolDetector {

    /**
     * A session of Engine.IO 3.
     *
     * @param polling what there is of it over polling, where it was opened so
     */
    record Open(String sid, Eio3Session session, Optional<PollingState> polling) {}

    private final OptionalInt forced;
    private final ParserDialect dialect;
    private final Supplier<Optional<Json>> rootAuth;
    private final BooleanSupplier rootWanted;
    private final ScheduledExecutorService scheduler;
    private volatile int next;
    private volatile boolean answersEio4InEio3;
    private volatile Optional<ServerFamily> family = Optional.empty();
    private volatile Optional<Open> current = Optional.empty();

    /**
     * Nothing is known yet.
     *
     * @param forced the generation to speak, 3 or 4; empty: that of the server
     * @param dialect how the parser of the session writes messages
     * @param rootAuth the auth payload for the root namespace
     * @param rootWanted whether the root namespace will be asked for when a session opens
     * @param scheduler runs what has its time, and never anything long
     */
    public ProtocolDetector(
            OptionalInt forced,
            ParserDialect dialect,
            Supplier<Optional<Json>> rootAuth,
            BooleanSupplier rootWanted,
            ScheduledExecutorService scheduler) {
        this.forced = forced;
        this.dialect = dialect;
        this.rootAuth = rootAuth;
        this.rootWanted = rootWanted;
        this.scheduler = scheduler;
        this.next = forced.orElse(4);
    }

    /**
     * Translates HTTP exchanges; to be placed behind every interceptor that reads or changes them.
     *
     * @param bare makes the requests of our own, which pass no such interceptor
     */
    public Interceptor interceptor(Supplier<Call.Factory> bare) {
        return new PollingTranslation(this, bare);
    }

    /** Makes websockets that are translated. */
    public WebSocket.Factory over(WebSocket.Factory wire) {
        return new SocketTranslation(this, wire);
    }

    /** What a server said when it opened a session, with what is known of it besides. */
    public Handshake describe(Handshake handshake) {
        return family.map(handshake::from).orElse(handshake);
    }

    /** How many bytes a payload of Engine.IO 4 is posted as, given its packets. */
    public long sizeOfPayload(HttpUrl url, String payload, List<String> packets) {
        Optional<Open> open = session(url);
        return open.isEmpty()
                ? Utf8.size(payload)
                : packets.stream()
                        .mapToLong(open.get().session()::sizeInPayload)
                        .sum();
    }

    /** How many bytes a websocket frame of Engine.IO 4 is sent as. */
    public long sizeOfFrame(String frame) {
        return current.map(open -> open.session().sizeOfFrame(frame)).orElseGet(() -> Utf8.size(frame));
    }

    /** The same for a binary frame. */
    public long sizeOfFrame(ByteString frame) {
        return current.map(open -> open.session().sizeOfFrame(frame)).orElse((long) frame.size());
    }

    /** Nothing of our own is sent any more in the session that there is. */
    public void rest() {
        current.ifPresent(open -> open.session().end());
    }

    /** Whether the session that there is is one of Engine.IO 3. */
    public boolean speaksEio3() {
        return current.isPresent();
    }

    /** Returns true if the session with the second id was opened in the place of the one with the first. */
    public boolean hasReplaced(String before, String sid) {
        return !before.equals(sid)
                && current.filter(open -> open.sid().equals(sid)).isPresent();
    }

    OptionalInt forced() {
        return forced;
    }

    ParserDialect dialect() {
        return dialect;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** The generation to ask for first: the one that the server spoke last. */
    int next() {
        return next;
    }

    static int other(int eio) {
        return eio == 3 ? 4 : 3;
    }

    /** A handshake that asks for a generation; before the fourth it also says who we are. */
    Request asking(Request request, int eio) {
        HttpUrl.Builder url = request.url().newBuilder().setQueryParameter("EIO", String.valueOf(eio));
        if (eio == 3) {
            rootQuery().forEach(url::addQueryParameter);
        }
        return request.newBuilder().url(url.build()).build();
    }

    /** A request in a session of Engine.IO 3. */
    static Request inEio3(Request request) {
        HttpUrl url = request.url().newBuilder().setQueryParameter("EIO", "3").build();
        return request.newBuilder().url(url).build();
    }

    /** Whether a handshake that asked for the fourth generation has left out what the third must be told in it. */
    boolean leavesOutAuth() {
        return !rootQuery().isEmpty();
    }

    private Map<String, String> rootQuery() {
        return rootWanted.getAsBoolean() ? AuthQuery.parameters(rootAuth.get()) : Map.of();
    }

    /** The session that a request belongs to, where it is one of Engine.IO 3. */
    Optional<Open> session(HttpUrl url) {
        String sid = url.queryParameter("sid");
        return current.filter(open -> open.sid().equals(sid));
    }

    /** A handshake has shown Engine.IO 4, or nothing. */
    void notEio3() {
        family = Optional.empty();
        next = forced.orElse(4);
        current.ifPresent(open -> open.session().end());
        current = Optional.empty();
    }

    /**
     * A handshake has shown Engine.IO 3 over polling.
     *
     * @param packet the OPEN packet
     * @param asked the generation that the request asked for
     */
    void openedOverPolling(String packet, int asked, Framing framing, PollingState polling) throws IOException {
        answersEio4InEio3 |= asked == 4;
        Handshake handshake = read(packet);
        ServerFamily seen = framing == Framing.BINARY ? ServerFamily.SOCKET_IO_1 : ServerFamily.SOCKET_IO_2;
        opened(handshake, answersEio4InEio3 ? seen : unsure(handshake), polling.posts()::send, Optional.of(polling));
    }

    /** A handshake has shown Engine.IO 3 over websocket. */
    Eio3Session openedOverWebsocket(String packet, Consumer<String> wire) throws IOException {
        Handshake handshake = read(packet);
        return opened(handshake, unsure(handshake), wire, Optional.empty());
    }

    private static ServerFamily unsure(Handshake handshake) {
        return handshake.maxPayload().isPresent() ? ServerFamily.SOCKET_IO_4_FOR_EIO3 : ServerFamily.SOCKET_IO_1_OR_2;
    }

    private Eio3Session opened(
            Handshake handshake, ServerFamily seen, Consumer<String> wire, Optional<PollingState> polling)
            throws IOException {
        notEio3();
        try {
            Eio3Session session = new Eio3Session(handshake, rootWanted.getAsBoolean(), dialect, scheduler, wire);
            family = Optional.of(seen);
            next = 3;
            current = Optional.of(new Open(handshake.sid(), session, polling));
            return session;
        } catch (RejectedExecutionException leaving) {
            throw new IOException("the session is being left", leaving);
        }
    }

    static Handshake read(String packet) throws PayloadException {
        try {
            return EnginePacket.handshake(packet);
        } catch (PacketSyntaxException e) {
            throw new PayloadException("the handshake: " + e.getMessage(), e);
        }
    }
}
