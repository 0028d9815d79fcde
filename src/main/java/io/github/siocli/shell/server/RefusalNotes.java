package io.github.siocli.shell.server;

import io.github.siocli.server.engine.ForeignRequest;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Creates the notes about refused web pages and hosts, with the {@code --cors} value that allows them, and about
 * addresses that open too many sessions. Each note is created once, because clients retry continuously. Used on the
 * event loop.
 */
final class RefusalNotes {

    /** Limit of remembered notes; at the limit all are forgotten, so that clients cannot exhaust the heap. */
    private static final int MAX_REMEMBERED = 1000;

    private final String scheme;
    private final Set<String> notedSubjects = new HashSet<>();

    /**
     * Creates notes for one server.
     *
     * @param secure true if the server uses TLS
     */
    RefusalNotes(boolean secure) {
        this.scheme = secure ? "https://" : "http://";
    }

    /** Returns the note about a refused request; empty if there was one for the same origin or host. */
    Optional<String> forRequest(ForeignRequest request) {
        return isNew(request.cause() + " " + request.value()) ? Optional.of(text(request)) : Optional.empty();
    }

    /** Returns the note about an address whose oldest sessions are closed; empty if there was one for this address. */
    Optional<String> forSurplusSessions(InetSocketAddress client) {
        String address = AddressText.host(client);
        return isNew(address)
                ? Optional.of(address + " has too many sessions without a namespace: the oldest are closed")
                : Optional.empty();
    }

    private boolean isNew(String subject) {
        if (notedSubjects.size() >= MAX_REMEMBERED) {
            notedSubjects.clear();
        }
        return notedSubjects.add(subject);
    }

    private String text(ForeignRequest request) {
        String address = AddressText.of(request.address());
        return switch (request.cause()) {
            case ORIGIN ->
                "refused a web page of " + request.value() + " (" + address + "): " + advice(request.value(), "it");
            case OPAQUE_ORIGIN ->
                "refused a web page that is a file or a sandboxed frame (Origin: " + request.value() + ", " + address
                        + "): " + advice("null", "such pages");
            case CROSS_SITE ->
                "refused a web page of another site without an Origin header (" + address + "): "
                        + advice("*", "every page");
            case HOST ->
                "refused a request for the host " + request.value() + " (" + address
                        + "), which is not a name or address of this machine: "
                        + advice(scheme + request.value(), "it");
        };
    }

    /** The suggested command is pasted into a shell, so it may contain only a valid origin. */
    private static String advice(String origin, String allowed) {
        if (!ListenOptions.isOrigin(origin)) {
            return "sio serve --cors '*' allows every page and host";
        }
        boolean quoted = origin.equals("*") || origin.indexOf('[') >= 0;
        return "sio serve --cors " + (quoted ? "'" + origin + "'" : origin) + " allows " + allowed;
    }
}
