package io.github.siocli.net.http;

import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The engine path of a session. A path without a trailing slash is first used with a slash, as the JavaScript client
 * does, and literally if the server has nothing there. The path that works is kept. Any thread may call.
 */
public final class EnginePath {

    /** Listens to the change of the path in use. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Called when the other form of the path is used from now on.
         *
         * @param reason status and reason of the response at the previous path
         */
        void pathChanged(String path, String previous, String reason);
    }

    private static final int NOT_FOUND = 404;

    private final String literal;
    private final String slashed;
    private final Listener listener;
    private volatile String current;

    /**
     * Creates the path of a session that has not connected.
     *
     * @param given the path, with or without a trailing slash
     */
    public EnginePath(String given, Listener listener) {
        this.literal = given;
        this.slashed = given.endsWith("/") ? given : given + "/";
        this.listener = listener;
        this.current = slashed;
    }

    /** Returns the path in use. */
    public String current() {
        return current;
    }

    /** Returns the path without a trailing slash. */
    public String withoutSlash() {
        return slashed.substring(0, slashed.length() - 1);
    }

    /** Returns all forms of the path, for a message. */
    public String forms() {
        return hasAlternative() ? slashed + " or " + literal : current;
    }

    /** Returns true if there is another form of the path to try. */
    public boolean hasAlternative() {
        return !literal.equals(slashed);
    }

    /** Returns the form of the path that is not in use; the same form if there is only one. */
    public String alternative() {
        return current.equals(slashed) ? literal : slashed;
    }

    /** Returns the request with the path in use. */
    public Request withCurrentPath(Request request) {
        return hasAlternative() ? withPath(current, request) : request;
    }

    /** Returns the request with another path. */
    public static Request withPath(String path, Request request) {
        return request.newBuilder()
                .url(request.url().newBuilder().encodedPath(path).build())
                .build();
    }

    /**
     * Returns true if a response shows that the server has nothing at the requested path, and may have something at the
     * other one: 404, or a redirect to that path. The other path is only tried on the same server, even if the redirect
     * names another one.
     */
    public boolean isMissing(Response answer) {
        if (!hasAlternative()) {
            return false;
        }
        if (answer.code() == NOT_FOUND) {
            return true;
        }
        HttpUrl asked = answer.request().url();
        String location = answer.header("Location");
        HttpUrl target = isRedirect(answer) && location != null ? asked.resolve(location) : null;
        return target != null
                && !target.encodedPath().equals(asked.encodedPath())
                && withSlash(target).equals(withSlash(asked));
    }

    private static String withSlash(HttpUrl url) {
        return url.encodedPath().endsWith("/") ? url.encodedPath() : url.encodedPath() + "/";
    }

    /**
     * Evaluates the response at the other form of the path. This form is used from now on if the server has something
     * there.
     *
     * @param other the other form
     * @param missing the response at the form in use
     * @param answer the response at the other form
     * @return false if the first response explains more
     */
    public boolean acceptAlternative(String other, Response missing, Response answer) {
        boolean isNothing = answer.code() == NOT_FOUND || isRedirect(answer);
        if (isNothing && missing.code() == NOT_FOUND) {
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

    private void use(String path, Response missing) {
        String previous;
        synchronized (this) {
            previous = current;
            current = path;
        }
        if (!previous.equals(path)) {
            String reason = missing.message().isEmpty() ? "" : " " + missing.message();
            listener.pathChanged(path, previous, missing.code() + reason);
        }
    }
}
