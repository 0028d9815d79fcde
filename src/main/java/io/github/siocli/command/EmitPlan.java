package io.github.siocli.command;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.OutputOptions.DataSettings;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
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
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket;
import io.github.siocli.render.Decimals;
import io.github.siocli.render.Durations;
import io.github.siocli.shell.ConnectionFailures;
import io.github.siocli.shell.Deadlines;
import io.github.siocli.shell.NamespaceStates;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plan of {@code sio emit}: connects, emits, waits for acknowledgements and events, and ends. */
final class EmitPlan implements SessionPlan, DataEvent.Visitor<Boolean> {

    private final NamespaceStates connections;
    private final PlanContext context;
    private final EmissionSender sender;
    private final SendRate rate;
    private final StopLimits limits;
    private final LimitTracker tracker;
    private final DataSettings output;
    private boolean sending;
    private final EmissionCounts counts = new EmissionCounts();
    private String strayAck = "";
    /** Failure of the first acknowledgement that timed out; null if none did. */
    private @Nullable Failure ackFailure;
    /** Failure of the first lost connection with packets or acknowledgements that are lost too; null if there is none. */
    private @Nullable Failure lossFailure;

    private boolean waiting;
    private long waitDeadline = Deadlines.NEVER;

    EmitPlan(
            NamespaceStates connections,
            PlanContext context,
            EmissionSender sender,
            SendRate rate,
            StopLimits limits,
            FilterConfig filter,
            DataSettings output) {
        this.connections = connections;
        this.context = context;
        this.sender = sender;
        this.rate = rate;
        this.output = output;
        this.limits = limits;
        this.tracker = new LimitTracker(limits, filter);
    }

    @Override
    public boolean handle(Event event) {
        connections.handle(event);
        if (event instanceof NamespaceConnected && connections.isFullyConnected() && !sending) {
            sending = true;
            sender.start();
        }
        if (event instanceof DataEvent data) {
            return data.accept(this);
        }
        if (event instanceof UnjoinedPacket packet && packet.content().type().equals("ACK")) {
            strayAck = "; acknowledgement " + packet.content().id().orElseThrow() + " arrived in "
                    + packet.content().nsp() + ", which is not joined";
        } else if (lossFailure == null
                && event instanceof NamespaceDisconnected disconnected
                && (disconnected.pendingAcks() > 0 || context.session().droppedCount() > 0)) {
            // A new connection does not bring back the packets and acknowledgements that were lost with this one.
            lossFailure = connections.failure(disconnected);
        }
        return isShown(event);
    }

    /** Returns true if an event is written that is neither a wanted event nor an acknowledgement. */
    private boolean isShown(Event event) {
        return output.lifecycle() || output.format() == OutputFormat.JSON && event.isAlwaysWritten();
    }

    @Override
    public Boolean visit(EventReceived event) {
        // Events behind the last wanted one may arrive before everything is sent and acknowledged.
        return isListening() && !tracker.isGoalReached() && tracker.handle(event);
    }

    @Override
    public Boolean visit(EventSent event) {
        counts.add(event);
        return isShown(event);
    }

    @Override
    public Boolean visit(AckReceived event) {
        if (counts.add(event)) {
            sender.acksSettled(counts.settled(), false);
        }
        return true;
    }

    @Override
    public Boolean visit(AckSent event) {
        return isShown(event);
    }

    @Override
    public Boolean visit(AckTimedOut event) {
        counts.addTimeout();
        sender.acksSettled(counts.settled(), true);
        if (ackFailure == null) {
            ackFailure = ConnectionFailures.of(event, strayAck);
        }
        return isShown(event);
    }

    /** Returns true if the command waits for events, and not for acknowledgements only. */
    private boolean isListening() {
        return rate.waitTime().isPresent() || limits.hasGoal() || limits.idle().isPresent();
    }

    @Override
    public Optional<CommandResult> result() {
        if (isAllSent() && counts.settled() >= sender.expectedAckCount()) {
            return afterSending();
        }
        Optional<Failure> failure = connections.failure().or(() -> Optional.ofNullable(lossFailure));
        if (failure.isPresent() && !isSenderFinishing()) {
            return Optional.of(CommandResult.failed(withProgress(failure.get())));
        }
        return tracker.isMaxTimeOver() ? Optional.of(CommandResult.failed(maxTimeExceeded())) : Optional.empty();
    }

    private boolean isAllSent() {
        return sending && sender.isFinished() && counts.sent() >= sender.submittedCount();
    }

    /** Returns true while the thread of the sender ends after its last acknowledgement. */
    private boolean isSenderFinishing() {
        return sending
                && !rate.lines()
                && counts.sent() >= plannedCount()
                && counts.settled() >= sender.expectedAckCount()
                && !sender.isFinished();
    }

    private Optional<CommandResult> afterSending() {
        Optional<Failure> senderFailure = sender.failure();
        if (senderFailure.isPresent()) {
            Failure cause = cause(senderFailure.get());
            boolean isUncounted = cause == senderFailure.get() && counts.sent() > 0;
            return Optional.of(CommandResult.failed(isUncounted ? withCounts(cause) : cause));
        }
        if (ackFailure != null) {
            return Optional.of(CommandResult.failed(withCounts(ackFailure)));
        }
        if (!isListening() || tracker.isGoalReached()) {
            return Optional.of(CommandResult.DONE);
        }
        if (!waiting) {
            waiting = true;
            waitDeadline = Deadlines.after(rate.waitTime().orElse(null));
            tracker.startIdleTime();
        }
        if (connections.failure().isPresent()) {
            return Optional.of(CommandResult.failed(connections.failure().get()));
        }
        if (Deadlines.hasPassed(waitDeadline)) {
            return Optional.of(tracker.timeoutResult(rate.waitTime().orElseThrow()));
        }
        return tracker.timeoutResult();
    }

