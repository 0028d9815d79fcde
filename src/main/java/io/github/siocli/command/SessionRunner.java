package io.github.siocli.command;

import io.github.siocli.client.Session;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Renderers;
import io.github.siocli.output.Screen;
import io.github.siocli.shell.EventConsumer;
import io.github.siocli.shell.EventLoop;
import io.github.siocli.shell.StopCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a session from the first attempt to connect to the close, with a plan that processes its events. */
final class SessionRunner {

    /** Capacity of the event queue, in characters and bytes of payload. */
    private static final long QUEUE_CAPACITY = 512L << 10;

    private final Environment environment;
    private final Screen screen;
    private final Renderers renderers;
    private final TraceOutput trace;
    private final EventQueue queue = new EventQueue(QUEUE_CAPACITY);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    SessionRunner(Environment environment, Screen screen, Renderers renderers, TraceOutput trace) {
        this.environment = environment;
        this.screen = screen;
        this.renderers = renderers;
        this.trace = trace;
    }

    /**
     * Runs the plan on the calling thread until it has a result.
     *
     * @throws FailureException if the session cannot be opened, or the output cannot be written
     */
    CommandResult run(ConnectOptions options, Function<PlanContext, SessionPlan> planner) throws FailureException {
        environment.interrupts().onInterrupt(() -> {
            interrupted.set(true);
            queue.wake();
        });
        Session session = Session.open(options, trace.tracing(), queue, environment.clock());
        try {
            SessionPlan plan = planner.apply(new PlanContext(session, queue::wake));
            PlanExecution execution = new PlanExecution(plan);
            new EventLoop(queue, execution.consumers()).runUntil(execution);
            execution.clearProgress();
            CommandResult planned = execution.result();
            // The output is written before the close, which may take time.
            screen.flush();
            queue.keepOnlyTraceAndSent();
            if (plan.sendsOnEachConnection()) {
                session.forgetEarlierDelivery();
            }
            // After a failure or a time limit the user has waited long enough, so that the close is short.
            boolean isLong = planned.code() == ExitCode.DONE && !plan.isTimeUp();
            boolean written = isLong ? session.end() : session.endSoon();
            processClose(execution);
            if (interrupted.get() && planned.code() == ExitCode.INTERRUPTED) {
                // The transports still sent the packets that they had taken over before the interrupt.
                planned = plan.interrupted();
            }
            Optional<NamespaceDisconnected> refusal = session.firstRefusal();
            CommandResult result = refusal.isPresent() ? plan.resultAfterRefusal(planned, refusal.get()) : planned;
            if (!written && result.failure().isEmpty()) {
                Failure undelivered = session.undeliveredFailure();
                return interrupted.get()
                        ? new CommandResult(ExitCode.INTERRUPTED, Optional.of(undelivered))
                        : CommandResult.failed(undelivered);
            }
            // The equals method of a record is linked at its first call, which takes milliseconds.
            if (result.code() == ExitCode.DONE && !renderers.isSilent()) {
                screen.showNotes(
                        plan.summary(renderers.isErrorTerminal()).stream().toList(), renderers);
            }
            return result;
        } catch (InterruptedException e) {
            return CommandResult.INTERRUPTED;
        } finally {
            queue.close();
            session.end();
        }
    }

    /** Shows the trace of the close, and lets the plan count what was sent meanwhile. */
    private void processClose(PlanExecution execution) throws FailureException, InterruptedException {
        List<Event> rest = new ArrayList<>();
        queue.drainTo(rest, 0);
        for (Event event : rest) {
            execution.process(event);
        }
        screen.flush();
    }

    /** Hands the events to a plan and shows them, until the plan has a result. */
    private final class PlanExecution implements EventConsumer, StopCondition {

        private final SessionPlan plan;
        /** Null as long as the command goes on. */
        private @Nullable CommandResult result;

        /** Null unless a person watches the command at a terminal. */
        private final @Nullable ProgressDisplay progress;

        private PlanExecution(SessionPlan plan) {
            this.plan = plan;
            this.progress = renderers.isErrorTerminal() && !renderers.isSilent() && !isTypedInput()
                    ? new ProgressDisplay(screen, plan)
                    : null;
        }

        /** Returns true if the user types the input: a progress line would overwrite it. */
        private boolean isTypedInput() {
            return plan.readsInput() && environment.terminal().in();
        }

        private List<EventConsumer> consumers() {
            return progress == null ? List.of(this) : List.of(this, progress);
        }

        private void clearProgress() throws FailureException {
            if (progress != null) {
                screen.showProgress("");
            }
        }

        private CommandResult result() {
            return Objects.requireNonNull(result);
        }

        @Override
        public void process(Event event) throws FailureException, InterruptedException {
            if (event instanceof TraceEvent traced) {
                trace.show(traced);
            } else if (result == null && !interrupted.get()) {
                boolean shown = plan.handle(event);
                result = plan.result().orElse(null);
                show(event, shown, result != null && result.failure().isPresent());
            } else if (event instanceof EventSent) {
                // Still counted after an interrupt.
                plan.handle(event);
            }
        }

        private void show(Event event, boolean shown, boolean failed) throws FailureException {
            if (shown) {
                screen.showData(event);
            }
            // The failure that ends the command is reported last and only once, by the program.
            if (!failed) {
                screen.showStatus(event);
            }
        }

        @Override
        public void endBatch() throws FailureException {
            screen.flush();
            trace.flush();
            if (result == null) {
                result = interrupted.get() ? plan.interrupted() : plan.result().orElse(null);
            }
        }

        @Override
        public boolean isReached() {
            return result != null;
        }

        @Override
        public long nanosUntilChange() {
            long left = plan.nanosUntilChange();
            return progress == null ? left : Math.min(left, progress.nanosUntilDue());
        }
    }
}
