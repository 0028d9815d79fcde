package io.github.siocli.client;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket.PacketContent;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.SocketIoProtocol;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts the packets of namespaces that are not joined, and creates the events that report them. Any thread may call: one
 * thread reads packets, users ask for the counts.
 */
final class UnjoinedPackets {

    /** Limit on the namespaces that are counted separately, for a server that invents names. */
    private static final int MAX_NAMESPACES = 100;

    /** Key under which packets of further namespaces are counted; no namespace has this name. */
    private static final String OTHER_NAMESPACES = "others";

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /**
     * Counts a packet and creates its event.
     *
     * @param isEio3 true if the server speaks Engine.IO 3, and so connects the root without a CONNECT
     */
    synchronized UnjoinedPacket count(Packet packet, boolean isEio3, Instant now) {
        boolean isFull = counts.size() >= MAX_NAMESPACES && !counts.containsKey(packet.nsp());
        boolean isAutoJoined = isEio3
                && packet.nsp().equals(SocketIoProtocol.ROOT)
                && (packet instanceof Packet.Event || packet instanceof Packet.Connect);
        long count = counts.merge(isFull ? OTHER_NAMESPACES : packet.nsp(), 1L, Long::sum);
        return new UnjoinedPacket(now, content(packet), isAutoJoined, count);
    }

    private static PacketContent content(Packet packet) {
        if (packet instanceof Packet.Event event) {
            return new PacketContent(
                    event.nsp(), event.typeName(), Optional.of(event.name()), event.id(), event.args());
        }
        if (packet instanceof Packet.Ack ack) {
            return new PacketContent(
                    ack.nsp(), ack.typeName(), Optional.empty(), OptionalLong.of(ack.id()), ack.args());
        }
        Arguments args = new Arguments(packet.data().stream().toList(), List.of());
        return new PacketContent(packet.nsp(), packet.typeName(), Optional.empty(), OptionalLong.empty(), args);
    }

    /** Returns the number of packets by namespace, in the order in which the namespaces were first seen. */
    synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }
}
