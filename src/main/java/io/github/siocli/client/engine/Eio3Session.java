package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ForeignParserException;
import io.github.siocli.event.Handshake;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okio.ByteString;

/**
 * Translates one Engine.IO 3 session, on any transport, to Engine.IO 4 for the client library. Any thread may call.
 *
 * <p>Packets for the library that no packet of the server causes are delivered with the server's next packet; a ping
 * makes the server send one. Thus one thread delivers all incoming packets in order.
 */
final class Eio3Session {

    private static final String PING = String.valueOf(EnginePacket.PING);
    private static final String PONG = String.valueOf(EnginePacket.PONG);
    /** Time after which a CONNECT of the root counts as accepted: 2.x may not answer it. */
    private static final long REJOIN_MILLIS = 250;
    /**
     * Longest time to wait for the library's CONNECT of the root. The library sends it as soon as it has seen the
     * handshake.
     */
    private static final long ROOT_CONNECT_MILLIS = 5000;

    private final ScheduledExecutorService scheduler;
    private final ParserDialect dialect;
    private final NamespaceTranslation namespaces;
    private final ClientPinger pinger;
    private final List<String> pendingForLibrary = new ArrayList<>();
    private Consumer<String> wire;
    private boolean isClosed;

    /**
     * Creates the translation of a session that the server has just opened.
     *
     * @param handshake the server's handshake
     * @param isRootWanted whether the client library is about to connect the root namespace
     * @param dialect encoding of the messages
     * @param wire sends a packet to the server, without blocking
     */
    Eio3Session(
            Handshake handshake,
            boolean isRootWanted,
            ParserDialect dialect,
            ScheduledExecutorService scheduler,
            Consumer<String> wire) {
        this.scheduler = scheduler;
        this.dialect = dialect;
        this.wire = wire;
        this.namespaces =
                new NamespaceTranslation(handshake.sid(), isRootWanted, connect -> send(dialect.forServer(connect)));
        this.pinger = new ClientPinger(scheduler, handshake.pingInterval(), () -> send(PING));
    }

    /**
     * Translates a packet of the server to the packets for the library. If the library is about to connect the root,
     * the first message blocks until it has sent that CONNECT: the server connects the root earlier, and the library
     * expects no answer without a request.
     *
     * @throws ForeignParserException if the packet shows that the server uses another parser
     */
    synchronized List<String> incoming(String packet) throws ForeignParserException {
        if (isMessage(packet)) {
            if (namespaces.isRootUnanswered() && dialect.isForeign(packet)) {
                throw new ForeignParserException();
            }
            awaitRootConnect();
        }
        List<String> translated = translateIncoming(packet);
        if (pendingForLibrary.isEmpty()) {
            return translated;
        }
        List<String> all = new ArrayList<>(pendingForLibrary);
        pendingForLibrary.clear();
        all.addAll(translated);
        return all;
    }

