package io.github.siocli.client.diagnosis;

import io.github.siocli.event.EventSink;
import io.github.siocli.event.LifecycleEvent.EnginePathChanged;
import java.time.Clock;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The engine path of a session. A path without a trailing slash is used with one first, as the JavaScript client
 * does, and literally if the server has nothing there. The form that worked is kept. May be used from any thread.
 */
public final class EnginePath {

    private static final int NOT_FOUND = 404;

    private final String literal;
    private final String slashed;
    private final EventSink sink;
    private final Clock clock;
    private volatile String current;

    /**
     * Creates the path of a session that has not connected.
     *
     * @param given the path, with or without a trailing slash
     * @param sink receives an event if the other form is used from then on
     */
    public EnginePath(String given, EventSink sink, Clock clock) {
        this.literal = given;
        this.slashed = given.endsWith("/") ? given : given + "/";
        this.sink = sink;
        this.clock = clock;
        this.current = slashed;
    }

    /** Returns the path in use. */
    String current() {
        return current;
    }

    /** Returns the path in use without a trailing slash. */
    String withoutSlash() {
        return slashed.substring(0, slashed.length() - 1);
    }

    /** Returns all forms of the path, for people. */
    String forms() {
        return hasAlternative() ? slashed + " or " + literal : current;
    }

    /** Returns true if there is another form to try. */
    public boolean hasAlternative() {
        return !literal.equals(slashed);
    }

    /** Returns the form that is not in use, or the same one if there is no other. */
    public String alternative() {
        return current.equals(slashed) ? literal : slashed;
    }

    /** Returns the request with the path in use. */
    public Request in(Request request) {
        return hasAlternative() ? at(current, request) : request;
    }

    /** Returns the request with a path. */
    public static Request at(String path, Request request) {
        return request.newBuilder()
                .url(request.url().newBuilder().encodedPath(path).build())
                .build();
    }

    /**
     * Returns true if a response shows that the server has nothing at the path, and may have something at the other
     * form: 404, or a redirect to that form. The retry goes to the same server, wherever the redirect leads.
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
     * Handles the response at the other form of the path, which is used from now on if the server has something
     * there.
     *
     * @param other the other form
     * @param missing the response at the form in use
     * @param answer the response at the other form
     * @return false if the first response is more informative
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
