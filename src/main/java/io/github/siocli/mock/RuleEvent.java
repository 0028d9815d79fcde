package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.server.AckResponder;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.engine.HandshakeRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event of a server that triggers rules.
 *
 * @param message the event
 * @param request request with which the client connected
 * @param socket the client; empty while it is not connected
 * @param reason reason of a disconnection
 * @param clientState state that is kept for the client
 * @param faults faults for the packets that are sent because of this event
 */
record RuleEvent(
        Message message,
        ConnectRequest request,
        Optional<ClientSocket> socket,
        Optional<String> reason,
        ClientState clientState,
        PendingFaults faults) {

    /**
     * An event with its arguments.
     *
     * @param name name of the event, or the word of the lifecycle that rules use
     * @param isLifecycle true if the client makes a request, has connected or leaves, and sent no event
     * @param args arguments of the event
     * @param ack acknowledges the event; empty if the client requests no acknowledgement
     */
    record Message(EventName name, boolean isLifecycle, Arguments args, Optional<AckResponder> ack) {

        private static Message of(String name) {
            return new Message(EventName.of(name), true, Arguments.NONE, Optional.empty());
        }
    }

    /** A client requests a session. */
    static final String HANDSHAKE = "handshake";
    /** A client requests a namespace. */
    static final String CONNECTING = "connecting";
    /** A session requests its upgrade to websocket; it may have no namespace yet. */
    static final String UPGRADE = "upgrade";

    static final Set<String> REQUESTS = Set.of(HANDSHAKE, CONNECTING, UPGRADE);

    static final String CONNECT = "connect";
    static final String DISCONNECT = "disconnect";

    /** A request without a namespace. */
    static RuleEvent request(String name, HandshakeRequest request) {
        return request(name, new ConnectRequest("/", Optional.empty(), request.query(), request));
    }

    /** A request with its namespace. */
    static RuleEvent request(String name, ConnectRequest request) {
        return new RuleEvent(
                Message.of(name),
                request,
                Optional.empty(),
                Optional.empty(),
                ClientState.create(),
                new PendingFaults());
    }

    /** A client has connected. */
    static RuleEvent connected(ClientSocket socket, ClientState clientState) {
        return of(Message.of(CONNECT), socket, clientState, Optional.empty());
    }

    /**
     * A client sent an event.
     *
     * @param ack acknowledges the event; null if the client requests no acknowledgement
     */
    static RuleEvent event(
            ClientSocket socket, ClientState clientState, EventName name, Arguments args, @Nullable AckResponder ack) {
        return of(new Message(name, false, args, Optional.ofNullable(ack)), socket, clientState, Optional.empty());
    }

    /** A client has left. */
    static RuleEvent disconnected(ClientSocket socket, ClientState clientState, String reason) {
        return of(Message.of(DISCONNECT), socket, clientState, Optional.of(reason));
    }

    private static RuleEvent of(
            Message message, ClientSocket socket, ClientState clientState, Optional<String> reason) {
        return new RuleEvent(message, socket.request(), Optional.of(socket), reason, clientState, new PendingFaults());
    }

    /** Returns true if the client is connected to a namespace, or requests one. */
    boolean hasNamespace() {
        return !message.isLifecycle() || !Set.of(HANDSHAKE, UPGRADE).contains(name().text());
    }

    EventName name() {
        return message.name();
    }

    Arguments args() {
        return message.args();
    }

    Optional<AckResponder> ack() {
        return message.ack();
    }
}
