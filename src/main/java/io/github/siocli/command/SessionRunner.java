package io.github.siocli.command;

import io.github.siocli.client.Session;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Runs a session from the first attempt to connect to the goodbye, with a plan for what comes. */
final class SessionRunner {

    /** What may wait to be shown, in characters and bytes of payload. */
    private static final long QUEUED = 512L << 10;

    private final Environment environment;
    private final Screen screen;
    private final TraceOutput trace;
    private final EventQueue queue = new EventQueue(QUEUED);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    SessionRunner(Environment environment, Screen screen, TraceOutput trace) {
        this.environment = environment;
        this.screen = screen;
        this.trace = trace;
    }

    /**
     * Runs the plan, on the calling thread, until it has a verdict.
     *
     * @throws FailureException where the session cannot begin, or the output cannot be written
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
            // What was asked for is out before the goodbye.
            screen.flush();
            queue.leave();
            // Who waited long enough for all of it does not wait for the rest.
            boolean written = planned.code() == ExitCode.DONE ? session.end() : session.endSoon();
            traceGoodbye();
            CommandResult verdict = plan.afterLeaving(planned, session.refusal());
            if (!written && verdict.failure().isEmpty() && !interrupted.get()) {
                return CommandResult.failed(session.undelivered());
            }
            return verdict;
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
                boolean shown = plan.on(event);
                Optional<CommandResult> verdict = plan.verdict();
                show(event, shown, verdict);
                if (verdict.isPresent()) {
                    trace(batch.subList(i + 1, batch.size()));
                    return verdict.get();
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
            Optional<CommandResult> verdict = plan.verdict();
            if (verdict.isPresent()) {
                return verdict.get();
            }
        }
    }

    private void traceGoodbye() throws FailureException, InterruptedException {
        List<Event> rest = new ArrayList<>();
        queue.drainTo(rest, 0);
        trace(rest);
        screen.flush();
    }

    private void trace(List<Event> events) throws FailureException {
        for (Event event : events) {
            if (event instanceof TraceEvent traced) {
                trace.show(traced);
            }
        }
    }

    private void show(Event event, boolean shown, Optional<CommandResult> verdict) throws FailureException {
        if (shown) {
            screen.showData(event);
        }
        // The failure that ends a command is told last, and only once.
        if (verdict.isEmpty() || verdict.get().failure().isEmpty()) {
            screen.showStatus(event);
        }
    }
}
