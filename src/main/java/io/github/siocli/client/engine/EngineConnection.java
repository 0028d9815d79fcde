package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.WebSocketFailure;
import io.github.siocli.concurrent.ChangeSignal;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.SessionOpened;
import io.github.siocli.event.LifecycleEvent.TransportUpgraded;
import io.github.siocli.event.LifecycleEvent.UpgradeFailed;
import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The Engine.IO side of one connection, which both transports read and report to: the handshake, the decoder, the packets
 * that are being sent, and the evidence for the end. Any thread may call.
 */
final class EngineConnection {

    private static final int USUAL_MAX_ATTACHMENTS = 10;

    private final EventSink sink;
    private final Clock clock;
    private final TrafficCounter traffic;
    private final SendQueue sendQueue;
    private final PacketListener listener;
    private final EngineState engine;
    private final ConnectionEvidence evidence;
    private final ProtocolDetector detector;
    private final MessageDecoder decoder;
    private final ChangeSignal signal = new ChangeSignal();
    /** Null until the connection is being opened; nothing is reported before. */
    private volatile @Nullable Owner owner;

    private volatile boolean isEio3;
    private volatile boolean isDiscarded;
    /** Guarded by the decoder. */
    private boolean isEnded;

    /** The connection that this one is a part of. */
    interface Owner {

        /** Called when the server has opened a session, on the thread that reads. */
        void sessionOpened();

        /** Called when an upgrade has failed halfway: the library has no transport and does not notice. */
        void upgradeLost();

        /** Called when the server may be closing the idle HTTP connections. */
        void idleConnectionsOutdated();
    }

    EngineConnection(Connector connector, SendQueue sendQueue, PacketListener listener) {
        this.sink = connector.sink();
        this.clock = connector.clock();
        this.traffic = connector.trafficCounter();
        this.sendQueue = sendQueue;
        this.listener = listener;
        this.engine = new EngineState(clock, traffic);
        this.evidence = connector.evidence(engine);
        this.detector = connector.detector();
        this.decoder = new MessageDecoder(connector.parser(), sink, clock, listener);
    }

    /** Reports to an owner from now on. */
    void start(Owner newOwner) {
        owner = newOwner;
    }

    /** Returns the observations of this connection. */
    ConnectionEvidence evidence() {
        return evidence;
    }

    /** Returns the state of the Engine.IO session. */
    EngineState engine() {
        return engine;
    }

    /** Returns the detector of the server's generation of Engine.IO. */
    ProtocolDetector detector() {
        return detector;
    }

    /** Returns the signal of the changes that a closing session waits for. */
    ChangeSignal signal() {
        return signal;
    }

    /** Returns the queue of the packets to send. */
    SendQueue sendQueue() {
        return sendQueue;
    }

    /** Returns the number of Socket.IO packets that came in, on all connections of the session. */
    long packetsIn() {
        return traffic.packetsIn();
    }

    /** Returns the size in bytes with which a binary websocket frame is sent. */
    long sizeOfFrame(ByteString frame) {
        return detector.sizeOfFrame(frame);
    }

    /**
     * Opens the session with an OPEN packet, and reports it.
     *
     * @return the handshake
     * @throws PacketSyntaxException if the packet contains none
     */
    Handshake openSession(Transport transport, String packet) throws PacketSyntaxException {
        Handshake handshake = detector.withServerFamily(EnginePacket.handshake(packet));
        evidence.progress().opened();
        isEio3 = handshake.server().eio() == 3;
        engine.sessionOpened(transport, handshake);
        sendQueue.useTransport(transport, handshake);
        sink.accept(new SessionOpened(clock.instant(), transport, handshake));
        owner.sessionOpened();
        return handshake;
    }

    /** Notes that the session has moved to a websocket, and reports it. */
    void upgraded() {
        engine.transportUpgraded(Transport.WEBSOCKET);
        sendQueue.useTransport(Transport.WEBSOCKET, engine.handshake());
        sink.accept(new TransportUpgraded(clock.instant(), Transport.POLLING, Transport.WEBSOCKET));
    }

    /** Reports that the session stays on polling. */
    void upgradeFailed(WebSocketFailure failure) {
        sink.accept(new UpgradeFailed(clock.instant(), failure.toFailure(evidence.diagnosis())));
    }

