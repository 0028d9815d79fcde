package io.github.siocli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.doctor.result.CheckStatus;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Summary;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Transport;
import io.github.siocli.testing.TestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckRunnerTest {

    private static final Fact<String> COLOUR = new Fact<>("a colour");
    private static final Fact<Integer> SIZE = new Fact<>("a size");

    private final List<String> reported = new ArrayList<>();
    private final CheckContext context = context();

    /** The part of a check that runs. */
    private interface Body {
        Finding run(CheckContext context) throws InterruptedException;
    }

    private record TestCheck(CheckModel model, Duration limit, Body body) implements Check {
        @Override
        public Finding run(CheckContext context) throws InterruptedException {
            return body.run(context);
        }

        @Override
        public Duration limit(CheckContext context) {
            return limit;
        }
    }

    private static CheckContext context() {
        try {
            return new CheckContext(
                    TestOptions.to(1, Duration.ofSeconds(20), ReconnectSettings.NEVER, List.of(Transport.POLLING)),
                    DoctorSettings.of(Optional.empty(), List.of(), ""),
                    Clock.systemUTC());
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void closeContext() {
        context.close();
    }

    private static CheckModel model(String id) {
        return CheckModel.of(id, CheckLayer.HTTP, id);
    }

    private static Check check(CheckModel model, Body body) {
        return new TestCheck(model, Duration.ofSeconds(20), body);
    }

    private List<CheckResult> run(Check... checks) throws FailureException, InterruptedException {
        return new CheckRunner(List.of(checks), context, new CheckRunner.Listener() {
                    @Override
                    public void running(List<CheckModel> running) {}

                    @Override
                    public void ended(CheckResult result) {
                        reported.add(result.id());
                    }
                })
                .run();
    }

    private static ExitCode exitCode(List<CheckResult> results) {
        return Summary.of(results, false, "", List.of(), Duration.ZERO).exitCode();
    }

    @Test
    void startsACheckWhenItsRequiredFactIsKnown() throws Exception {
        List<CheckResult> results = run(
                check(
                        model("second").requiring(COLOUR),
                        context -> Finding.ok(context.facts().get(COLOUR))),
                check(model("first").providing(COLOUR), context -> {
                    context.facts().put(COLOUR, "red");
                    return Finding.ok("");
                }));
        assertThat(results.get(0).finding().fact()).isEqualTo("red");
    }

    @Test
    void startsACheckWhileTheProviderOfItsFactStillRuns() throws Exception {
        CountDownLatch secondRuns = new CountDownLatch(1);
        List<CheckResult> results = run(
                check(model("first").providing(COLOUR), context -> {
                    context.facts().put(COLOUR, "red");
                    secondRuns.await();
                    return Finding.ok("");
                }),
                check(model("second").requiring(COLOUR), context -> {
                    secondRuns.countDown();
                    return Finding.ok("");
                }));
        assertThat(results).extracting(CheckResult::status).containsOnly(CheckStatus.OK);
    }

    @Test
    void skipsChecksWhoseRequiredFactIsNotFound() throws Exception {
        List<CheckResult> results = run(
                check(model("first").providing(COLOUR), context -> Finding.ok("nothing found")),
                check(model("second").requiring(COLOUR).providing(SIZE), context -> Finding.ok("")),
                check(model("third").requiring(SIZE), context -> Finding.ok("")));
        assertThat(results)
                .extracting(CheckResult::status)
                .containsExactly(CheckStatus.OK, CheckStatus.SKIPPED, CheckStatus.SKIPPED);
        assertThat(results.get(1).finding().fact()).isEqualTo("needs a colour");
    }

    @Test
    void waitsForAFactThatACheckCanDoWithout() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        List<CheckResult> results = run(
                check(model("first").providing(COLOUR), context -> {
                    ended.countDown();
                    return Finding.ok("nothing found");
                }),
                check(
                        model("second").using(COLOUR),
                        context -> Finding.ok(
                                ended.getCount() + " " + context.facts().isKnown(COLOUR))));
        assertThat(results.get(1).finding().fact()).isEqualTo("0 false");
    }

    @Test
    void runsIndependentChecksSideBySideAndReportsInTheOrderOfTheList() throws Exception {
        CountDownLatch secondRuns = new CountDownLatch(1);
        run(
                check(model("first"), context -> {
                    secondRuns.await();
                    return Finding.ok("");
                }),
                check(model("second"), context -> {
                    secondRuns.countDown();
                    return Finding.ok("");
                }));
        assertThat(reported).containsExactly("first", "second");
    }

    @Test
    void interruptsACheckThatExceedsItsLimit() throws Exception {
        List<CheckResult> results = run(
                new TestCheck(model("endless"), Duration.ofMillis(1), context -> {
                    new CountDownLatch(1).await();
                    return Finding.ok("");
                }),
                check(model("other"), context -> Finding.ok("")));
        assertThat(results).extracting(CheckResult::status).containsExactly(CheckStatus.FAILED, CheckStatus.OK);
        assertThat(exitCode(results)).isEqualTo(ExitCode.TIMED_OUT);
    }

    @Test
    void reportsAnUnexpectedExceptionAsFailure() throws Exception {
        List<CheckResult> results = run(check(model("broken"), context -> {
            throw new IllegalStateException("a bug");
        }));
        assertThat(exitCode(results)).isEqualTo(ExitCode.INTERNAL);
    }

    @Test
    void masksSecretsInResults() throws Exception {
        List<CheckResult> results = run(check(model("leak"), context -> {
            context.secrets().add("sid-12345");
            return Finding.ok("the session sid-12345").withEvidence("0{\"sid\":\"sid-12345\"}");
        }));
        assertThat(results.get(0).finding().fact()).isEqualTo("the session ***");
        assertThat(results.get(0).finding().evidence()).isEqualTo("0{\"sid\":\"***\"}");
    }

    @Test
    void skipsACheckThatExceedsTheNumberOfRequests() throws Exception {
        List<CheckResult> results = run(check(model("flood"), context -> {
            while (true) {
                context.requests().count();
            }
        }));
        assertThat(context.requests().total()).isEqualTo(50);
        assertThat(results.get(0).finding()).isEqualTo(Finding.skipped("the limit of 50 requests is reached"));
    }

    @Test
    void refusesChecksThatWaitForEachOther() {
        assertThatThrownBy(() -> run(
                        check(model("one").requiring(COLOUR).providing(SIZE), context -> Finding.ok("")),
                        check(model("two").requiring(SIZE).providing(COLOUR), context -> Finding.ok(""))))
                .isInstanceOf(IllegalStateException.class);
    }
}
