package io.github.siocli.shell.server;

import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.EventName;
import io.github.siocli.event.LifecycleEvent.ClientConnected;
import io.github.siocli.event.LifecycleEvent.ClientDisconnected;
import io.github.siocli.event.LifecycleEvent.ClientRefused;
import io.github.siocli.json.Json;
import io.github.siocli.server.AckResponder;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.ServerDisconnectReason;
import io.github.siocli.server.ServerListener;
import io.github.siocli.server.ServerLoop;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.ForeignRequest;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.shell.AckKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Checks and publishes the events of a server, and then passes them to the listener that implements its behaviour. Used
 * on the event loop.
 */
final class PublishingListener implements ServerListener {

    private final ServerListener next;
    private final AuthCheck authCheck;
    private final Clock clock;
    private final EventPublisher publisher;
    private final AckRegistry ackRegistry;
    private final RefusalNotes refusalNotes;
    private long connectCount;
    private long refusedCount;
    private long eventCount;
    private long ackCount;

    PublishingListener(
            ServerListener next,
            AuthCheck authCheck,
            Clock clock,
            EventPublisher publisher,
            AckRegistry ackRegistry,
            RefusalNotes refusalNotes) {
        this.next = next;
        this.authCheck = authCheck;
        this.clock = clock;
        this.publisher = publisher;
        this.ackRegistry = ackRegistry;
        this.refusalNotes = refusalNotes;
    }

    /** Returns the number of accepted connections to namespaces. */
    long connectCount() {
        return connectCount;
    }

    /** Returns the number of refused sessions and connections to namespaces. */
    long refusedCount() {
        return refusedCount;
    }

    /** Returns the number of received events. */
    long eventCount() {
        return eventCount;
    }

    /** Returns the number of received acknowledgements. */
    long ackCount() {
        return ackCount;
    }

    private Instant now() {
        return clock.instant();
    }

    @Override
    public void onStart(ServerLoop server) {
        next.onStart(server);
    }

    @Override
    public ConnectDecision onHandshake(HandshakeRequest request) {
        return next.onHandshake(request);
    }

    @Override
    public void onHandshakeRefused(HandshakeRequest request, String message) {
        refusedCount++;
        publisher.note("refused a session of " + AddressText.of(request.address()) + ": " + message);
        next.onHandshakeRefused(request, message);
    }

    @Override
    public void onForeignRequest(ForeignRequest request) {
        refusalNotes.forRequest(request).ifPresent(publisher::note);
        next.onForeignRequest(request);
    }

    @Override
    public void onSessionReplaced(EngineSession session) {
        refusalNotes.forSurplusSessions(session.handshake().address()).ifPresent(publisher::note);
        next.onSessionReplaced(session);
    }

    @Override
    public void onSessionOpened(EngineSession session) {
        next.onSessionOpened(session);
    }

    @Override
    public void onUpgraded(EngineSession session) {
        next.onUpgraded(session);
    }

    @Override
    public void onSessionClosed(EngineSession session, CloseReason reason) {
        next.onSessionClosed(session, reason);
    }

    @Override
    public ConnectDecision onConnecting(ConnectRequest request) {
        return authCheck.accepts(request) ? next.onConnecting(request) : AuthCheck.REFUSAL;
    }

    @Override
    public void onConnected(ClientSocket socket) {
        connectCount++;
        publisher.publish(new ClientConnected(
                now(),
                socket.namespace().name(),
                socket.id(),
                socket.session().transport(),
                AddressText.generation(socket.session()),
                AddressText.of(socket.session()),
                socket.isRecovered()));
        next.onConnected(socket);
    }

    @Override
    public void onRefused(EngineSession session, String nsp, String message, @Nullable Json data) {
        refusedCount++;
        publisher.publish(new ClientRefused(now(), nsp, message, Optional.ofNullable(data), AddressText.of(session)));
        next.onRefused(session, nsp, message, data);
    }

    @Override
    public void onEvent(ClientSocket socket, EventName event, Arguments args, @Nullable AckResponder ack) {
        eventCount++;
        String nsp = socket.namespace().name();
        OptionalLong id = ack == null ? OptionalLong.empty() : ack.id();
        publisher.publish(new EventReceived(now(), nsp, event, args, id, Optional.empty(), Optional.of(socket.id())));
        if (ack == null || id.isEmpty()) {
            next.onEvent(socket, event, args, ack);
            return;
        }
        AckKey key = new AckKey(Optional.of(socket.id()), nsp, id.getAsLong());
        AckResponder reportingResponder = new ReportingAckResponder(key, ack);
        ackRegistry.registerRequested(key, reportingResponder);
        next.onEvent(socket, event, args, reportingResponder);
    }

    /** Acknowledges an event once, and publishes the acknowledgement. */
    private final class ReportingAckResponder implements AckResponder {

        private final AckKey key;
        private final AckResponder delegate;
        private boolean done;

        ReportingAckResponder(AckKey key, AckResponder delegate) {
            this.key = key;
            this.delegate = delegate;
        }

        @Override
        public void ack(Arguments args) {
            if (done) {
                return;
            }
            done = true;
            ackRegistry.removeRequested(key);
            delegate.ack(args);
            publisher.publish(new AckSent(now(), key.nsp(), key.id(), args, key.sid()));
        }

        @Override
        public OptionalLong id() {
            return OptionalLong.of(key.id());
        }
    }

    @Override
    public void onAck(ClientSocket socket, long id, Arguments args) {
        ackCount++;
        AckKey key = new AckKey(Optional.of(socket.id()), socket.namespace().name(), id);
        Optional<AckRegistry.SentEvent> sent = ackRegistry.removeSent(key);
        Optional<AnsweredEmit> answeredEmit = sent.map(emit ->
                new AnsweredEmit(emit.name(), Duration.ofNanos(System.nanoTime() - emit.nanoTime()), emit.timedOut()));
        AckReceived received = new AckReceived(now(), key.nsp(), id, args, answeredEmit, key.sid());
        // A line may wait for this acknowledgement, so it must not be dropped.
        if (sent.filter(AckRegistry.SentEvent::fromLine).isPresent()) {
            publisher.publishAlways(received);
        } else {
            publisher.publish(received);
        }
        next.onAck(socket, id, args);
    }

    @Override
    public void onDisconnected(ClientSocket socket, ServerDisconnectReason reason) {
        boolean isNormal = reason == ServerDisconnectReason.CLIENT_LEFT
                || reason == ServerDisconnectReason.TRANSPORT_CLOSE
                || reason == ServerDisconnectReason.SERVER_SHUTDOWN;
        publisher.publish(
                new ClientDisconnected(now(), socket.namespace().name(), socket.id(), reason.protocolName(), isNormal));
        ackRegistry.clientDisconnected(socket.id());
        next.onDisconnected(socket, reason);
    }

    @Override
    public void onRejected(EngineSession session, String reason) {
        publisher.note(AddressText.of(session) + " sent an invalid packet and is disconnected: " + reason);
        next.onRejected(session, reason);
    }

    @Override
    public void onFault(RuntimeException fault) {
        publisher.note("internal error: " + fault);
        next.onFault(fault);
    }
}
