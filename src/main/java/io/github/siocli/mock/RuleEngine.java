package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.protocol.socketio.Packet;
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
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import io.github.siocli.server.fault.FaultInjector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs the rules of one server, and injects its faults. Used on its event loop unless stated otherwise. */
public final class RuleEngine implements ServerListener, FaultInjector {

    /** Limits recursion: a rule can disconnect clients, which triggers other rules. */
    private static final int MAX_DEPTH = 16;

    private static final int MAX_DEPARTED_TIMERS = 10_000;

    private final RuleRuntime runtime;
    /** Injects random faults where rules inject none. */
    private final FaultInjector chaos;

    private final RuleTimers departed = new RuleTimers(MAX_DEPARTED_TIMERS);
    private final Map<ClientSocket, ClientState> clientStates = new HashMap<>();
    // Read for namespaces and faults before the event loop exists.
    private volatile Rules rules;
    private int depth;

    /**
     * Creates an engine for a server that is not started yet.
     *
     * @param warnings receives one line for each action that is not possible
     */
    public RuleEngine(Rules rules, Chaos chaos, ValueSources sources, Consumer<String> warnings) {
        this.rules = rules;
        this.chaos = chaos.injector(sources.random());
        this.runtime = new RuleRuntime(sources, warnings);
    }

    /** Replaces the rules. Clients stay connected; repeated actions end, and waiting actions continue. */
    public void replace(Rules newRules) {
        rules = newRules;
        clientStates.values().forEach(state -> state.timers().endRepeats());
        departed.endRepeats();
    }

    /** Returns the namespaces of the current rules. May be called from any thread. */
    public Predicate<String> namespaces() {
        return name -> rules.namespaces().test(name);
    }

    @Override
    public void onStart(ServerLoop server) {
        runtime.attach(server);
    }

    @Override
    public ConnectDecision onHandshake(HandshakeRequest request) {
        return decide(RuleEvent.request(RuleEvent.HANDSHAKE, request));
    }

    @Override
    public ConnectDecision onConnecting(ConnectRequest request) {
        return decide(RuleEvent.request(RuleEvent.CONNECTING, request));
    }

    private ConnectDecision decide(RuleEvent request) {
        react(request);
        return request.faults().decision(runtime.random());
    }

    @Override
    public Optional<String> refusesHandshake(HandshakeRequest request) {
        return chaos.refusesHandshake(request);
    }

    @Override
    public Optional<Fault> onPacket(String sid, Packet packet) {
        return runtime.activeFaults()
                .flatMap(faults -> faults.faultOf(packet))
                .map(fault -> fault.draw(runtime.random()))
                .or(() -> chaos.onPacket(sid, packet));
    }

    @Override
    public boolean refusesUpgrade(EngineSession session) {
        return runtime.isInjected(Kind.NO_UPGRADE, session)
                || decide(RuleEvent.request(RuleEvent.UPGRADE, session.handshake())) instanceof ConnectDecision.Refuse
                || chaos.refusesUpgrade(session);
    }

    @Override
    public boolean omitsHeartbeat(EngineSession session) {
        return runtime.isInjected(Kind.NO_PING, session) || chaos.omitsHeartbeat(session);
    }

    @Override
    public void onConnected(ClientSocket socket) {
        ClientState state = ClientState.create(socket.attachment()
                .filter(Variables.class::isInstance)
                .map(Variables.class::cast)
                .orElseGet(Variables::ofClient));
        socket.attach(state.variables());
        clientStates.put(socket, state);
        if (!socket.isRecovered()) {
            react(RuleEvent.connected(socket, state));
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
                    socket, clientStates.computeIfAbsent(socket, key -> ClientState.create()), event, args, ack));
        }
    }

    @Override
    public void onDisconnected(ClientSocket socket, ServerDisconnectReason reason) {
        Optional<ClientState> state = Optional.ofNullable(clientStates.remove(socket));
        state.ifPresent(ended -> ended.timers().end());
        ClientState after =
                new ClientState(departed, state.map(ClientState::variables).orElseGet(Variables::ofClient));
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
