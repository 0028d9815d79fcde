package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.server.AckResponder;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.engine.EngineSession;
import java.util.Optional;
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
     * @param name name of the event, {@code connect} or {@code disconnect}
     * @param args arguments of the event
     * @param ack acknowledges the event; empty if the client requests no acknowledgement
     */
    record Message(EventName name, Arguments args, Optional<AckResponder> ack) {

        private static Message of(String name) {
            return new Message(EventName.of(name), Arguments.NONE, Optional.empty());
        }
    }

    static final String CONNECT = "connect";
    static final String DISCONNECT = "disconnect";

    /** A client requests a namespace. */
    static RuleEvent connecting(ConnectRequest request) {
        return new RuleEvent(
                Message.of(CONNECT),
                request,
                Optional.empty(),
                Optional.empty(),
                ClientState.create(),
                new PendingFaults());
    }

    /** A session requests an upgrade; it may have no namespace yet. */
    static RuleEvent upgrading(EngineSession session) {
        return connecting(
                new ConnectRequest("/", Optional.empty(), session.handshake().query(), session.handshake()));
    }

    /** A client has connected. */
    static RuleEvent connected(ClientSocket socket, ClientState clientState) {
        return event(socket, clientState, EventName.of(CONNECT), Arguments.NONE, null);
    }

    /**
     * A client sent an event.
     *
     * @param ack acknowledges the event; null if the client requests no acknowledgement
     */
    static RuleEvent event(
            ClientSocket socket, ClientState clientState, EventName name, Arguments args, @Nullable AckResponder ack) {
        return new RuleEvent(
                new Message(name, args, Optional.ofNullable(ack)),
                socket.request(),
                Optional.of(socket),
                Optional.empty(),
                clientState,
                new PendingFaults());
    }

    /** A client has left. */
    static RuleEvent disconnected(ClientSocket socket, ClientState clientState, String reason) {
        return new RuleEvent(
                Message.of(DISCONNECT),
                socket.request(),
                Optional.of(socket),
                Optional.of(reason),
                clientState,
                new PendingFaults());
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

    /** Returns true if a client connects or leaves. No event of a client has such a name. */
    boolean isLifecycle() {
        return name().text().equals(CONNECT) || name().text().equals(DISCONNECT);
    }
}
