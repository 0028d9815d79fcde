package io.github.siocli.doctor;

import io.github.siocli.event.Failure;
import io.github.siocli.net.http.HttpResponseSummary;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Response;

/**
 * A request and its outcome. Exactly one of response and failure is present.
 *
 * @param response the response, whose body is in memory
 * @param answer the parts of the response that a diagnosis needs
 * @param failure the reason why no response arrived
 * @param elapsed the time from the start, including a new connection
 * @param roundTrip the time from the request to the head of the response; empty without a response
 */
public record Exchange(
        Optional<Response> response,
        Optional<HttpResponseSummary> answer,
        Optional<Failure> failure,
        Duration elapsed,
        Optional<Duration> roundTrip) {

    /** Returns the status code; 0 without a response. */
    public int status() {
        return answer.map(HttpResponseSummary::status).orElse(0);
    }

    /** Returns the value of a header field of the response; empty if it is absent. */
    public String field(String name) {
        return answer.map(summary -> summary.field(name)).orElse("");
    }
}