    private void awaitRootConnect() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ROOT_CONNECT_MILLIS);
        long remaining = ROOT_CONNECT_MILLIS;
        try {
            while (namespaces.isRootConnectDue() && !isClosed && remaining > 0) {
                wait(remaining);
                remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        namespaces.stopWaitingForRootConnect();
    }

    private List<String> translateIncoming(String packet) {
        if (packet.isEmpty()) {
            return List.of();
        }
        switch (packet.charAt(0)) {
            case EnginePacket.MESSAGE, EnginePacket.BINARY:
                return dialect.read(packet)
                        .map(message -> encode(namespaces.incoming(message), message, packet, dialect::forClient))
                        .orElseGet(() -> List.of(packet));
            case EnginePacket.PING:
                // Servers of this generation only answer pings; the library would answer this one.
                return packet.length() == 1 ? List.of() : List.of(packet);
            case EnginePacket.CLOSE:
                end();
                return List.of(packet);
            default:
                return List.of(packet);
        }
    }

    /** Translates a packet of the library to the packets for the server. */
    synchronized List<String> outgoing(String packet) {
        if (packet.isEmpty() || packet.equals(PONG)) {
            // The pong answers a ping that we injected; the server receives pings from us.
            return List.of();
        }
        Optional<String> message = isMessage(packet) ? dialect.read(packet) : Optional.empty();
        if (message.isEmpty()) {
            return List.of(packet);
        }
        boolean wasRejoining = namespaces.isRejoining();
        List<String> sent = namespaces.outgoing(message.get(), this::queueForLibrary);
        notifyAll();
        if (namespaces.isRejoining() && !wasRejoining) {
            scheduler.schedule(this::handleRejoinTimeout, REJOIN_MILLIS, TimeUnit.MILLISECONDS);
        }
        return encode(sent, message.get(), packet, dialect::forServer);
    }

    /** Returns the size of a packet of the library in a payload, in bytes. */
    synchronized long sizeInPayload(String packet) {
        return sentForm(packet).map(PayloadEncoder::size).orElse(0L);
    }

    /** Returns the size of a packet of the library as a websocket frame, in bytes. */
    synchronized long sizeOfFrame(String packet) {
        return sentForm(packet).map(SocketFrames::size).orElse(0L);
    }

    /** Returns the size of a binary packet of the library as a websocket frame, in bytes. */
    long sizeOfFrame(ByteString message) {
        return dialect.isPlain(message) ? 1 + message.size() : sizeOfFrame(EnginePacket.BINARY + message.base64());
    }

    private Optional<String> sentForm(String packet) {
        if (!isMessage(packet)) {
            return Optional.of(packet);
        }
        Optional<String> message = dialect.read(packet);
        if (message.isEmpty()) {
            return Optional.of(packet);
        }
        return namespaces
                .sentForm(message.get())
                .map(sent -> sent.equals(message.get()) ? packet : dialect.forServer(sent));
    }

    private static boolean isMessage(String packet) {
        return !packet.isEmpty()
                && (packet.charAt(0) == EnginePacket.MESSAGE || packet.charAt(0) == EnginePacket.BINARY);
    }

    /** Encodes translated messages; an unchanged message keeps its original packet. */
    private static List<String> encode(
            List<String> messages, String original, String packet, UnaryOperator<String> dialect) {
        return messages.stream()
                .map(message -> message.equals(original) ? packet : dialect.apply(message))
                .toList();
    }

    /** Returns true if an incoming binary message needs no translation. */
    synchronized boolean isReceivedUnchanged(ByteString message) {
        return namespaces.isRootConnected() && dialect.isPlain(message);
    }

    /** Returns true if a binary message of the library needs no translation. */
    boolean isSentUnchanged(ByteString message) {
        return dialect.isPlain(message);
    }

    private synchronized void handleRejoinTimeout() {
        namespaces.handleRejoinTimeout().forEach(this::queueForLibrary);
    }

    private void queueForLibrary(String packet) {
        pendingForLibrary.add(dialect.forClient(packet));
        send(PING);
    }

    /** Stops the pings while the session moves to another transport. */
    void pausePings() {
        pinger.pause();
    }

    /** Resumes the pings: the session keeps its transport. */
    void resumePings() {
        pinger.resume();
    }

    /**
     * Moves the session to a websocket.
     *
     * @param upgrade sends the upgrade packet and returns the packets that are still to be sent
     * @param websocket sends a packet over the websocket
     */
    synchronized void moveToWebsocket(Supplier<List<String>> upgrade, Consumer<String> websocket) {
        List<String> unsent = upgrade.get();
        wire = websocket;
        unsent.forEach(websocket);
        pinger.resume();
    }

    /** Stops sending packets of our own. */
    void end() {
        pinger.stop();
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
    }

    private synchronized void send(String packet) {
        if (!isClosed) {
            wire.accept(packet);
        }
    }
}