    /** Closes the idle HTTP connections, because the server may be closing them. */
    void closeIdleConnections() {
        owner.idleConnectionsOutdated();
    }

    /** Ends a connection whose upgrade failed halfway. */
    void upgradeLost() {
        owner.upgradeLost();
    }

    /**
     * Handles a text message. May block while the event queue is full.
     *
     * @param frame the Engine.IO packet, with its type
     */
    void textReceived(String frame) {
        engine.messageReceived(frame);
        synchronized (decoder) {
            if (!isDiscarded) {
                decoder.decodeText(frame).ifPresent(this::handlePacket);
            }
        }
    }

    /** Handles a binary message. May block while the event queue is full. */
    void binaryReceived(byte[] bytes) {
        engine.messageReceived(bytes);
        synchronized (decoder) {
            if (!isDiscarded) {
                decoder.decodeBinary(bytes).ifPresent(this::handlePacket);
            }
        }
    }

    /** Reports an Engine.IO packet that is unexpected or invalid. */
    void reportInvalidPacket(String packet, String problem) {
        synchronized (decoder) {
            if (!isDiscarded) {
                decoder.reportInvalidPacket(packet, problem);
            }
        }
    }

    /**
     * Ends the decoding: the connection has ended. Reports a packet whose attachments are missing. Later packets are
     * passed on only if they are events or acknowledgements.
     */
    void endDecoding() {
        synchronized (decoder) {
            isEnded = true;
            decoder.end();
        }
    }

    /** Ignores later packets. Does not wait for one that is being passed on. */
    void discard() {
        isDiscarded = true;
    }

    private void handlePacket(Packet packet) {
        if (isEnded && !(packet instanceof Packet.Event) && !(packet instanceof Packet.Ack)) {
            // It must not change the state of the namespaces on the next connection.
            return;
        }
        traffic.packetReceived();
        if (packet instanceof Packet.Ack ack) {
            evidence.delivery().handleAck(ack.nsp(), ack.id());
        } else if (packet instanceof Packet.Disconnect disconnect) {
            evidence.delivery().namespaceEnded(disconnect.nsp());
        }
        listener.received(packet, isEio3);
    }

    /**
     * Notes that frames of messages are about to be written together, and reports the packets that are complete with
     * them.
     *
     * @param frames number of frames
     * @param bytes size of everything that is written with them
     * @return the packets that they belong to; empty if the connection has ended and the frames must not be written
     */
    Optional<List<Packet>> startWriting(int frames, long bytes) {
        Optional<SendQueue.Batch> batch = sendQueue.startWriting(frames);
        if (batch.isEmpty()) {
            return Optional.empty();
        }
        List<Packet> packets = batch.get().packets();
        evidence.limit().beforeWrite(packets, bytes).ifPresent(sink::accept);
        for (Packet packet : packets) {
            if (evidence.limit().isSuspect(packet, bytes)) {
                listener.suspectedTooLarge(
                        packet, new AckTimedOut.Large(bytes, engine.handshake().maxPayload()));
            }
        }
        batch.get().lastData().ifPresent(this::noteLastSent);
        for (InFlightPackets.WrittenPacket written : batch.get().complete()) {
            Packet packet = written.packet();
            traffic.packetSent(written.bytes());
            evidence.limit().done(packet);
            if (packet instanceof Packet.Disconnect) {
                evidence.delivery().disconnectWritten();
            }
            listener.written(packet);
        }
        return Optional.of(packets);
    }

    private void noteLastSent(InFlightPackets.WrittenPacket last) {
        Packet packet = last.packet();
        if (packet instanceof Packet.Event event) {
            EventName name = event.name();
            int attachments = event.args().attachments().size();
            engine.closeTiming().packetSent(() -> "event " + name + describeManyAttachments(attachments), last.bytes());
        } else if (packet instanceof Packet.Ack ack) {
            long id = ack.id();
            engine.closeTiming().packetSent(() -> "acknowledgement " + id, last.bytes());
        }
        evidence.delivery().packetSent(packet);
    }

    /**
     * Describes a number of attachments that many servers refuse (socket.io-parser 4.2.6 and newer); empty for fewer.
     */
    private static String describeManyAttachments(int attachments) {
        return attachments > USUAL_MAX_ATTACHMENTS
                ? " with " + attachments + " attachments (many servers take at most " + USUAL_MAX_ATTACHMENTS + ")"
                : "";
    }
}
