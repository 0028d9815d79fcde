package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.server.AckResponder;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.ConnectDecision;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.FaultInjector;
import io.github.siocli.server.ServerDisconnectReason;
import io.github.siocli.server.ServerListener;
import io.github.siocli.server.SioServer;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.EngineSession;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Runs the rules of one server. Used on its event loop unless stated otherwise. */
public final class RuleEngine implements ServerListener {

    /** Limits recursion: a rule can disconnect clients, which triggers other rules. */
    private static final int DEPTH = 16;

    private static final int WAITS_OF_DEPARTED = 10_000;

    private final RuleRuntime stage;
    private final RuleTimers departed = new RuleTimers(WAITS_OF_DEPARTED);
    private final Map<ClientSocket, ClientState> visits = new HashMap<>();
    // Read for namespaces and faults before the event loop exists.
    private volatile Rules rules;
    private int depth;

    /**
     * Creates an engine for a server that is not started yet.
     *
     * @param random source of random numbers; a seed makes them repeatable
     * @param complaints receives one line for each action that is not possible
     */
    public RuleEngine(Rules rules, RandomGenerator random, Clock clock, Consumer<String> complaints) {
        this.rules = rules;
        this.stage = new RuleRuntime(random, clock, complaints);
    }

    /** Attaches the started server. May be called from any thread. */
    public void attach(SioServer server) {
        stage.attach(server);
    }

    /** Replaces the rules. Clients stay connected; repeated actions end, and waiting actions continue. */
    public void replace(Rules others) {
        rules = others;
        visits.values().forEach(visit -> visit.timers().endRepeats());
        departed.endRepeats();
    }

    /** Returns the namespaces of the current rules. May be called from any thread. */
    public Predicate<String> namespaces() {
        return name -> rules.namespaces().test(name);
    }

    /** Returns the fault injector of the rules. May be called from any thread. */
    public FaultInjector misbehaviour() {
        return misbehaviour(Chaos.none());
    }

    /** Returns the fault injector of the rules and of random faults. May be called from any thread. */
    public FaultInjector misbehaviour(Chaos chaos) {
        return new RuleFaults(stage, () -> rules, chaos.misbehaviour(stage.random()));
    }

    @Override
    public ConnectDecision onConnecting(ConnectRequest request) {
        return rules.admission(stage, RuleEvent.connecting(request));
    }

    @Override
    public void onConnected(ClientSocket socket) {
        ClientState visit = ClientState.begin();
        visits.put(socket, visit);
        if (!socket.isRecovered()) {
            react(RuleEvent.connected(socket, visit));
        }
    }

    @Override
    public void onEvent(ClientSocket socket, EventName event, Arguments args, Optional<AckResponder> ack) {
        if (rules.isEcho()) {
            socket.emit(event, args);
            ack.ifPresent(responder -> responder.ack(args));
        } else {
            react(RuleEvent.event(
                    socket, visits.computeIfAbsent(socket, come -> ClientState.begin()), event, args, ack));
        }
    }

    @Override
    public void onDisconnected(ClientSocket socket, ServerDisconnectReason reason) {
        Optional<ClientState> visit = Optional.ofNullable(visits.remove(socket));
        visit.ifPresent(over -> over.timers().end());
        ClientState after =
                new ClientState(departed, visit.map(ClientState::data).orElseGet(HashMap::new));
        react(RuleEvent.disconnected(socket, after, reason.protocolName()));
    }

    @Override
    public void onSessionClosed(EngineSession session, CloseReason reason) {
        stage.withoutUpgrade().remove(session);
        stage.withoutPing().remove(session);
    }

    @Override
    public void onFault(RuntimeException fault) {
        stage.complain("a fault of sio itself: " + fault);
    }

    private void react(RuleEvent cause) {
        if (depth == DEPTH) {
            stage.complain(
                    "rules set each other off without end; on " + cause.event().text() + " is not looked at any more");
            return;
        }
        depth++;
        try {
            rules.run(stage, cause);
        } finally {
            depth--;
        }
    }
}
