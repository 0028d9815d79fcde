package io.github.siocli.doctor;

import io.github.siocli.event.Failure;
import io.github.siocli.net.http.HttpResponseSummary;
import java.time.Duration;
import java.util.List;
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
 * @param isConnectionNew true if the request needed a new connection
 * @param encoding the content encoding of the response on the wire; empty if it has none
 */
public record Exchange(
        Optional<Response> response,
        Optional<HttpResponseSummary> answer,
        Optional<Failure> failure,
        Duration elapsed,
        Optional<Duration> roundTrip,
        boolean isConnectionNew,
        String encoding) {

    /** Returns the status code; 0 without a response. */
    public int status() {
        return answer.map(HttpResponseSummary::status).orElse(0);
    }

    /** Returns the value of a header field of the response; empty if it is absent. */
    public String field(String name) {
        return answer.map(summary -> summary.field(name)).orElse("");
    }

    /** Returns all values of a header field, joined as browsers do; empty if it is absent. */
    public String fieldValues(String name) {
        return answer.map(summary -> String.join(", ", summary.fields().values(name)))
                .orElse("");
    }

    /** Returns the body of the response; empty without one. */
    public String body() {
        return answer.map(HttpResponseSummary::body).orElse("");
    }

    /** Returns the cookies that the response sets. */
    public List<SetCookie> cookies() {
        return answer.map(summary -> summary.fields().values("Set-Cookie").stream()
                        .map(SetCookie::of)
                        .toList())
                .orElse(List.of());
    }
}
