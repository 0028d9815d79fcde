package io.github.siocli.client.diagnosis;

import io.github.siocli.event.EnginePathChanged;
import io.github.siocli.event.EventSink;
import java.time.Clock;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The engine path of a session. One that was given without a slash at its end is used with one first, as the JavaScript
 * client does, and literally when the server has nothing at the other. What worked is used from then on. Any thread may
 * call.
 */
public final class EnginePath {

    private static final int NOT_FOUND = 404;

    private final String literal;
    private final String slashed;
    private final EventSink sink;
    private final Clock clock;
    private volatile String current;

    /**
     * The path of a session that has not connected yet.
     *
     * @param given the path, with or without a slash at its end
     * @param sink is told when the other form is used from then on
     */
    public EnginePath(String given, EventSink sink, Clock clock) {
        this.literal = given;
        this.slashed = given.endsWith("/") ? given : given + "/";
        this.sink = sink;
        this.clock = clock;
        this.current = slashed;
    }

    /** The path in use. */
    String current() {
        return current;
    }

    /** The path in use without a slash at its end. */
    String withoutSlash() {
        return slashed.substring(0, slashed.length() - 1);
    }

    /** All forms of the path, for people. */
    String forms() {
        return hasAlternative() ? slashed + " or " + literal : current;
    }

    /** Returns true if there is another form of the path to be tried. */
    public boolean hasAlternative() {
        return !literal.equals(slashed);
    }

    /** The form of the path that is not in use; the same one when there is no other. */
    public String alternative() {
        return current.equals(slashed) ? literal : slashed;
    }

    /** The request, at the path in use. */
    public Request in(Request request) {
        return hasAlternative() ? at(current, request) : request;
    }

    /** The request at a path. */
    public static Request at(String path, Request request) {
        return request.newBuilder()
                .url(request.url().newBuilder().encodedPath(path).build())
                .build();
    }

    /**
     * Returns true if an answer says that the server has nothing at the path of its request, and may have something at the
     * other one: 404, or a redirect to that path. It is only tried on the same server, wherever the redirect leads.
     */
    public boolean isMissing(Response answer) {
        if (!hasAlternative()) {
            return false;
        }
        if (answer.code() == NOT_FOUND) {
            return true;
        }
        HttpUrl target = redirect(answer);
        HttpUrl asked = answer.request().url();
        return target != null
                && !target.encodedPath().equals(asked.encodedPath())
                && withSlash(target).equals(withSlash(asked));
    }

    private static HttpUrl redirect(Response answer) {
        String location = answer.header("Location");
        return isRedirect(answer) && location != null ? answer.request().url().resolve(location) : null;
    }

    private static String withSlash(HttpUrl url) {
        return url.encodedPath().endsWith("/") ? url.encodedPath() : url.encodedPath() + "/";
    }

    /**
     * Takes note of the answer at the other form of the path, which is used from now on if the server has something there.
     *
     * @param other the other form
     * @param missing the answer at the form that was in use
     * @param answer the answer at the other form
     * @return false if the first answer says more
     */
    public boolean tried(String other, Response missing, Response answer) {
        boolean nothing = answer.code() == NOT_FOUND || isRedirect(answer);
        if (nothing && missing.code() == NOT_FOUND) {
            return false;
        }
        if (!isRedirect(answer)) {
            use(other, missing);
        }
        return true;
    }

    private static boolean isRedirect(Response answer) {
        return answer.code() / 100 == 3;
    }

    private void use(String path, Response answer) {
        String before;
        synchronized (this) {
            before = current;
            current = path;
        }
        if (!before.equals(path)) {
            String reason = answer.message().isEmpty() ? "" : " " + answer.message();
            sink.accept(new EnginePathChanged(clock.instant(), path, before, answer.code() + reason));
        }
    }
}
