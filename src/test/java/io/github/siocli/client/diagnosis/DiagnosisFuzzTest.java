package io.github.siocli.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.engine.EngineState;
import io.github.siocli.client.engine.TrafficCounter;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.testing.Mutator;
import io.github.siocli.testing.Property;
import io.github.siocli.testing.TestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

/** Checks that every HTTP response gets an explanation. */
class DiagnosisFuzzTest {

    private static final List<Integer> STATUS =
            List.of(200, 204, 301, 400, 401, 403, 404, 407, 413, 426, 429, 431, 500, 503, 521, 530);
    private static final List<String> BODIES = List.of(
            "",
            "{\"code\":1,\"message\":\"Session ID unknown\"}",
            "{\"code\":\"5\",\"message\":\"Unsupported protocol version\"}",
            "{\"code\":null}",
            "{\"code\":{\"a\":[1]}}",
            "\"Invalid transport\"",
            "[\"authentication failed\", {\"x\": 1}]",
            "97:0{\"sid\":\"a\"}2:40",
            "\u0000\u0009\u0007\u00ff0{\"sid\":\"a\"}",
            "Welcome to socket.io.",
            "<html><title>400 The plain HTTP request was sent to HTTPS port</title>",
            "Session ID unknown",
            "unknown sid",
            "Forbidden",
            "error code: 1033",
            "<title>Just a moment...</title>");
    private static final List<String> FIELDS = List.of(
            "Server: nginx/1.22.1",
            "Content-Type: text/html",
            "Location: /login",
            "CF-Ray: 8a1",
            "cf-mitigated: challenge",
            "Retry-After: 30",
            "Retry-After: 999999999999999999999");

    @Test
    void explainsAnyResponse() {
        Property.holds(20_000, random -> {
            ConnectProgress progress = new ConnectProgress();
            if (random.nextBoolean()) {
                progress.opened();
            }
            progress.handshakeCached(random.nextBoolean() ? "Age: 3" : "");
            ConnectOptions options = options();
            Diagnosis diagnosis = new Diagnosis(
                    options,
                    new EnginePath(options.endpoint().enginePath(), (newPath, previous, why) -> {}),
                    progress,
                    new PayloadLimit(
                            new EngineState(Clock.systemUTC(), new TrafficCounter())::handshake, Clock.systemUTC()),
                    null,
                    Clock.systemUTC());
            String body = Mutator.of(random, BODIES.get(random.nextInt(BODIES.size())));
            int status = STATUS.get(random.nextInt(STATUS.size()));
            Headers.Builder fields = new Headers.Builder();
            for (String field : FIELDS) {
                if (random.nextInt(4) == 0) {
                    fields.add(field);
                }
            }
            HttpResponseSummary answer = HttpResponseSummary.of(status, "Some Reason", fields.build(), body);
            Failure failure = diagnosis.of(answer, Transport.values()[random.nextInt(Transport.values().length)]);
            assertThat(failure.message()).isNotBlank();
            assertThat(failure.evidence()).startsWith("HTTP " + status);
        });
    }

    private static ConnectOptions options() {
        return TestOptions.to(3000, Duration.ofSeconds(1), Transport.POLLING, Transport.WEBSOCKET);
    }
}
