package io.github.siocli.doctor.result;

import io.github.siocli.doctor.result.Advice.Snippet;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conclusion from all results.
 *
 * @param exitCode exit code of the command
 * @param failure the first failure; empty if a client with these options works
 * @param works titles of the checks without a problem
 * @param wrong the problems, each once: failures first, then warnings, each from the lowest layer up
 * @param changes what to change, in the order of the problems, each advice once
 * @param note which versions of the client can connect; empty if the server limits them in no unusual way
 * @param code client code for what was found to work; empty if nothing works
 * @param elapsed the time that all checks took together
 */
public record Summary(
        ExitCode exitCode,
        Optional<Failure> failure,
        List<String> works,
        List<CheckResult> wrong,
        List<Advice> changes,
        String note,
        List<Snippet> code,
        Duration elapsed) {
    public Summary {
        works = List.copyOf(works);
        wrong = List.copyOf(wrong);
        changes = List.copyOf(changes);
        code = List.copyOf(code);
    }

    /**
     * Summarizes results.
     *
     * @param results the results in the order of the checks
     * @param isStrict true if a warning is a failed expectation
     * @param note which versions of the client can connect; may be empty
     */
    public static Summary of(
            List<CheckResult> results, boolean isStrict, String note, List<Snippet> code, Duration elapsed) {
        List<CheckResult> failed = withStatus(results, CheckStatus.FAILED);
        List<CheckResult> warnings = withStatus(results, CheckStatus.WARNING);
        Map<String, CheckResult> wrong = new LinkedHashMap<>();
        // Several checks may meet the same problem, which the lowest layer names.
        failed.forEach(result -> wrong.putIfAbsent(result.finding().fact(), result));
        warnings.forEach(result -> wrong.putIfAbsent(result.finding().fact(), result));
        Optional<Failure> failure = failed.stream()
                .flatMap(result -> result.finding().failure().stream())
                .findFirst();
        ExitCode exitCode = failure.map(first -> first.kind().exitCode())
                .orElse(isStrict && !warnings.isEmpty() ? ExitCode.EXPECTATION_FAILED : ExitCode.DONE);
        return new Summary(
                exitCode,
                failure,
                withStatus(results, CheckStatus.OK).stream()
                        .map(CheckResult::title)
                        .toList(),
                List.copyOf(wrong.values()),
                wrong.values().stream()
                        .flatMap(result -> result.finding().advice().stream())
                        .distinct()
                        .toList(),
                note,
                code,
                elapsed);
    }

    private static List<CheckResult> withStatus(List<CheckResult> results, CheckStatus status) {
        return results.stream().filter(result -> result.status() == status).toList();
    }
}
