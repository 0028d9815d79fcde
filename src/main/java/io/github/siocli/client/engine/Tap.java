package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.SessionOpened;
import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.time.Clock;

/**
 * The parts of a session that the interceptors of both transports use.
 *
 * @param receiver receives incoming messages
 * @param onSessionOpened called when the server has opened a session, before its first message
 * @param sendQueue is notified of outgoing messages
 * @param deliveryTracker is notified when the server ends the session
 * @param engine state of the Engine.IO session
 * @param progress is notified of the progress of an attempt
 * @param diagnosis explains failures
 * @param detector detects the server's Engine.IO generation
 * @param limit knows the largest payload that the server accepts
 * @param closeCause collects how a connection ended
 * @param sink receives the events of the transports
 * @param clock gives the times of events
 */
public record Tap(
        MessageReceiver receiver,
        Runnable onSessionOpened,
        SendQueue sendQueue,
        DeliveryTracker deliveryTracker,
        EngineState engine,
        ConnectProgress progress,
        Diagnosis diagnosis,
        ProtocolDetector detector,
        PayloadLimit limit,
        CloseCause closeCause,
        EventSink sink,
        Clock clock) {

    /** Reports the session that a handshake has opened. */
    void sessionOpened(Transport transport, Handshake handshake) {
        progress.opened();
        engine.sessionOpened(transport, handshake);
        sendQueue.useTransport(transport, handshake);
        sink.accept(new SessionOpened(clock.instant(), transport, handshake));
        onSessionOpened.run();
    }

    /**
     * Reads the handshake of an OPEN packet.
     *
     * @throws PacketSyntaxException if it contains none
     */
    Handshake handshake(String packet) throws PacketSyntaxException {
        return detector.withServerFamily(EnginePacket.handshake(packet));
    }
}