    /** Fails unless the result explains the refusal already, because the server has dropped the events sent to it. */
    @Override
    public CommandResult resultAfterRefusal(CommandResult result, NamespaceDisconnected refusal) {
        boolean isExplained = result.failure()
                .filter(failure -> failure.kind() != FailureKind.NOT_IN_NAMESPACE)
                .isPresent();
        return result.code() != ExitCode.INTERRUPTED && !isExplained
                ? CommandResult.failed(connections.failure(refusal))
                : result;
    }

    /** Returns the cause of the lost namespace if the sender failed because the namespace is not joined. */
    private Failure cause(Failure senderFailure) {
        return senderFailure.kind() == FailureKind.NOT_IN_NAMESPACE
                ? connections.failure().map(this::withProgress).orElse(senderFailure)
                : senderFailure;
    }

    @Override
    public boolean readsInput() {
        return rate.lines();
    }

    @Override
    public Optional<String> progress() {
        if (!sending) {
            return Optional.of("connecting");
        }
        long acks = sender.expectedAckCount() - counts.settled();
        boolean isLast = isAllSent() || !rate.lines() && counts.sent() >= plannedCount();
        if (!isLast) {
            return Optional.of(counts.progress(rate.lines() ? 0 : plannedCount()));
        }
        if (acks > 0) {
            return Optional.of("waiting for " + Decimals.counted(acks, "acknowledgement"));
        }
        long left = Math.min(Deadlines.nanosLeft(waitDeadline), tracker.nanosUntilChange());
        return Optional.of("waiting for events"
                + (Deadlines.isUnlimited(left) ? "" : ", " + ProgressDisplay.seconds(left) + " left"));
    }

    @Override
    public Optional<String> summary(boolean isTerminal) {
        if (isTerminal) {
            return Optional.of(counts.summary());
        }
        return rate.repeat() > 1 && counts.acknowledged() > 0 ? Optional.of(counts.latency()) : Optional.empty();
    }

    @Override
    public long nanosUntilChange() {
        return Math.min(tracker.nanosUntilChange(), Deadlines.nanosLeft(waitDeadline));
    }

    @Override
    public CommandResult interrupted() {
        if (!sending || isSingle()) {
            return CommandResult.INTERRUPTED;
        }
        return new CommandResult(
                ExitCode.INTERRUPTED, Optional.of(Failure.of(FailureKind.INTERRUPTED, countsAfterMessage())));
    }

    /** Appends the counts to the message of a failure if there are several emissions. */
    private Failure withCounts(Failure failure) {
        return isSingle() ? failure : failure.withMessageEnd(countsAfterMessage());
    }

    /** Returns true if the command emits one event. */
    private boolean isSingle() {
        return !rate.lines() && plannedCount() == 1;
    }

    private String countsAfterMessage() {
        return "; " + (rate.lines() ? lineCounts() : repeatCounts());
    }

    /** Returns the counts of lines, events and acknowledgements. Events written to the socket may not have reached the server. */
    private String lineCounts() {
        EmissionSender.InputProgress input = sender.inputProgress();
        String acks = sender.expectedAckCount() == 0 ? "no acknowledgement requested" : counts.acknowledgedText();
        return Decimals.counted(input.lines(), "line") + " read with " + Decimals.counted(input.events(), "event")
                + ": " + counts.sent()
                + " written to the socket"
                + context.session()
                        .describeUnwritten()
                        .map(rest -> " (except " + rest + ")")
                        .orElse("")
                + ", " + acks + ", " + Math.max(0, input.events() - counts.sent()) + " not sent";
    }

    private String repeatCounts() {
        String acks = sender.expectedAckCount() == 0 ? "" : ", " + counts.acknowledgedText();
        return counts.sent() + " of " + plannedCount() + " sent" + acks;
    }

    private long plannedCount() {
        return (long) rate.repeat() * sender.defaultTargetCount();
    }

    /** Adds how much was sent to the failure of a lost connection. */
    private Failure withProgress(Failure failure) {
        if (failure.kind() != FailureKind.DISCONNECTED || !sending) {
            return failure;
        }
        if (rate.lines()) {
            return Failure.of(FailureKind.DISCONNECTED, failure.facts().get(0), "; " + lineCounts(), failure.hint());
        }
        long acks = sender.expectedAckCount() - counts.settled();
        String left = counts.sent() >= plannedCount()
                ? "; " + acks + (acks == 1 ? " acknowledgement is" : " acknowledgements are") + " missing"
                : "; " + emissions() + " sent before";
        return Failure.of(FailureKind.DISCONNECTED, failure.facts().get(0), left, failure.hint());
    }

    private Failure maxTimeExceeded() {
        String problem = sending ? "not everything was sent and acknowledged" : "no connection was established";
        return Failure.of(
                FailureKind.MAX_TIME,
                problem,
                Durations.text(limits.maxTime().orElseThrow()),
                rate.lines() && sending ? lineCounts() : emissions() + " sent");
    }

    private String emissions() {
        return counts.sent() == 1 ? "1 emission was" : counts.sent() + " emissions were";
    }
}
