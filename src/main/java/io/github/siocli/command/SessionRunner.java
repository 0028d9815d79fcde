package io.github.siocli.command;

import io.github.siocli.client.Session;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Runs a session from the first attempt to connect to the close, with a plan that processes its events. */
final class SessionRunner {

    /** Capacity of the event queue, in characters and bytes of payload. */
    private static final long QUEUE_CAPACITY = 512L << 10;

    private final Environment environment;
    private final Screen screen;
    private final TraceOutput trace;
    private final EventQueue queue = new EventQueue(QUEUE_CAPACITY);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    SessionRunner(Environment environment, Screen screen, TraceOutput trace) {
        this.environment = environment;
        this.screen = screen;
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
            CommandResult planned = follow(plan);
            // The output is written before the close, which may take time.
            screen.flush();
            queue.keepOnlyTrace();
            // After a failure or a time limit the user has waited long enough, so that the close is short.
            boolean written = planned.code() == ExitCode.DONE ? session.end() : session.endSoon();
            traceClose();
            Optional<NamespaceDisconnected> refusal = session.firstRefusal();
            CommandResult result = refusal.isPresent() ? plan.resultAfterRefusal(planned, refusal.get()) : planned;
            if (!written && result.failure().isEmpty() && !interrupted.get()) {
                return CommandResult.failed(session.undeliveredFailure());
            }
            return result;
        } catch (InterruptedException e) {
            return CommandResult.INTERRUPTED;
        } finally {
            queue.close();
            session.end();
        }
    }

    private CommandResult follow(SessionPlan plan) throws FailureException, InterruptedException {
        List<Event> batch = new ArrayList<>();
        while (true) {
            batch.clear();
            queue.drainTo(batch, plan.nanosUntilChange());
            for (int i = 0; i < batch.size(); i++) {
                Event event = batch.get(i);
                if (event instanceof TraceEvent traced) {
                    trace.show(traced);
                    continue;
                }
                boolean shown = plan.handle(event);
                Optional<CommandResult> result = plan.result();
                show(event, shown, result.isPresent() && result.get().failure().isPresent());
                if (result.isPresent()) {
                    showTrace(batch.subList(i + 1, batch.size()));
                    return result.get();
                }
                if (interrupted.get()) {
                    break;
                }
            }
            screen.flush();
            trace.flush();
            if (interrupted.get()) {
                return plan.interrupted();
            }
            Optional<CommandResult> result = plan.result();
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    private void traceClose() throws FailureException, InterruptedException {
        List<Event> rest = new ArrayList<>();
        queue.drainTo(rest, 0);
        showTrace(rest);
        screen.flush();
    }

    private void showTrace(List<Event> events) throws FailureException {
        for (Event event : events) {
            if (event instanceof TraceEvent traced) {
                trace.show(traced);
            }
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
}
