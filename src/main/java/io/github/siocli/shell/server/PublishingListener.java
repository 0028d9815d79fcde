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
import io.github.siocli.server.ConnectDecision;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.ServerDisconnectReason;
import io.github.siocli.server.ServerListener;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.ForeignRequest;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.shell.AckKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks and publishes the events of a server, and then passes them to the listener that implements its behaviour. Used
 * on the event loop.
 */
final class PublishingListener implements ServerListener {

    private final ServerListener behaviour;
    private final AuthCheck admittance;
    private final Clock clock;
    private final EventPublisher out;
    private final AckRegistry questions;
    private final RefusalNotes refusalNotes;
    private long came;
    private long refused;
    private long events;
    private long acks;

    PublishingListener(
            ServerListener behaviour,
            AuthCheck admittance,
            Clock clock,
            EventPublisher out,
            AckRegistry questions,
            RefusalNotes refusalNotes) {
        this.behaviour = behaviour;
        this.admittance = admittance;
        this.clock = clock;
        this.out = out;
        this.questions = questions;
        this.refusalNotes = refusalNotes;
    }

    /** Returns the number of accepted connections to namespaces. */
    long came() {
        return came;
    }

    /** Returns the number of refused connections to namespaces. */
    long refused() {
        return refused;
    }

    /** Returns the number of received events. */
    long events() {
        return events;
    }

    /** Returns the number of received acknowledgements. */
    long acks() {
        return acks;
    }

    private Instant now() {
        return clock.instant();
    }

    @Override
    public Optional<String> onHandshake(HandshakeRequest request) {
        return behaviour.onHandshake(request);
    }

    @Override
    public void onForeignRequest(ForeignRequest request) {
        refusalNotes.note(request).ifPresent(out::complain);
        behaviour.onForeignRequest(request);
    }

    @Override
    public void onSessionReplaced(EngineSession session) {
        refusalNotes.tooManySessions(session.handshake().address()).ifPresent(out::complain);
        behaviour.onSessionReplaced(session);
    }

    @Override
    public void onSessionOpened(EngineSession session) {
        behaviour.onSessionOpened(session);
    }

    @Override
    public void onUpgraded(EngineSession session) {
        behaviour.onUpgraded(session);
    }

    @Override
    public void onSessionClosed(EngineSession session, CloseReason reason) {
        behaviour.onSessionClosed(session, reason);
    }

    @Override
    public ConnectDecision onConnecting(ConnectRequest request) {
        return admittance.lets(request) ? behaviour.onConnecting(request) : AuthCheck.REFUSED;
    }

    @Override
    public void onConnected(ClientSocket socket) {
        came++;
        out.tell(new ClientConnected(
                now(),
                socket.namespace().name(),
                socket.id(),
                socket.session().transport(),
                AddressText.eio(socket.session()),
                AddressText.of(socket.session()),
                socket.isRecovered()));
        behaviour.onConnected(socket);
    }

    @Override
    public void onRefused(EngineSession session, String nsp, String message, Optional<Json> data) {
        refused++;
        out.tell(new ClientRefused(now(), nsp, message, data, AddressText.of(session)));
        behaviour.onRefused(session, nsp, message, data);
    }

    @Override
    public void onEvent(ClientSocket socket, EventName event, Arguments args, Optional<AckResponder> ack) {
        events++;
        String nsp = socket.namespace().name();
        OptionalLong id = ack.map(AckResponder::id).orElse(OptionalLong.empty());
        out.tell(new EventReceived(now(), nsp, event, args, id, Optional.empty(), Optional.of(socket.id())));
        if (ack.isEmpty() || id.isEmpty()) {
            behaviour.onEvent(socket, event, args, ack);
            return;
        }
        AckKey question = new AckKey(Optional.of(socket.id()), nsp, id.getAsLong());
        AckResponder told = new ReportingAckResponder(question, ack.get());
        questions.asked(question, told);
        behaviour.onEvent(socket, event, args, Optional.of(told));
    }

    /** Acknowledges an event once, and publishes the acknowledgement. */
    private final class ReportingAckResponder implements AckResponder {

        private final AckKey question;
        private final AckResponder answer;
        private boolean done;

        ReportingAckResponder(AckKey question, AckResponder answer) {
            this.question = question;
            this.answer = answer;
        }

        @Override
        public void ack(Arguments args) {
            if (done) {
                return;
            }
            done = true;
            questions.answered(question);
            answer.ack(args);
            out.tell(new AckSent(now(), question.nsp(), question.id(), args, question.sid()));
        }

        @Override
        public OptionalLong id() {
            return OptionalLong.of(question.id());
        }
    }

    @Override
    public void onAck(ClientSocket socket, long id, Arguments args) {
        acks++;
        AckKey question =
                new AckKey(Optional.of(socket.id()), socket.namespace().name(), id);
        Optional<AckRegistry.SentEvent> sent = questions.taken(question);
        Optional<AnsweredEmit> answers = sent.map(emit ->
                new AnsweredEmit(emit.name(), Duration.ofNanos(System.nanoTime() - emit.nanoTime()), emit.late()));
        AckReceived received = new AckReceived(now(), question.nsp(), id, args, answers, question.sid());
        // A line may wait for this acknowledgement, so it must not be dropped.
        if (sent.filter(AckRegistry.SentEvent::own).isPresent()) {
            out.tellAnyway(received);
        } else {
            out.tell(received);
        }
        behaviour.onAck(socket, id, args);
    }

    @Override
    public void onDisconnected(ClientSocket socket, ServerDisconnectReason reason) {
        boolean left = reason == ServerDisconnectReason.CLIENT_LEFT
                || reason == ServerDisconnectReason.TRANSPORT_CLOSE
                || reason == ServerDisconnectReason.SERVER_SHUTDOWN;
        out.tell(new ClientDisconnected(now(), socket.namespace().name(), socket.id(), reason.protocolName(), left));
        questions.left(socket.id());
        behaviour.onDisconnected(socket, reason);
    }

    @Override
    public void onRejected(EngineSession session, String why) {
        out.complain(AddressText.of(session) + " sent an invalid packet and is disconnected: " + why);
        behaviour.onRejected(session, why);
    }

    @Override
    public void onFault(RuntimeException fault) {
        out.complain("internal error: " + fault);
        behaviour.onFault(fault);
    }
}
