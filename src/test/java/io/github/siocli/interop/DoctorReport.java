package io.github.siocli.interop;

import io.github.siocli.event.ExitCode;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.testing.Sio;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The records of a run of {@code sio doctor --json}. */
record DoctorReport(ExitCode code, List<Json> records) {

    static DoctorReport of(String address, String... more) {
        List<String> args = new ArrayList<>(List.of("doctor", address, "--json"));
        args.addAll(List.of(more));
        Sio.Result result = Sio.run(args.toArray(String[]::new));
        return new DoctorReport(
                result.code(), result.out().lines().map(DoctorReport::parse).toList());
    }

    private static Json parse(String line) {
        try {
            return Json.parse(line);
        } catch (JsonSyntaxException e) {
            throw new AssertionError(line, e);
        }
    }

    Json check(String id) {
        return records.stream()
                .filter(record -> record.members().containsKey("id")
                        && record.members().get("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Returns all records as JSON. */
    String text() {
        return records.stream().map(Json::text).collect(Collectors.joining("\n"));
    }

    String status(String id) {
        return check(id).members().get("status").stringValue();
    }

    String fact(String id) {
        return check(id).members().get("fact").stringValue();
    }

    /** Returns the first advice of the summary, as JSON. */
    String firstAdvice() {
        return records.get(records.size() - 1)
                .members()
                .get("advice")
                .elements()
                .get(0)
                .text();
    }
}
