package io.github.siocli.client;

import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;

/** Reports packets as sent or dropped, and updates the acknowledgements that are awaited. Any thread may call. */
public final class SendReporter {

    private final EventSink sink;
    private final AckTracker acks;
    private final Clock clock;

    public SendReporter(EventSink sink, AckTracker acks, Clock clock) {
        this.sink = sink;
        this.acks = acks;
        this.clock = clock;
    }

    /** Called when the last frame of a packet is about to be written. */
    public void written(Packet packet) {
        if (packet instanceof Packet.Event event) {
            if (event.id().isPresent()) {
                acks.startTimeout(event.nsp(), event.id().getAsLong());
            }
            sink.accept(new EventSent(clock.instant(), event.nsp(), event.name(), event.args(), event.id()));
        } else if (packet instanceof Packet.Ack ack) {
            sink.accept(new AckSent(clock.instant(), ack.nsp(), ack.id(), ack.args()));
        }
    }

    /** Called when a packet is removed from the queue and will not be written. */
    public void dropped(Packet packet, DropReason reason) {
        if (packet instanceof Packet.Event event) {
            event.id().ifPresent(id -> acks.cancel(event.nsp(), id));
            sink.accept(new EventDropped(clock.instant(), event.nsp(), event.name(), event.id(), reason));
        }
    }
}
