package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Socket.IO protocol 4 and older (servers 1.x and 2.x). The server connects the root without a request, and every other
 * namespace only after the root. It sends no ids, takes no auth payload but a query, and its error packet is also what a
 * middleware of a connected socket sends.
 */
public final class ProtocolV4 implements SocketIoProtocol {

    /** Name under which the clients of these servers emit an error of a connected socket. */
    private static final String ERROR = "error";
    /** Time after which a CONNECT of the root counts as accepted: 2.x may not answer it. */
    private static final Duration REJOIN_DELAY = Duration.ofMillis(250);

    private enum Root {
        /** The server has neither connected nor refused us. */
        UNANSWERED,
        CONNECTED,
        REFUSED,
        /** Left by the client or by the server. */
        LEFT,
        /** A CONNECT was sent after the root was refused or left. */
        REJOINING
    }

    private final Handler handler;
    private final String sid;
    private final Map<String, Packet> delayedConnects = new LinkedHashMap<>();
    private Root root = Root.UNANSWERED;

    /**
     * Creates the protocol of a connection that is opening.
     *
     * @param sid id of the Engine.IO session, from which the socket ids are made
     */
    public ProtocolV4(Handler handler, String sid) {
        this.handler = handler;
        this.sid = sid;
    }

    @Override
    public void connect(String nsp, @Nullable Json data) {
        if (nsp.equals(ROOT)) {
            connectRoot(data);
            return;
        }
        Packet request = new Packet.Connect(nsp + AuthQuery.suffix(data), Optional.empty());
        switch (root) {
            case CONNECTED -> handler.send(request);
            case REFUSED, LEFT -> handler.refused(unreachable(nsp));
            // The server would queue the CONNECT too, but lose its query.
            case UNANSWERED, REJOINING -> delayedConnects.put(nsp, request);
        }
    }

    /** Connects the root. The auth payload is null if there is none. */
    private void connectRoot(@Nullable Json data) {
        switch (root) {
            case CONNECTED -> handler.connected(ROOT, sid, null);
            case REFUSED, LEFT -> {
                root = Root.REJOINING;
                handler.send(new Packet.Connect(ROOT + AuthQuery.suffix(data), Optional.empty()));
                handler.schedule(REJOIN_DELAY, () -> dataReceived(ROOT));
            }
            // The server answers without a request.
            case UNANSWERED, REJOINING -> {}
        }
    }

    @Override
    public void disconnect(String nsp) {
        if (nsp.equals(ROOT)) {
            root = Root.LEFT;
        }
        handler.send(new Packet.Disconnect(nsp));
    }

    @Override
    public Optional<Packet> receive(Packet packet) {
        String nsp = withoutQuery(packet.nsp());
        if (packet instanceof Packet.Connect) {
            return receiveConnect(packet, nsp);
        }
        if (packet instanceof Packet.ConnectError error) {
            return receiveError(nsp, error);
        }
        return receiveDisconnect(new Packet.Disconnect(nsp, packet.data()));
    }

    private static String withoutQuery(String nsp) {
        int query = nsp.indexOf('?');
        return query < 0 ? nsp : nsp.substring(0, query);
    }

    private Optional<Packet> receiveConnect(Packet packet, String nsp) {
        if (nsp.equals(ROOT)) {
            if (root != Root.CONNECTED) {
                handleRootConnected();
            }
            return Optional.empty();
        }
        if (!handler.isKnown(nsp)) {
            return Optional.of(packet);
        }
        if (!handler.isConnected(nsp)) {
            handler.connected(nsp, nsp + "#" + sid, null);
        }
        return Optional.empty();
    }

    private void handleRootConnected() {
        root = Root.CONNECTED;
        delayedConnects.values().forEach(handler::send);
        delayedConnects.clear();
        handler.connected(ROOT, sid, null);
    }

    private Optional<Packet> receiveError(String nsp, Packet.ConnectError error) {
        Json reason = error.data().orElse(Json.string(""));
        boolean isRoot = nsp.equals(ROOT);
        if (isRoot ? root == Root.CONNECTED : handler.isConnected(nsp)) {
            Arguments args = new Arguments(error.data().stream().toList(), List.of());
            Packet.Event event = new Packet.Event(nsp, ERROR, args, OptionalLong.empty());
            if (!handler.isKnown(nsp)) {
                return Optional.of(event);
            }
            handler.eventReceived(event);
        } else if (!isRoot && !handler.isKnown(nsp)) {
            return Optional.of(ConnectReply.toProtocol5(nsp, reason));
        } else if (!isRoot) {
            handler.refused(ConnectReply.toProtocol5(nsp, reason));
        } else if (root != Root.REFUSED) {
            // A second error answers a CONNECT that was sent before the first error was known.
            handleRootRefused(reason);
        }
        return Optional.empty();
    }

    private void handleRootRefused(Json reason) {
        root = Root.REFUSED;
        handler.refused(ConnectReply.toProtocol5(ROOT, reason));
        List<String> unreachable = List.copyOf(delayedConnects.keySet());
        delayedConnects.clear();
        unreachable.forEach(nsp -> handler.refused(unreachable(nsp)));
    }

    private Optional<Packet> receiveDisconnect(Packet.Disconnect packet) {
        if (packet.nsp().equals(ROOT)) {
            boolean wasLeft = root == Root.LEFT;
            root = Root.LEFT;
            if (wasLeft) {
                return Optional.empty();
            }
        }
        if (!handler.isKnown(packet.nsp())) {
            return Optional.of(packet);
        }
        handler.disconnected(packet);
        return Optional.empty();
    }

    /** Data of the root shows that it is connected, even if the server does not answer the CONNECT. */
    @Override
    public void dataReceived(String nsp) {
        if (root == Root.REJOINING && nsp.equals(ROOT)) {
            handleRootConnected();
        }
    }

    private static Packet.ConnectError unreachable(String nsp) {
        return ConnectReply.toProtocol5(
                nsp, Json.string("before Socket.IO 3, a namespace needs the root namespace, which is not connected"));
    }

    @Override
    public boolean isUnanswered() {
        return root == Root.UNANSWERED;
    }
}
