package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.server.AckResponder;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.engine.EngineSession;
import java.util.Optional;

/**
 * Something that happened, which rules react to.
 *
 * @param event the name of the event, {@code connect} or {@code disconnect}
 * @param request what the client said of itself
 * @param socket the client; empty while it is not connected yet
 * @param args the arguments of the event
 * @param ack answers it, where the client asks for that
 * @param reason why the client has left, where it has
 * @param visit what is kept for the client
 * @param mishaps what befalls the packets that are sent because of this
 */
record RuleEvent(
        EventName event,
        ConnectRequest request,
        Optional<ClientSocket> socket,
        Arguments args,
        Optional<AckResponder> ack,
        Optional<String> reason,
        ClientState visit,
        PendingFaults mishaps) {

    static final String CONNECT = "connect";
    static final String DISCONNECT = "disconnect";

    /** A client asks for a namespace. */
    static RuleEvent connecting(ConnectRequest request) {
        return new RuleEvent(
                EventName.of(CONNECT),
                request,
                Optional.empty(),
                Arguments.NONE,
                Optional.empty(),
                Optional.empty(),
                ClientState.begin(),
                new PendingFaults());
    }

    /** A session wants to move to a websocket; it may have no namespace yet. */
    static RuleEvent upgrading(EngineSession session) {
        return connecting(
                new ConnectRequest("/", Optional.empty(), session.handshake().query(), session.handshake()));
    }

    /** A client is connected. */
    static RuleEvent connected(ClientSocket socket, ClientState visit) {
        return event(socket, visit, EventName.of(CONNECT), Arguments.NONE, Optional.empty());
    }

    /** A client sent an event. */
    static RuleEvent event(
            ClientSocket socket, ClientState visit, EventName event, Arguments args, Optional<AckResponder> ack) {
        return new RuleEvent(
                event, socket.request(), Optional.of(socket), args, ack, Optional.empty(), visit, new PendingFaults());
    }

    /** A client has left. */
    static RuleEvent disconnected(ClientSocket socket, ClientState visit, String reason) {
        return new RuleEvent(
                EventName.of(DISCONNECT),
                socket.request(),
                Optional.of(socket),
                Arguments.NONE,
                Optional.empty(),
                Optional.of(reason),
                visit,
                new PendingFaults());
    }

    /** Whether a client comes or goes; no event of a client has such a name. */
    boolean isPassage() {
        return event.text().equals(CONNECT) || event.text().equals(DISCONNECT);
    }
}
