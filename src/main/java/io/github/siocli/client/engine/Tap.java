package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Handshake;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.time.Clock;

/**
 * What the taps on both transports report to.
 *
 * @param inbound takes the messages that come in
 * @param outbox is told of the messages that go out
 * @param reception is told when the server ends the session
 * @param engine knows the Engine.IO session
 * @param progress is told how far an attempt has come
 * @param diagnosis explains what failed
 * @param negotiation knows what kind of server it is
 * @param limit knows how much the server takes
 * @param ending keeps how a connection ended
 * @param sink takes what happened to the transports
 * @param clock gives the times of events
 */
public record Tap(
        MessageReceiver inbound,
        SendQueue outbox,
        DeliveryTracker reception,
        EngineSession engine,
        ConnectProgress progress,
        Diagnosis diagnosis,
        ProtocolDetector negotiation,
        PayloadLimit limit,
        CloseCause ending,
        EventSink sink,
        Clock clock) {

    /**
     * Reads the handshake out of an OPEN packet.
     *
     * @throws PacketSyntaxException where it is not one
     */
    Handshake handshake(String packet) throws PacketSyntaxException {
        return negotiation.describe(EnginePacket.handshake(packet));
    }
}
