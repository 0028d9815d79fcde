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
import io.github.siocli.json.Json;
import io.github.siocli.render.Durations;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows what comes in, and does what was asked for on each connection. */
final class TailPlan implements SessionPlan {

    /**
     * What a tail does besides showing.
     *
     * @param onConnect what it emits when all namespaces are connected, again in each whose session was not recovered
     * @param autoAck what it answers to events that ask for an acknowledgement
     */
    record Doing(List<Emission> onConnect, Optional<Json> autoAck) {}

    private final ConnectionTracker connections;
    private final PlanContext talk;
    private final List<String> namespaces;
    private final Doing doing;
    private final StopLimits stop;
    private final StopCondition goal;
    private final boolean lifecycle;
    private final long maxTime;

    TailPlan(
            ConnectionTracker connections,
            PlanContext talk,
            List<String> namespaces,
            Doing doing,
            StopLimits stop,
            FilterConfig filter,
            boolean lifecycle) {
        this.connections = connections;
        this.talk = talk;
        this.namespaces = namespaces;
        this.doing = doing;
        this.stop = stop;
        this.goal = new StopCondition(stop, filter);
        this.lifecycle = lifecycle;
        this.maxTime = Deadlines.in(stop.maxTime());
    }

    @Override
    public boolean on(Event event) throws FailureException, InterruptedException {
        if (connections.on(event)) {
            goal.startIdle();
            Set<String> begun = connections.takeBegun();
            for (Emission emission : doing.onConnect()) {
                for (String nsp : emission.targets(namespaces)) {
                    if (begun.contains(nsp)) {
                        talk.session().emit(nsp, emission.name(), emission.args(), emission.ackTimeout());
                    }
                }
            }
        }
        if (event instanceof EventReceived received) {
            if (doing.autoAck().isPresent() && received.ackId().isPresent()) {
                talk.session()
                        .ack(
                                received.nsp(),
                                received.ackId().getAsLong(),
                                Arguments.of(doing.autoAck().get()));
            }
            return goal.on(received);
        }
        return lifecycle || event.isAlwaysWritten();
    }

    @Override
    public Optional<CommandResult> verdict() {
        if (goal.isReached()) {
            return Optional.of(CommandResult.DONE);
        }
        if (connections.failure().isPresent()) {
            return connections.failure().map(CommandResult::failed);
        }
        if (Deadlines.isOver(maxTime)) {
            return Optional.of(
                    connections.everAll()
                            ? goal.verdictWhenTimeIsUp(stop.maxTime())
                            : CommandResult.failed(noConnection()));
        }
        return goal.isIdle() ? Optional.of(goal.verdictWhenTimeIsUp(stop.idle())) : Optional.empty();
    }

    private Failure noConnection() {
        return Failure.of(
                FailureKind.MAX_TIME,
                "no connection came about",
                Durations.text(stop.maxTime().orElseThrow()),
                "nothing was shown");
    }

    @Override
    public long nanosUntilChange() {
        return Math.min(Deadlines.left(maxTime), goal.nanosUntilIdle());
    }
}
