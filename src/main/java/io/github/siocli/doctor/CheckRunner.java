package io.github.siocli.doctor;

import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs checks: each one as soon as the facts that it requires are known, independent ones side by side. A check whose
 * required fact no other check can find out any more is skipped.
 */
public final class CheckRunner {

    /** Follows the checks. Called on the thread that runs {@link #run}; a failure ends the run. */
    public interface Listener {

        /** Called when the set of running checks changes. */
        void running(List<CheckModel> checks) throws FailureException;

        /** Called for each result, in the order of the list of checks. */
        void ended(CheckResult result) throws FailureException;
    }

    /** A check that runs. */
    private record Run(Check check, long startNanos, Future<?> task) {}

    /** Something that the runner waits for. */
    private sealed interface Progress permits End, NewFact {}

    /** The end of a check. */
    private record End(Check check, Finding finding, long nanos) implements Progress {}

    /** A fact that is known now, so that further checks may start. */
    private record NewFact() implements Progress {}

    private final List<Check> checks;
    private final CheckContext context;
    private final Listener listener;
    private final List<Check> waiting;
    private final Map<Check, Run> running = new LinkedHashMap<>();
    private final Map<Check, CheckResult> results = new LinkedHashMap<>();
    private final LinkedBlockingQueue<Progress> progress = new LinkedBlockingQueue<>();
    private int reported;

    /**
     * Creates a runner, which is used once.
     *
     * @param checks the checks in the order of the report
     */
    public CheckRunner(List<Check> checks, CheckContext context, Listener listener) {
        this.checks = List.copyOf(checks);
        this.context = context;
        this.listener = listener;
        this.waiting = new ArrayList<>(checks);
    }

    /**
     * Runs all checks, and returns their results in the order of the list.
     *
     * @throws FailureException if the listener fails
     * @throws InterruptedException if the thread is interrupted; the running checks are interrupted then
     */
    public List<CheckResult> run() throws FailureException, InterruptedException {
        context.facts().setListener(() -> progress.add(new NewFact()));
        try {
            while (results.size() < checks.size()) {
                startAndSkip();
                report();
                if (!running.isEmpty()) {
                    awaitProgress();
                } else if (results.size() < checks.size() && waiting.stream().noneMatch(this::isSettled)) {
                    throw new IllegalStateException("checks wait for each other: " + waiting);
                }
            }
            report();
            return reportedResults();
        } finally {
            running.values().forEach(run -> run.task().cancel(true));
        }
    }

    /** Returns true if a check can be started or skipped now. */
    private boolean isSettled(Check check) {
        return isReady(check) || missing(check).isPresent();
    }

    private void startAndSkip() throws FailureException {
        for (Check check : List.copyOf(waiting)) {
            Optional<Fact<?>> missing = missing(check);
            if (missing.isPresent()) {
                waiting.remove(check);
                end(new End(check, Finding.skipped("needs " + missing.get().description()), 0));
            } else if (isReady(check)) {
                waiting.remove(check);
                start(check);
            }
        }
    }

    /** Returns a required fact that no check can find out any more. */
    private Optional<Fact<?>> missing(Check check) {
        return check.model().requires().stream()
                .filter(fact -> !context.facts().isKnown(fact) && !isPending(fact))
                .findFirst();
    }

    private boolean isReady(Check check) {
        return check.model().requires().stream().allMatch(context.facts()::isKnown)
                && check.model().uses().stream()
                        .allMatch(fact -> context.facts().isKnown(fact) || !isPending(fact));
    }

    private boolean isPending(Fact<?> fact) {
        return checks.stream()
                .anyMatch(check ->
                        !results.containsKey(check) && check.model().provides().contains(fact));
    }

    private void start(Check check) throws FailureException {
        long start = System.nanoTime();
        Future<?> task =
                context.threads().submit(() -> progress.add(new End(check, find(check), System.nanoTime() - start)));
        running.put(check, new Run(check, start, task));
        listener.running(running.keySet().stream().map(Check::model).toList());
    }

    private Finding find(Check check) {
        try {
            return check.run(context);
        } catch (RequestLimit.LimitReachedException e) {
            return Finding.skipped(e.getMessage());
        } catch (InterruptedException e) {
            return timedOut(check);
        } catch (RuntimeException | Error e) {
            return Finding.failed(Failure.ofThrowable(e));
        }
    }

    private Finding timedOut(Check check) {
        return Finding.failed(Failure.of(
                FailureKind.HANDSHAKE_TIMEOUT,
                context.timeout().toMillis() + " ms",
                "the check \"" + check.model().title() + "\" did not end"));
    }

    private void awaitProgress() throws FailureException, InterruptedException {
        long wait = running.values().stream()
                .mapToLong(run -> run.startNanos() + run.check().limit(context).toNanos() - System.nanoTime())
                .min()
                .orElseThrow();
        Progress next = progress.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
        if (next instanceof End end) {
            end(end);
        } else if (next == null) {
            giveUpOverdue();
        }
    }

    private void giveUpOverdue() throws FailureException {
        for (Run run : List.copyOf(running.values())) {
            long elapsed = System.nanoTime() - run.startNanos();
            if (elapsed >= run.check().limit(context).toNanos()) {
                run.task().cancel(true);
                end(new End(run.check(), timedOut(run.check()), elapsed));
            }
        }
    }

    /** Records the end of a check; the second one is ignored if the runner has given it up. */
    private void end(End end) throws FailureException {
        running.remove(end.check());
        CheckModel model = end.check().model();
        results.putIfAbsent(
                end.check(),
                new CheckResult(
                        model.id(),
                        model.layer(),
                        model.title(),
                        masked(end.finding()),
                        Duration.ofNanos(end.nanos())));
        listener.running(running.keySet().stream().map(Check::model).toList());
    }

    private Finding masked(Finding finding) {
        return new Finding(
                finding.status(),
                context.secrets().mask(finding.fact()),
                context.secrets().mask(finding.evidence()),
                finding.advice().stream()
                        .map(advice ->
                                new Advice(advice.place(), context.secrets().mask(advice.text()), advice.snippets()))
                        .toList(),
                finding.failure().map(this::masked));
    }

    private Failure masked(Failure failure) {
        return new Failure(
                failure.kind(),
                failure.facts().stream().map(context.secrets()::mask).toList(),
                context.secrets().mask(failure.evidence()));
    }

    /** Reports the results that are complete from the start of the list on. */
    private void report() throws FailureException {
        while (reported < checks.size() && results.containsKey(checks.get(reported))) {
            listener.ended(results.get(checks.get(reported)));
            reported++;
        }
    }

    private List<CheckResult> reportedResults() {
        return checks.stream().map(results::get).toList();
    }
}
