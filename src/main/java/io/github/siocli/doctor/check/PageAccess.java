package io.github.siocli.doctor.check;

import java.util.Optional;

/**
 * The reasons why a page cannot use a transport of the server; each is empty if the page can use it.
 *
 * @param plain the reason why not polling without credentials
 * @param credentials the reason why not polling with credentials ({@code withCredentials: true})
 * @param websocket the reason why not websocket
 */
record PageAccess(
        PageOrigin page, Optional<Obstacle> plain, Optional<Obstacle> credentials, Optional<Obstacle> websocket) {

    /** Returns what is known about polling. */
    static PageAccess of(PageOrigin page, Optional<Obstacle> plain, Optional<Obstacle> credentials) {
        return new PageAccess(page, plain, credentials, Optional.empty());
    }

    /** Returns a copy with more reasons; the first reason stays. */
    PageAccess and(Optional<Obstacle> otherPlain, Optional<Obstacle> otherCredentials) {
        return new PageAccess(page, plain.or(() -> otherPlain), credentials.or(() -> otherCredentials), websocket);
    }

    /** Returns a copy with the reason for websocket. */
    PageAccess withWebsocket(Optional<Obstacle> reason) {
        return new PageAccess(page, plain, credentials, reason);
    }

    /** Returns false if the limit of requests was reached before. */
    boolean isChecked() {
        return websocket
                .filter(reason -> reason.kind() == Obstacle.Kind.UNCHECKED)
                .isEmpty();
    }

    /** Returns true if the page can use polling, at least with credentials. */
    boolean usesPolling() {
        return plain.isEmpty() || credentials.isEmpty();
    }

    /** Returns one short line for users. */
    String summary() {
        if (!isChecked()) {
            return "pages of " + page.text() + " are " + websocket.orElseThrow().text();
        }
        if (!usesPolling()) {
            return "pages of " + page.text()
                    + (websocket.isEmpty() ? " can use websocket only" : " cannot connect")
                    + ": " + plain.orElseThrow().text();
        }
        String credentialed = plain.isPresent()
                ? ", with credentials only"
                : credentials.isPresent() ? ", without credentials only" : "";
        return "pages of " + page.text() + " can connect" + credentialed
                + websocket
                        .map(reason -> ", without websocket: " + reason.text())
                        .orElse("");
    }

    /** Returns one line with all reasons. */
    String description() {
        return page.text() + ": polling " + text(plain) + "; with credentials " + text(credentials) + "; websocket "
                + text(websocket);
    }

    private static String text(Optional<Obstacle> reason) {
        return reason.map(cause -> "blocked (" + cause.text() + ")").orElse("works");
    }
}
