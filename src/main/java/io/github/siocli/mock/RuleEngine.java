package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.server.AckResponder;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.ConnectRequest;
import io.github.siocli.server.ServerDisconnectReason;
import io.github.siocli.server.ServerListener;
import io.github.siocli.server.ServerLoop;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.fault.Chaos;
import io.github.siocli.server.fault.FaultInjector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs the rules of one server. Used on its event loop unless stated otherwise. */
public final class RuleEngine implements ServerListener {

    /** Limits recursion: a rule can disconnect clients, which triggers other rules. */
    private static final int MAX_DEPTH = 16;

    private static final int WAITS_OF_DEPARTED = 10_000;

    private final RuleRuntime runtime;
    private final RuleTimers departed = new RuleTimers(WAITS_OF_DEPARTED);
    private final Map<ClientSocket, ClientState> clientStates = new HashMap<>();
    // Read for namespaces and faults before the event loop exists.
    private volatile Rules rules;
    private int depth;

    /**
     * Creates an engine for a server that is not started yet.
     *
     * @param warnings receives one line for each action that is not possible
     */
    public RuleEngine(Rules rules, ValueSources sources, Consumer<String> warnings) {
        this.rules = rules;
        this.runtime = new RuleRuntime(sources, warnings);
    }

    /** Replaces the rules. Clients stay connected; repeated actions end, and waiting actions continue. */
    public void replace(Rules newRules) {
        rules = newRules;
        clientStates.values().forEach(visit -> visit.timers().endRepeats());
        departed.endRepeats();
    }

    /** Returns the namespaces of the current rules. May be called from any thread. */
    public Predicate<String> namespaces() {
        return name -> rules.namespaces().test(name);
    }

    /** Returns the fault injector of the rules and of random faults. May be called from any thread. */
    public FaultInjector faults(Chaos chaos) {
        return new RuleFaults(runtime, () -> rules, chaos.injector(runtime.random()));
    }

    @Override
    public void onStart(ServerLoop server) {
        runtime.attach(server);
    }

    @Override
    public ConnectDecision onHandshake(HandshakeRequest request) {
        RuleEvent event = RuleEvent.handshake(request);
        react(event);
        return event.faults().decision(runtime.random());
    }

    @Override
    public ConnectDecision onConnecting(ConnectRequest request) {
        return rules.decide(runtime, RuleEvent.connecting(request));
    }

    @Override
    public void onConnected(ClientSocket socket) {
        ClientState visit = ClientState.create();
        clientStates.put(socket, visit);
        if (!socket.isRecovered()) {
            react(RuleEvent.connected(socket, visit));
        }
    }

    @Override
    public void onEvent(ClientSocket socket, EventName event, Arguments args, @Nullable AckResponder ack) {
        if (rules.isEcho()) {
            socket.emit(event, args);
            if (ack != null) {
                ack.ack(args);
            }
        } else {
            react(RuleEvent.event(
                    socket, clientStates.computeIfAbsent(socket, come -> ClientState.create()), event, args, ack));
        }
    }

    @Override
    public void onDisconnected(ClientSocket socket, ServerDisconnectReason reason) {
        Optional<ClientState> visit = Optional.ofNullable(clientStates.remove(socket));
        visit.ifPresent(over -> over.timers().end());
        ClientState after =
                new ClientState(departed, visit.map(ClientState::variables).orElseGet(Variables::ofClient));
        react(RuleEvent.disconnected(socket, after, reason.protocolName()));
    }

    @Override
    public void onSessionClosed(EngineSession session, CloseReason reason) {
        runtime.sessionClosed(session);
    }

    @Override
    public void onFault(RuntimeException fault) {
        runtime.warn("internal error: " + fault);
    }

    private void react(RuleEvent event) {
        if (depth == MAX_DEPTH) {
            runtime.warn(
                    "rules trigger each other endlessly; on " + event.name().text() + " is skipped");
            return;
        }
        depth++;
        try {
            rules.run(runtime, event);
        } finally {
            depth--;
        }
    }
}
