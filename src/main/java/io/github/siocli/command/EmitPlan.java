package io.github.siocli.command;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.SendRateOptions.SendRate;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.event.DataEvent;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.Disconnected;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket;
import io.github.siocli.render.Durations;
import io.github.siocli.shell.ConnectionFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connects, sends, waits for what was asked for, and is done. */
final class EmitPlan implements SessionPlan, DataEvent.Visitor<Boolean> {

    private final ConnectionTracker connections;
    private final PlanContext talk;
    private final EmissionSender feeder;
    private final SendRate sending;
    private final StopLimits stop;
    private final StopCondition goal;
    private final boolean lifecycle;
    private final long maxTime;
    private boolean feeding;
    private long sent;
    private long answered;
    private long acknowledged;
    private Optional<Failure> unanswered = Optional.empty();
    private String strayAck = "";
    private Optional<Failure> broken = Optional.empty();
    private Optional<Long> waitEnds = Optional.empty();

    EmitPlan(
            ConnectionTracker connections,
            PlanContext talk,
            EmissionSender feeder,
            SendRate sending,
            StopLimits stop,
            FilterConfig filter,
            boolean lifecycle) {
        this.connections = connections;
        this.talk = talk;
        this.feeder = feeder;
        this.sending = sending;
        this.lifecycle = lifecycle;
        this.stop = stop;
        this.goal = new StopCondition(stop, filter);
        this.maxTime = Deadlines.in(stop.maxTime());
    }

    @Override
    public boolean on(Event event) {
        if (connections.on(event) && !feeding) {
            feeding = true;
            feeder.start();
        }
        if (event instanceof DataEvent data) {
            return data.accept(this);
        }
        if (event instanceof UnjoinedPacket packet && packet.type().equals("ACK")) {
            strayAck = "; acknowledgement " + packet.id().orElseThrow() + " came in " + packet.nsp()
                    + ", which is not joined";
        } else if (event instanceof Disconnected gone
                && (gone.pendingAcks() > 0 || talk.session().lost() > 0)) {
            // Another connection would not make up for what went with this one.
            broken = broken.or(() -> Optional.of(ConnectionFailures.of(gone)));
        }
        return lifecycle;
    }

    @Override
    public Boolean visit(EventReceived event) {
        return isListening() && goal.on(event);
    }

    @Override
    public Boolean visit(EventSent event) {
        sent++;
        return lifecycle;
    }

    @Override
    public Boolean visit(AckReceived event) {
        boolean inTime = event.answers().filter(emit -> !emit.late()).isPresent();
        answered += inTime ? 1 : 0;
        acknowledged += inTime ? 1 : 0;
        return true;
    }

    @Override
    public Boolean visit(AckSent event) {
        return lifecycle;
    }

    @Override
    public Boolean visit(AckTimedOut event) {
        answered++;
        unanswered = unanswered.or(() -> Optional.of(ConnectionFailures.of(event, strayAck)));
        return lifecycle;
    }

    /** Events are of interest once there is something to wait for besides acknowledgements. */
    private boolean isListening() {
        return sending.stay().isPresent() || stop.hasGoal() || stop.idle().isPresent();
    }

    @Override
    public Optional<CommandResult> verdict() {
        if (isAllSent() && answered >= feeder.expectedAcks()) {
            return afterSending();
        }
        Optional<Failure> failure = connections.failure().or(() -> broken);
        if (failure.isPresent()) {
            return Optional.of(CommandResult.failed(undone(failure.get())));
        }
        return Deadlines.isOver(maxTime) ? Optional.of(CommandResult.failed(outOfTime())) : Optional.empty();
    }

    private boolean isAllSent() {
        return feeding && feeder.isFinished() && sent >= feeder.submitted();
    }

