package io.github.siocli.suite;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.expression.Value;
import io.github.siocli.json.Json;
import io.github.siocli.render.Durations;
import io.github.siocli.secret.SecretFinder;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.suite.Step.Place;
import io.github.siocli.suite.Step.Selection;
import io.github.siocli.suite.TestResult.Problem;
import io.github.siocli.suite.TestResult.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the tests of suites one after the other on the calling thread. */
public final class SuiteRunner {

    private static final int MAX_REPETITIONS = 1_000_000;

    /**
     * How tests are run.
     *
     * @param grep text in the names of the tests to run; empty for all
     * @param timeout time limit of a test
     * @param retries number of further attempts of a test that fails
     * @param stopsAtFailure true to run no further test after one has failed
     */
    public record Settings(String grep, Duration timeout, int retries, boolean stopsAtFailure) {}

    private final Interpreter<ClientContext> interpreter;
    private final Clients clients;
    private final Settings settings;
    private final TestDeadline deadline;
    private final Clock clock;
    private final List<Reporter> reporters;
    private final TestRecorder recorder;
    private final List<TestResult> results = new ArrayList<>();
    private boolean runsOnlyMarked;
    /** True if the user has interrupted the run: the remaining tests are reported as skipped. */
    private boolean isInterrupted;

    /**
     * Creates a runner.
     *
     * @param deadline the stop condition of the clients
     * @param recorder records the tests
     */
    public SuiteRunner(
            Interpreter<ClientContext> interpreter,
            Clients clients,
            Settings settings,
            TestDeadline deadline,
            Clock clock,
            List<Reporter> reporters,
            TestRecorder recorder) {
        this.interpreter = interpreter;
        this.clients = clients;
        this.settings = settings;
        this.deadline = deadline;
        this.clock = clock;
        this.reporters = List.copyOf(reporters);
        this.recorder = recorder;
    }

