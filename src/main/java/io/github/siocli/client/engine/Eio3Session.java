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
 * One session of Engine.IO 3, over whichever transports it goes: packets of Engine.IO 3 below, of Engine.IO 4 above. Any
 * thread may call.
 *
 * <p>What the library is to be told without a packet of the server is given to it with the next one that comes in, and a
 * ping makes the server send one: so everything that comes in is told by one thread, in order.
 */
final class Eio3Session {

    private static final String PING = String.valueOf(EnginePacket.PING);
    private static final String PONG = String.valueOf(EnginePacket.PONG);
    /** An answer to the root's CONNECT comes within this time, or not at all. */
    private static final long SILENCE_MILLIS = 250;
    /** The library asks for the root as soon as it has seen the handshake. */
    private static final long ASKING_MILLIS = 5000;

    private final ScheduledExecutorService scheduler;
    private final ParserDialect dialect;
    private final NamespaceTranslation namespaces;
    private final ClientPinger heartbeat;
    private final List<String> told = new ArrayList<>();
    private Consumer<String> wire;
    private boolean closed;

    /**
     * A session that the server has just opened.
     *
     * @param handshake what it said
     * @param rootWanted whether the library above is about to ask for the root namespace
     * @param dialect how its messages are written
     * @param wire sends a packet of ours, without waiting
     */
    Eio3Session(
            Handshake handshake,
            boolean rootWanted,
            ParserDialect dialect,
            ScheduledExecutorService scheduler,
            Consumer<String> wire) {
        this.scheduler = scheduler;
        this.dialect = dialect;
        this.wire = wire;
        this.namespaces =
                new NamespaceTranslation(handshake.sid(), rootWanted, connect -> send(dialect.forServer(connect)));
        this.heartbeat = new ClientPinger(scheduler, handshake.pingInterval(), () -> send(PING));
    }

    /**
     * What the library is shown for a packet of the server. Waits until it has asked for the root, which the server connects
     * before: nobody above expects an answer to what was not asked.
     *
     * @throws ForeignParserException where it shows that the server has another parser
     */
    synchronized List<String> incoming(String packet) throws ForeignParserException {
        if (isMessage(packet)) {
            if (namespaces.isRootDue() && dialect.isForeign(packet)) {
                throw new ForeignParserException();
            }
            awaitAsking();
        }
        List<String> shown = shown(packet);
        if (told.isEmpty()) {
            return shown;
        }
        List<String> all = new ArrayList<>(told);
        told.clear();
        all.addAll(shown);
        return all;
    }

    private void awaitAsking() {
        long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ASKING_MILLIS);
        long left = ASKING_MILLIS;
        try {
            while (namespaces.isAskingDue() && !closed && left > 0) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(patience - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        namespaces.goOnUnasked();
    }

    private List<String> shown(String packet) {
        if (packet.isEmpty()) {
            return List.of();
        }
        switch (packet.charAt(0)) {
            case EnginePacket.MESSAGE, EnginePacket.BINARY:
                return dialect.read(packet)
                        .map(message -> rewritten(namespaces.incoming(message), message, packet, dialect::forClient))
                        .orElseGet(() -> List.of(packet));
            case EnginePacket.PING:
                // Servers of this generation answer pings only; the library would answer this one.
                return packet.length() == 1 ? List.of() : List.of(packet);
            case EnginePacket.CLOSE:
                end();
                return List.of(packet);
            default:
                return List.of(packet);
        }
    }

    /** What the server is sent for a packet of the library. */
    synchronized List<String> outgoing(String packet) {
        if (packet.isEmpty() || packet.equals(PONG)) {
            // The answer to a ping that the taps gave; the server has our own pings.
            return List.of();
        }
        Optional<String> message = isMessage(packet) ? dialect.read(packet) : Optional.empty();
        if (message.isEmpty()) {
            return List.of(packet);
        }
        boolean wasRejoining = namespaces.isRejoining();
        List<String> sent = namespaces.outgoing(message.get(), this::tell);
        notifyAll();
        if (namespaces.isRejoining() && !wasRejoining) {
            scheduler.schedule(this::rejoinedInSilence, SILENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return rewritten(sent, message.get(), packet, dialect::forServer);
    }

    /** How many bytes a packet of the library is in a payload. */
    synchronized long sizeInPayload(String packet) {
        return sentAs(packet).map(PayloadEncoder::size).orElse(0L);
    }

    /** How many bytes a packet of the library is as a websocket frame. */
    synchronized long sizeOfFrame(String packet) {
        return sentAs(packet).map(SocketFrames::size).orElse(0L);
    }

    /** The same for a binary packet. */
    long sizeOfFrame(ByteString message) {
        return dialect.isPlain(message) ? 1 + message.size() : sizeOfFrame(EnginePacket.BINARY + message.base64());
    }

    private Optional<String> sentAs(String packet) {
        if (!isMessage(packet)) {
            return Optional.of(packet);
        }
        Optional<String> message = dialect.read(packet);
        if (message.isEmpty()) {
            return Optional.of(packet);
        }
        return namespaces
                .sentAs(message.get())
                .map(sent -> sent.equals(message.get()) ? packet : dialect.forServer(sent));
    }

    private static boolean isMessage(String packet) {
        return !packet.isEmpty()
                && (packet.charAt(0) == EnginePacket.MESSAGE || packet.charAt(0) == EnginePacket.BINARY);
    }

    /** What became of a message in the translation, where what came out as it was is the packet itself. */
    private static List<String> rewritten(
            List<String> messages, String before, String packet, UnaryOperator<String> dialect) {
        return messages.stream()
                .map(message -> message.equals(before) ? packet : dialect.apply(message))
                .toList();
    }

    /** Whether a binary message that comes in is shown as it is. */
    synchronized boolean isShownAsItIs(ByteString message) {
        return namespaces.isOpen() && dialect.isPlain(message);
    }

    /** Whether a binary message of the library is sent as it is. */
    boolean isSentAsItIs(ByteString message) {
        return dialect.isPlain(message);
    }

    private synchronized void rejoinedInSilence() {
        namespaces.rejoinedInSilence().forEach(this::tell);
    }

    private void tell(String packet) {
        told.add(dialect.forClient(packet));
        send(PING);
    }

    /** No pings while the session moves to another transport. */
    void pause() {
        heartbeat.pause();
    }

    /** It stays where it is. */
    void resume() {
        heartbeat.resume();
    }

    /**
     * The session moves to a websocket.
     *
     * @param upgrade says so to the server, and gives what is still to be sent
     * @param websocket sends a packet of ours
     */
    synchronized void move(Supplier<List<String>> upgrade, Consumer<String> websocket) {
        List<String> left = upgrade.get();
        wire = websocket;
        left.forEach(websocket);
        heartbeat.resume();
    }

    /** Nothing of ours is sent any more. */
    void end() {
        heartbeat.stop();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    private synchronized void send(String packet) {
        if (!closed) {
            wire.accept(packet);
        }
    }
}
