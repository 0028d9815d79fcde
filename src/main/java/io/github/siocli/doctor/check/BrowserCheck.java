package io.github.siocli.doctor.check;

import io.github.siocli.client.diagnosis.EngineDiagnosis;
import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.Exchange;
import io.github.siocli.doctor.Fact;
import io.github.siocli.doctor.ProbeClient;
import io.github.siocli.doctor.ProbeWebSocket;
import io.github.siocli.doctor.RequestLimit.LimitReachedException;
import io.github.siocli.doctor.SetCookie;
import io.github.siocli.doctor.check.Obstacle.Kind;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Connects as pages of some origins do, and decides as a browser whether they may use the responses. Each page is checked
 * over polling without and with credentials, and over websocket.
 */
final class BrowserCheck implements Check {

    /** The usual origin of pages in development. */
    private static final String DEVELOPMENT = "http://localhost:3000";

    @Override
    public CheckModel model() {
        return CheckModel.of("browser", CheckLayer.BROWSER, "browser")
                .requiring(ServerFacts.RESPONDER)
                // The other checks get their requests first.
                .using(
                        ServerFacts.OPENING,
                        ServerFacts.POLLING,
                        ServerFacts.WEBSOCKET,
                        ServerFacts.STICKINESS,
                        ServerFacts.CONNECTED_NAMESPACES);
    }

    /** Each origin takes a preflight, a handshake, a POST and a websocket. */
    @Override
    public Duration limit(CheckContext context) {
        int origins = Math.max(2, context.settings().origins().size());
        return context.timeout().multipliedBy(4L * origins).plusSeconds(1);
    }

    @Override
    public Finding run(CheckContext context) throws InterruptedException {
        PageOrigin server = PageOrigin.of(context.options().server());
        List<String> given = context.settings().origins();
        if (given.isEmpty()) {
            return !context.facts().isKnown(ServerFacts.OPENING)
                    ? Finding.skipped("needs " + ServerFacts.OPENING.description())
                    : defaults(context, server);
        }
        List<PageAccess> pages = new ArrayList<>();
        for (String origin : given) {
            pages.add(new Page(context, PageOrigin.of(origin), server).access());
        }
        return BrowserAdvice.finding(context, pages);
    }

    /** Nobody has said that pages of these origins should work, so that they are only reported. */
    private static Finding defaults(CheckContext context, PageOrigin server) throws InterruptedException {
        List<PageAccess> pages = new ArrayList<>();
        pages.add(new Page(context, server, server).access());
        PageOrigin development = PageOrigin.of(DEVELOPMENT);
        if (!development.isSameOrigin(server)) {
            pages.add(new Page(context, development, server).access());
        }
        return Finding.ok(String.join(
                                "; ", pages.stream().map(PageAccess::summary).toList())
                        + help(pages)
                        + "; --origin ORIGIN checks others")
                .withEvidence(BrowserAdvice.evidence(pages));
    }

    /** Returns what pages that can use websocket only would need; empty if there are none. */
    private static String help(List<PageAccess> pages) {
        return pages.stream()
                .filter(page -> page.isChecked()
                        && !page.usesPolling()
                        && page.websocket().isEmpty())
                .reduce((first, last) -> last)
                .map(page -> "; they need transports: [\"websocket\"]"
                        + (page.plain().orElseThrow().kind() == Kind.UNAVAILABLE
                                ? ""
                                : ", or cors: { origin: [\"" + page.page().text() + "\"] } in the server"))
                .orElse("");
    }

    /** The requests of a page. A server that refuses requests without an origin has opened no session before. */
    private record Page(CheckContext context, PageOrigin page, PageOrigin server) {

        private Optional<EngineOpening> known() {
            return context.facts().find(ServerFacts.OPENING);
        }

        private String path() {
            return known().map(EngineOpening::path).orElseGet(context::enginePath);
        }

        private int eio() {
            return known().map(EngineOpening::requestedEio)
                    .orElse(context.options().protocol().eio().orElse(4));
        }

        private boolean isOffered(Fact<EngineOpening> transport) {
            return known().isEmpty() || context.facts().isKnown(transport);
        }

        private PageAccess access() throws InterruptedException {
            if (page.isMixedContent(server)) {
                Optional<Obstacle> mixed =
                        obstacle(Kind.MIXED_CONTENT, "mixed content: a page of https may not use http");
                return new PageAccess(page, mixed, mixed, mixed);
            }
            try (ProbeClient client = context.newClient()) {
                return polling(client).withWebsocket(websocket(client));
            } catch (LimitReachedException e) {
                Optional<Obstacle> unknown = obstacle(Kind.UNCHECKED, "not checked: " + e.getMessage());
                return new PageAccess(page, unknown, unknown, unknown);
            }
        }

