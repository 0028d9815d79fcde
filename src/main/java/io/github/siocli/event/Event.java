package io.github.siocli.event;

import java.time.Instant;

/** Something that happened on a connection. */
public sealed interface Event
        permits Opened,
                Connected,
                ConnectRefused,
                ConnectFailed,
                Upgraded,
                UpgradeFailed,
                EventReceived,
                EventSent,
                EventDropped,
                OversizedPayload,
                EnginePathChanged,
                AckReceived,
                AckSent,
                AckTimedOut,
                Disconnected,
                ReconnectScheduled,
                ReconnectGivenUp,
                PacketRejected,
                UnjoinedPacket,
                Listening,
                ClientConnected,
                ClientRefused,
                ClientDisconnected,
                TraceEvent {

    /** When it happened. */
    Instant time();

    /** Calls the visitor's method for this kind of event. */
    <R> R accept(EventVisitor<R> visitor);
}
