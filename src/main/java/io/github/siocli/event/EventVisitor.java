package io.github.siocli.event;

/**
 * One answer for each kind of event, so that a kind that is forgotten breaks the build.
 *
 * @param <R> type of the answer
 */
public interface EventVisitor<R> {

    R visit(Opened event);

    R visit(Connected event);

    R visit(ConnectRefused event);

    R visit(ConnectFailed event);

    R visit(Upgraded event);

    R visit(UpgradeFailed event);

    R visit(EventReceived event);

    R visit(EventSent event);

    R visit(EventDropped event);

    R visit(OversizedPayload event);

    R visit(EnginePathChanged event);

    R visit(AckReceived event);

    R visit(AckSent event);

    R visit(AckTimedOut event);

    R visit(Disconnected event);

    R visit(ReconnectScheduled event);

    R visit(ReconnectGivenUp event);

    R visit(PacketRejected event);

    R visit(UnjoinedPacket event);

    R visit(Listening event);

    R visit(ClientConnected event);

    R visit(ClientRefused event);

    R visit(ClientDisconnected event);

    R visit(TraceEvent event);
}
