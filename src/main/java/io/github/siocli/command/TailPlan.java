package io.github.siocli.command;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.json.Json;
import io.github.siocli.render.Durations;
import io.github.siocli.shell.NamespaceStates;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plan of {@code sio tail}: shows received events, and emits and acknowledges as the command line says. */
final class TailPlan implements SessionPlan {

    /**
     * Actions of the command besides showing events.
     *
     * @param onConnect emissions to send when all namespaces are connected, and again in each new session of a namespace
     * @param autoAck value with which to acknowledge events that request it; empty for none
     */
    record Actions(List<Emission> onConnect, Optional<Json> autoAck) {}

    private final NamespaceStates connections;
    private final PlanContext context;
    private final List<String> namespaces;
    private final Actions actions;
    private final StopLimits limits;
    private final LimitTracker tracker;
    /** The namespaces in which the server has started a new session since the last emissions. */
    private final Set<String> newSessions = new HashSet<>();

    private final boolean lifecycleShown;

    TailPlan(
            NamespaceStates connections,
            PlanContext context,
            List<String> namespaces,
            Actions actions,
            StopLimits limits,
            FilterConfig filter,
            boolean lifecycleShown) {
        this.connections = connections;
        this.context = context;
        this.namespaces = namespaces;
        this.actions = actions;
        this.limits = limits;
        this.tracker = new LimitTracker(limits, filter);
        this.lifecycleShown = lifecycleShown;
    }

    @Override
    public boolean handle(Event event) throws FailureException, InterruptedException {
        connections.handle(event);
        if (event instanceof NamespaceConnected connected) {
            if (!connected.recovery().equals(Optional.of(RecoveryOutcome.RECOVERED))) {
                newSessions.add(connected.nsp());
            }
            handleConnected();
        }
        if (event instanceof EventReceived received) {
            if (actions.autoAck().isPresent() && received.ackId().isPresent()) {
                context.session()
                        .ack(
                                received.nsp(),
                                received.ackId().getAsLong(),
                                Arguments.of(actions.autoAck().get()));
            }
            return tracker.handle(received);
        }
        return lifecycleShown || event.isAlwaysWritten();
    }

    /** Emits when all namespaces are connected, to those that have a new session: the server has no state of an earlier one. */
    private void handleConnected() throws FailureException, InterruptedException {
        if (!connections.isFullyConnected()) {
            return;
        }
        tracker.startIdleTime();
        for (Emission emission : actions.onConnect()) {
            for (String nsp : emission.targets(namespaces)) {
                if (newSessions.contains(nsp)) {
                    context.session()
                            .emit(
                                    nsp,
                                    emission.name(),
                                    emission.args(),
                                    emission.ackTimeout().orElse(null));
                }
            }
        }
        newSessions.clear();
    }

    @Override
    public boolean sendsOnEachConnection() {
        return true;
    }

    @Override
    public Optional<CommandResult> result() {
        if (tracker.isGoalReached()) {
            return Optional.of(CommandResult.DONE);
        }
        if (connections.failure().isPresent()) {
            return connections.failure().map(CommandResult::failed);
        }
        if (tracker.isMaxTimeOver() && !connections.wasFullyConnected()) {
            return Optional.of(CommandResult.failed(noConnection()));
        }
        return tracker.timeoutResult();
    }

    private Failure noConnection() {
        return Failure.of(
                FailureKind.MAX_TIME,
                "no connection was established",
                Durations.text(limits.maxTime().orElseThrow()),
                "nothing was shown");
    }

    @Override
    public boolean isTimeUp() {
        return tracker.isMaxTimeOver();
    }

    @Override
    public Optional<String> progress() {
        return connections.wasFullyConnected() ? Optional.empty() : Optional.of("connecting");
    }

    @Override
    public long nanosUntilChange() {
        return tracker.nanosUntilChange();
    }
}
