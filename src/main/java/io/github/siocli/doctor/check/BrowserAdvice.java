package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.Advice.Snippet;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges what pages can use of the server, and says what to change. */
final class BrowserAdvice {

    private BrowserAdvice() {}

    /** Returns one line for each page. */
    static String evidence(List<PageAccess> pages) {
        return pages.stream().map(PageAccess::description).collect(Collectors.joining("\n"));
    }

    /** Returns the finding for pages that should work: a client must be able to use its first transport. */
    static Finding finding(CheckContext context, List<PageAccess> all) {
        List<PageAccess> pages = all.stream().filter(PageAccess::isChecked).toList();
        boolean startsWithPolling = context.options().protocol().transports().get(0) == Transport.POLLING;
        Optional<PageAccess> failed = pages.stream()
                .filter(page -> startsWithPolling
                        ? !page.usesPolling()
                        : page.websocket().isPresent())
                .findFirst();
        String evidence = evidence(all);
        if (failed.isPresent()) {
            PageAccess page = failed.get();
            Obstacle obstacle = startsWithPolling
                    // A page without credentials lacks the cookie; the reason with credentials is the one to remove.
                    ? page.credentials()
                            .filter(reason -> reason.kind() == Obstacle.Kind.COOKIE)
                            .or(page::plain)
                            .orElseThrow()
                    : page.websocket().orElseThrow();
            List<Advice> advice = new ArrayList<>(advice(context, page, obstacle));
            if (startsWithPolling && page.websocket().isEmpty()) {
                advice.add(Advice.of(
                        Place.CLIENT, "or start with websocket, which needs no CORS: transports: [\"websocket\"]"));
            }
            return Finding.failed(
                            Failure.of(FailureKind.PAGE_BLOCKED, page.page().text(), obstacle.text()),
                            advice.toArray(Advice[]::new))
                    .withEvidence(evidence);
        }
        String fact = all.stream().map(PageAccess::summary).collect(Collectors.joining("; "));
        List<Advice> advice = new ArrayList<>();
        pages.forEach(page -> advice.addAll(advice(context, page)));
        if (pages.size() < all.size()) {
            advice.add(Advice.of(Place.OPTIONS, "check fewer origins in one run"));
        }
        return (advice.isEmpty() ? Finding.ok(fact) : Finding.warning(fact, advice.toArray(Advice[]::new)))
                .withEvidence(evidence);
    }

    /** Returns what to change so that a page that works already can use everything. */
    private static List<Advice> advice(CheckContext context, PageAccess page) {
        if (page.plain().isPresent() && page.credentials().isEmpty()) {
            return List.of(Advice.of(
                    Place.CLIENT, "use io(\"" + context.options().server().url() + "\", { withCredentials: true })"));
        }
        return page.websocket()
                .filter(obstacle -> obstacle.kind() == Obstacle.Kind.REFUSED)
                .map(obstacle -> advice(context, page, obstacle))
                .orElse(List.of());
    }

    private static List<Advice> advice(CheckContext context, PageAccess page, Obstacle obstacle) {
        String origin = page.page().text();
        Optional<Responder> responder = context.facts().find(ServerFacts.RESPONDER);
        return switch (obstacle.kind()) {
            case ORIGIN -> List.of(allow(context, origin, ""));
            case CREDENTIALS -> List.of(allow(context, origin, ", credentials: true"));
            case FIELD ->
                List.of(
                        isEio3(context)
                                ? answerPreflight(context, origin)
                                : allow(context, origin, ", allowedHeaders: [\"" + fields(context, "\", \"") + "\"]"));
            case REPEATED_FIELD ->
                List.of(Advice.of(
                        Place.PROXY,
                        "set Access-Control-Allow-Origin in one place only: in the server, and not in the proxy as well",
                        ProxySnippets.ordered(ProxySnippets.serverCors(), responder)));
            case REFUSED ->
                List.of(Advice.of(
                        Place.SERVER,
                        "let allowRequest() or the option origins (Python: cors_allowed_origins) accept " + origin
                                + ", and proxies pass it"));
            case MIXED_CONTENT ->
                List.of(Advice.of(Place.PROXY, "serve it over https, because browsers let no page of https use http"));
            case COOKIE ->
                List.of(
                        Advice.of(
                                Place.PROXY,
                                "set the cookie with SameSite=None; Secure, over https",
                                ProxySnippets.ordered(ProxySnippets.crossSiteCookie(), responder)),
                        Advice.of(
                                Place.PROXY,
                                "or serve page and server from one site, such as app.example and api.app.example: some"
                                        + " browsers send no cookies to another site"));
            case UNAVAILABLE, UNCHECKED -> List.of();
        };
    }

    private static boolean isEio3(CheckContext context) {
        return context.facts()
                .find(ServerFacts.OPENING)
                .filter(opening -> opening.eio() == 3)
                .isPresent();
    }

    private static Advice allow(CheckContext context, String origin, String more) {
        String server = isEio3(context)
                ? "const io = require(\"socket.io\")(httpServer, { origins: [\"" + origin + "\"] });"
                : "const io = new Server(httpServer, { cors: { origin: [\"" + origin + "\"]" + more + " } });";
        return Advice.of(
                Place.SERVER,
                "allow the origin " + origin,
                List.of(
                        Snippet.of("Node.js", server),
                        Snippet.of("Python", "socketio.AsyncServer(cors_allowed_origins=[\"" + origin + "\"])"),
                        Snippet.of("sio serve", "sio serve --cors " + origin)));
    }

    /** Servers before Socket.IO 3 answer preflight requests only with a handler of the application. */
    private static Advice answerPreflight(CheckContext context, String origin) {
        return Advice.of(
                Place.SERVER,
                "allow the header fields of pages of " + origin,
                List.of(Snippet.of("Node.js", """
                        const io = require("socket.io")(httpServer, {
                          handlePreflightRequest: (request, response) => {
                            response.writeHead(200, {
                              "Access-Control-Allow-Origin": "%s",
                              "Access-Control-Allow-Headers": "%s",
                              "Access-Control-Allow-Credentials": "true"
                            });
                            response.end();
                          }
                        });
                        """.formatted(origin, fields(context, ", ")))));
    }

    /** Returns the names of the header fields that need a preflight request. */
    private static String fields(CheckContext context, String separator) {
        return context.options().http().fields().stream()
                .map(NameValue::name)
                .filter(CorsRules::needsPreflight)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(separator));
    }
}