    private Optional<CommandResult> afterSending() {
        Optional<Failure> failure = feeder.failure().map(this::cause).or(() -> unanswered.map(this::withCounts));
        if (failure.isPresent()) {
            return Optional.of(CommandResult.failed(failure.get()));
        }
        if (!isListening() || goal.isReached()) {
            return Optional.of(CommandResult.DONE);
        }
        if (waitEnds.isEmpty()) {
            waitEnds = Optional.of(Deadlines.in(sending.stay()));
            goal.startIdle();
        }
        if (connections.failure().isPresent()) {
            return Optional.of(CommandResult.failed(connections.failure().get()));
        }
        if (Deadlines.isOver(waitEnds.get())) {
            return Optional.of(goal.verdictWhenTimeIsUp(sending.stay()));
        }
        if (Deadlines.isOver(maxTime)) {
            return Optional.of(goal.verdictWhenTimeIsUp(stop.maxTime()));
        }
        return goal.isIdle() ? Optional.of(goal.verdictWhenTimeIsUp(stop.idle())) : Optional.empty();
    }

    /** What was sent to a namespace that turned out to be refused reached nobody there. */
    @Override
    public CommandResult afterLeaving(CommandResult verdict, Optional<Disconnected> refusal) {
        boolean isExplained = verdict.failure()
                .filter(failure -> failure.kind() != FailureKind.NOT_IN_NAMESPACE)
                .isPresent();
        return refusal.isPresent() && verdict.code() != ExitCode.INTERRUPTED && !isExplained
                ? CommandResult.failed(connections.failure(refusal.get()))
                : verdict;
    }

    /** Where a namespace is gone, why it is says more than that nothing can be sent in it. */
    private Failure cause(Failure ofFeeder) {
        return ofFeeder.kind() == FailureKind.NOT_IN_NAMESPACE
                ? connections.failure().map(this::undone).orElse(ofFeeder)
                : ofFeeder;
    }

    @Override
    public long nanosUntilChange() {
        long left = Math.min(Deadlines.left(maxTime), goal.nanosUntilIdle());
        return waitEnds.isEmpty() ? left : Math.min(left, Deadlines.left(waitEnds.get()));
    }

    @Override
    public CommandResult interrupted() {
        return sending.lines() && feeding
                ? new CommandResult(
                        ExitCode.INTERRUPTED, Optional.of(Failure.of(FailureKind.INTERRUPTED, "; " + counts())))
                : CommandResult.INTERRUPTED;
    }

    /** Adds to a failure whose last fact may be a rest of the sentence how far the lines have come. */
    private Failure withCounts(Failure failure) {
        if (!sending.lines()) {
            return failure;
        }
        List<String> facts = new ArrayList<>(failure.facts());
        int last = facts.size() - 1;
        facts.set(last, facts.get(last) + "; " + counts());
        return new Failure(failure.kind(), facts, failure.evidence());
    }

    /** How far the lines have come: what is written to the socket need not have reached the server. */
    private String counts() {
        EmissionSender.Input input = feeder.input();
        String acks = feeder.expectedAcks() == 0 ? "no acknowledgement was asked for" : acknowledged + " acknowledged";
        return counted(input.lines(), "line") + " read with " + counted(input.events(), "event") + ": " + sent
                + " written to the socket"
                + talk.session()
                        .unwritten()
                        .map(rest -> " (but for " + rest + ")")
                        .orElse("")
                + ", " + acks + ", " + Math.max(0, input.events() - sent) + " not sent";
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private Failure undone(Failure failure) {
        if (failure.kind() != FailureKind.DISCONNECTED || !feeding) {
            return failure;
        }
        if (sending.lines()) {
            return Failure.of(FailureKind.DISCONNECTED, failure.facts().get(0), "; " + counts(), failure.hint());
        }
        long acks = feeder.expectedAcks() - answered;
        String left = sent >= (long) sending.repeat() * feeder.namespaces()
                ? "; " + acks + (acks == 1 ? " acknowledgement is" : " acknowledgements are") + " missing"
                : "; " + emissions() + " sent before";
        return Failure.of(FailureKind.DISCONNECTED, failure.facts().get(0), left, failure.hint());
    }

    private Failure outOfTime() {
        String what = feeding ? "not everything was sent and acknowledged" : "no connection came about";
        return Failure.of(
                FailureKind.MAX_TIME,
                what,
                Durations.text(stop.maxTime().orElseThrow()),
                sending.lines() && feeding ? counts() : emissions() + " sent");
    }

    private String emissions() {
        return sent == 1 ? "1 emission was" : sent + " emissions were";
    }
}