    /** A step has failed at a place. */
    private static final class StepException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        StepException(Problem problem) {
            super(null, null, false, false);
            this.problem = problem;
        }
    }

    /**
     * Runs all tests. If the user interrupts the run, the result of the running test is {@link Status#INTERRUPTED}, and the
     * remaining tests are skipped.
     *
     * @return the results, in order
     * @throws FailureException if the output or a report cannot be written
     */
    public List<TestResult> run(List<Suite> suites) throws FailureException {
        runsOnlyMarked = suites.stream().anyMatch(Suite::hasOnly);
        long start = System.nanoTime();
        try {
            for (Suite suite : suites) {
                run(suite);
            }
        } finally {
            // Also if the output fails: the results so far are known.
            for (Reporter reporter : reporters) {
                reporter.end(List.copyOf(results), Duration.ofNanos(System.nanoTime() - start));
            }
        }
        return List.copyOf(results);
    }

    private void run(Suite suite) throws FailureException {
        State before = State.of(clients, interpreter);
        boolean isOneTest = tests(suite.steps()).findAny().isEmpty();
        List<Step> steps = isOneTest
                ? List.of(new Step.Test(
                        new Place(suite.file(), 1),
                        Json.string(suite.file().replace("$", "$$")).text(),
                        Selection.RUN,
                        suite.steps()))
                : suite.steps();
        try {
            new SuiteExecution(suite, steps).run(steps);
        } catch (StepException e) {
            // After an interrupt, values are missing that the lines left out would have set.
            if (!isInterrupted) {
                reportOutsideOfTests(suite, Status.FAILED, e.problem);
            }
            skipRest(suite, steps);
        } catch (InterruptedException e) {
            isInterrupted = true;
            Failure interrupted = Failure.of(FailureKind.INTERRUPTED, "");
            reportOutsideOfTests(suite, Status.INTERRUPTED, new Problem(interrupted, new Place(suite.file(), 1), ""));
            skipRest(suite, steps);
        } finally {
            before.restore(clients, interpreter);
        }
    }

    /** Returns the tests among steps, also those in loops, in order. */
    private static Stream<Step.Test> tests(List<Step> steps) {
        return steps.stream().flatMap(step -> {
            if (step instanceof Step.Test test) {
                return Stream.of(test);
            }
            if (step instanceof Step.Repeat repeat) {
                return tests(repeat.body());
            }
            return step instanceof Step.ForEach loop ? tests(loop.body()) : Stream.empty();
        });
    }

    private void reportOutsideOfTests(Suite suite, Status status, Problem problem) throws FailureException {
        report(new TestResult(
                suite.file(),
                "lines outside of tests",
                problem.place(),
                status,
                clock.instant(),
                Duration.ZERO,
                1,
                Optional.of(problem)));
    }

    /** Reports the tests that cannot run, because a line before them has failed. */
    private void skipRest(Suite suite, List<Step> steps) throws FailureException {
        Set<Place> reported = new HashSet<>();
        results.forEach(result -> reported.add(result.place()));
        for (Step.Test test : tests(steps).toList()) {
            if (!reported.contains(test.place()) && isSelected(test.name())) {
                skip(suite, test, plainName(test));
            }
        }
    }

    /** Returns the name of a test that is not run, whose values may be unknown. */
    private String plainName(Step.Test test) {
        try {
            return interpreter.evaluate(test.name()).text();
        } catch (FailureException e) {
            return test.name().startsWith("\"") ? Json.literal(test.name()).stringValue() : test.name();
        }
    }

    private void skip(Suite suite, Step.Test test, String name) throws FailureException {
        report(new TestResult(
                suite.file(), name, test.place(), Status.SKIPPED, clock.instant(), Duration.ZERO, 0, Optional.empty()));
    }

    private void report(TestResult result) throws FailureException {
        results.add(result);
        for (Reporter reporter : reporters) {
            reporter.report(result);
        }
    }

    private boolean isSelected(String name) {
        return name.toLowerCase(Locale.ROOT).contains(settings.grep().toLowerCase(Locale.ROOT));
    }

    private boolean isStopped() {
        return isInterrupted
                || settings.stopsAtFailure() && results.stream().anyMatch(result -> result.status() == Status.FAILED);
    }

    /** A failure of a client that is known at the end of a test only. */
    private record ClientFailure(ClientContext client, Failure failure) {}

    /** The clients and variables at the begin of a test or a file, which exist again after it. */
    private record State(List<ClientContext> clients, ClientContext current, Map<String, Value> variables) {

        private static State of(Clients clients, Interpreter<?> interpreter) {
            return new State(
                    clients.all(), clients.current(), interpreter.values().variables());
        }

        /**
         * Closes the clients that were opened since. Returns the first refusal that no line has expected, or the failure to
         * deliver the last events of a client.
         */
        private Optional<ClientFailure> restore(Clients all, Interpreter<?> interpreter) {
            Optional<ClientFailure> problem = Optional.empty();
            for (ClientContext client : all.all()) {
                if (!clients.contains(client)) {
                    Optional<Failure> refusal = client.unexpectedRefusal();
                    boolean wasConnected =
                            client.waitConditions().expectations().isConnected();
                    Optional<Failure> undelivered = all.close(client).filter(failure -> wasConnected);
                    problem = problem.or(
                            () -> refusal.or(() -> undelivered).map(failure -> new ClientFailure(client, failure)));
                }
            }
            all.select(current.name());
            interpreter.values().restore(variables);
            return problem;
        }
    }

    /** One run of the steps of a suite. */
    private final class SuiteExecution {

        private final Suite suite;
        private final List<Step.Hook> hooks;
        /** The line of a test by which a client was refused; no line has expected it yet. */
        private final Map<ClientContext, Step.Line> refusedLines = new HashMap<>();

        private SuiteExecution(Suite suite, List<Step> steps) {
            this.suite = suite;
            this.hooks = steps.stream()
                    .filter(Step.Hook.class::isInstance)
                    .map(Step.Hook.class::cast)
                    .toList();
        }

        private void run(List<Step> steps) throws StepException, FailureException, InterruptedException {
            for (Step step : steps) {
                run(step);
            }
        }

        private void run(Step step) throws StepException, FailureException, InterruptedException {
            if (step instanceof Step.Line line) {
                run(line);
            } else if (step instanceof Step.Test test) {
                runTest(test);
            } else if (step instanceof Step.Repeat repeat) {
                repeat(repeat);
            } else if (step instanceof Step.ForEach loop) {
                for (Value element : evaluate(loop.place(), loop.list()).elements()) {
                    interpreter.values().set(loop.variable(), element);
                    run(loop.body());
                }
            }
        }

        private void run(Step.Line line) throws StepException, FailureException, InterruptedException {
            if (isInterrupted) {
                return;
            }
            try {
                interpreter.run(line.text());
                ClientContext current = clients.current();
                if (current.unexpectedRefusal().isPresent()) {
                    refusedLines.putIfAbsent(current, line);
                }
            } catch (FailureException e) {
                clients.first().checkOutput();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                throw new StepException(problem(e.failure(), line));
            }
        }

        private void repeat(Step.Repeat repeat) throws StepException, FailureException, InterruptedException {
            String count = evaluate(repeat.place(), repeat.count()).text();
            if (!count.matches("\\d{1,7}") || Integer.parseInt(count) > MAX_REPETITIONS) {
                Failure failure = UsageErrors.error("repeat takes a whole number, not \"" + count + "\"", "repeat 3")
                        .failure();
                throw new StepException(new Problem(failure, repeat.place(), "repeat " + repeat.count()));
            }
            Value before = interpreter.values().setRepetition(Value.NOTHING);
            try {
                for (int i = 1; i <= Integer.parseInt(count); i++) {
                    interpreter.values().setRepetition(Value.number(i));
                    run(repeat.body());
                }
            } finally {
                interpreter.values().setRepetition(before);
            }
        }

        private Value evaluate(Place place, String text) throws StepException {
            try {
                return interpreter.evaluate(text);
            } catch (FailureException e) {
                throw new StepException(new Problem(e.failure(), place, text));
            }
        }

        private void runTest(Step.Test test) throws StepException, FailureException, InterruptedException {
            String name = evaluate(test.place(), test.name()).text();
            if (!isSelected(name)) {
                return;
            }
            boolean isSkipped =
                    test.selection() == Selection.SKIP || runsOnlyMarked && test.selection() != Selection.ONLY;
            if (isSkipped || isStopped()) {
                skip(suite, test, name);
                return;
            }
            for (Reporter reporter : reporters) {
                reporter.begin(name);
            }
            Instant begin = clock.instant();
            long start = System.nanoTime();
            int attempts = 0;
            Optional<Problem> problem;
            do {
                attempts++;
                recorder.begin(name);
                problem = attempt(test);
                recorder.end(clients, problem.isPresent());
            } while (problem.isPresent() && !isInterrupted && attempts <= settings.retries());
            report(new TestResult(
                    suite.file(),
                    name,
                    test.place(),
                    status(problem),
                    begin,
                    Duration.ofNanos(System.nanoTime() - start),
                    attempts,
                    problem));
        }

        private Status status(Optional<Problem> problem) {
            if (isInterrupted) {
                return Status.INTERRUPTED;
            }
            return problem.isPresent() ? Status.FAILED : Status.PASSED;
        }

        private Optional<Problem> attempt(Step.Test test) throws FailureException {
            refusedLines.clear();
            State before = State.of(clients, interpreter);
            clients.all()
                    .forEach(client -> client.waitConditions().expectations().skipAll());
            List<Step> steps = new ArrayList<>();
            hooks.stream().filter(Step.Hook::isBefore).forEach(hook -> steps.addAll(hook.body()));
            steps.addAll(test.body());
            Optional<Problem> problem = runLimited(steps, test);
            for (Step.Hook hook : hooks) {
                if (!hook.isBefore() && !isInterrupted) {
                    Optional<Problem> failed = runLimited(hook.body(), test);
                    problem = problem.isPresent() && !isInterrupted ? problem : failed;
                }
            }
            Optional<ClientFailure> atEnd = before.restore(clients, interpreter);
            return problem.or(() -> atEnd.map(failed -> refusedLines.containsKey(failed.client())
                    ? problem(failed.failure(), refusedLines.get(failed.client()))
                    : new Problem(failed.failure(), test.place(), "")));
        }

        /**
         * Runs steps within the time limit of a test. Returns the failure of the step that fails, or during which the time is
         * up or the user interrupts the run.
         */
        private Optional<Problem> runLimited(List<Step> steps, Step.Test test) throws FailureException {
            deadline.start(settings.timeout());
            Step.@Nullable Line[] running = new Step.Line[1];
            try {
                for (Step step : steps) {
                    running[0] = step instanceof Step.Line line ? line : running[0];
                    run(step);
                }
                // The time may be up just now, without an interrupt of a line.
                deadline.end();
                return Optional.empty();
            } catch (StepException e) {
                deadline.end();
                return Optional.of(e.problem);
            } catch (InterruptedException e) {
                isInterrupted = !deadline.end();
                clients.first().checkOutput();
                Failure failure = isInterrupted
                        ? Failure.of(FailureKind.INTERRUPTED, "")
                        : Failure.of(FailureKind.TEST_TIMEOUT, Durations.text(settings.timeout()));
                return Optional.of(
                        running[0] == null ? new Problem(failure, test.place(), "") : problem(failure, running[0]));
            }
        }

        private static Problem problem(Failure failure, Step.Line line) {
            String text = line.text().strip();
            return new Problem(failure, line.place(), SecretFinder.hasSecret(text) ? "" : text);
        }
    }
}