        private PageAccess polling(ProbeClient client) throws InterruptedException {
            if (!isOffered(ServerFacts.POLLING)) {
                Optional<Obstacle> missing = obstacle(Kind.UNAVAILABLE, "the server does not offer polling");
                return PageAccess.of(page, missing, missing);
            }
            if (page.isSameOrigin(server)) {
                return context.settings().origins().isEmpty()
                        ? PageAccess.of(page, Optional.empty(), Optional.empty())
                        : sameOrigin(client);
            }
            List<String> fields = context.options().http().fields().stream()
                    .map(NameValue::name)
                    .filter(CorsRules::needsPreflight)
                    .distinct()
                    .toList();
            client.setOrigin(page.text());
            PageAccess access = PageAccess.of(page, Optional.empty(), Optional.empty());
            if (!fields.isEmpty()) {
                Exchange preflight = client.preflight(path(), eio(), fields);
                access = access.and(
                        CorsRules.preflightBlocked(preflight, page, false, fields),
                        CorsRules.preflightBlocked(preflight, page, true, fields));
            }
            ProbeClient.OpeningAttempt attempt = client.open(path(), eio());
            if (attempt.opening().isEmpty()) {
                Optional<Obstacle> refusal = refusal(attempt.exchange(), attempt.failure());
                return access.and(refusal, refusal);
            }
            access = access.and(readable(attempt.exchange(), false), readable(attempt.exchange(), true));
            Exchange post = client.post(attempt.opening().get(), EnginePacket.CLOSE_PACKET);
            if (!isStray(client, attempt.opening().get(), post)) {
                access = access.and(readable(post, false), readable(post, true));
            }
            return withCookies(access, attempt.exchange().cookies());
        }

        /** Browsers send the origin in a POST also to the server of the page. */
        private PageAccess sameOrigin(ProbeClient client) throws InterruptedException {
            ProbeClient.OpeningAttempt attempt = client.open(path(), eio());
            if (attempt.opening().isEmpty()) {
                Optional<Obstacle> refusal = refusal(attempt.exchange(), attempt.failure());
                return PageAccess.of(page, refusal, refusal);
            }
            client.setOrigin(page.text());
            Exchange post = client.post(attempt.opening().get(), EnginePacket.CLOSE_PACKET);
            boolean isRefused = post.status() / 100 != 2
                    && !isStray(client, attempt.opening().get(), post);
            Optional<Obstacle> refusal = isRefused ? refusal(post, post.failure()) : Optional.empty();
            return PageAccess.of(page, refusal, refusal);
        }

        private Optional<Obstacle> readable(Exchange exchange, boolean withCredentials) {
            return CorsRules.blocked(exchange, page, withCredentials);
        }

        /** Returns true if a request has met another node, which says nothing about the page. */
        private static boolean isStray(ProbeClient client, EngineOpening session, Exchange post) {
            return client.refusal(session, post)
                    .filter(failure -> failure.kind() == FailureKind.SESSION_UNKNOWN)
                    .isPresent();
        }

        private static Optional<Obstacle> refusal(Exchange exchange, Optional<Failure> failure) {
            String reason = exchange.answer()
                    .map(EngineDiagnosis::describe)
                    .orElseGet(() -> failure.map(Failure::message).orElse("no response"));
            return obstacle(Kind.REFUSED, "the server refuses the request: " + reason);
        }

        private static Optional<Obstacle> obstacle(Kind kind, String text) {
            return Optional.of(new Obstacle(kind, text));
        }

        /** Adds that the session needs cookies which the browser does not send. */
        private PageAccess withCookies(PageAccess access, List<SetCookie> cookies) {
            Optional<Stickiness> sticky =
                    context.facts().find(ServerFacts.STICKINESS).filter(Stickiness::needsCookies);
            if (sticky.isEmpty()) {
                return access;
            }
            Optional<Obstacle> withheld = cookies.stream()
                    .filter(cookie -> sticky.get().cookies().contains(cookie.name()))
                    .filter(cookie -> !page.sends(cookie, server))
                    .findFirst()
                    .flatMap(cookie -> obstacle(
                            Kind.COOKIE,
                            "pages of another site send the cookie " + cookie.name()
                                    + ", which keeps sessions on their node, only with SameSite=None; Secure"));
            return access.and(
                    obstacle(
                            Kind.CREDENTIALS,
                            "without credentials, no page sends the cookie "
                                    + String.join(" or ", sticky.get().cookies())
                                    + ", which keeps sessions on their node"),
                    withheld);
        }

        private Optional<Obstacle> websocket(ProbeClient client) throws InterruptedException {
            if (!isOffered(ServerFacts.WEBSOCKET)) {
                return obstacle(Kind.UNAVAILABLE, "the server opens no websocket");
            }
            client.setOrigin(page.text());
            try (ProbeWebSocket socket = client.openWebSocket(path(), eio())) {
                return socket.awaitSession(path(), eio(), context.timeout()).isPresent()
                        ? Optional.empty()
                        : obstacle(Kind.REFUSED, socket.failure().message());
            }
        }
    }
}
