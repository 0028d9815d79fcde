package io.github.siocli.doctor.check;

import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.result.Advice;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.doctor.result.Place;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Transport;
import java.util.List;
import java.util.Optional;

/** Says what to change if a transport fails. Several checks meet the same cause and give the same advice. */
final class TransportAdvice {

    private TransportAdvice() {}

    /** Returns the finding of a failed transport: a client still works if it does not start with that transport. */
    static Finding finding(CheckContext context, Transport transport, Failure failure) {
        return context.options().protocol().transports().get(0) == transport
                ? Finding.failed(failure, advice(context, transport, failure))
                : tolerated(context, transport, failure);
    }

    /** Returns the finding of a failure after which a client uses another transport. */
    static Finding tolerated(CheckContext context, Transport transport, Failure failure) {
        return Finding.tolerated(failure, advice(context, transport, failure));
    }

    /** Returns what to change; empty if the hint of the failure says it best. */
    private static Advice[] advice(CheckContext context, Transport transport, Failure failure) {
        return list(context, transport, failure).toArray(Advice[]::new);
    }

    private static List<Advice> list(CheckContext context, Transport transport, Failure failure) {
        Optional<List<Advice>> wrongPath = context.facts().find(ServerFacts.WRONG_PATH);
        if (wrongPath.isPresent()) {
            return wrongPath.get();
        }
        boolean isWebsocket = transport == Transport.WEBSOCKET;
        return switch (failure.kind()) {
            case NOT_STICKY, SESSION_UNKNOWN -> List.of(stickySessions(context), websocketOnly());
            case HTTP2_ONLY -> List.of(acceptHttp1(context));
            case UPGRADE_HEADER_LOST -> List.of(passWebsocket(context));
            case TRANSPORT_UNKNOWN -> List.of(offerTransport(transport));
            case WEBSOCKET_SILENT -> List.of(passFrames(context), passWebsocket(context));
            case HANDSHAKE_TIMEOUT ->
                isWebsocket && context.facts().isKnown(ServerFacts.POLLING)
                        ? List.of(passFrames(context), passWebsocket(context))
                        : List.of();
            case POLL_HELD_BACK -> List.of(unbuffered(context));
            case POST_REFUSED -> List.of(passPosts(context));
            case HANDSHAKE_CACHED -> List.of(bypassCache(context));
            case FORBIDDEN, NO_SOCKET_IO_HERE, NO_SOCKET_IO_BEHIND, HTTP_STATUS, WEB_PAGE, BAD_GATEWAY ->
                // Polling works at the same path, so the server is there.
                isWebsocket && context.facts().isKnown(ServerFacts.POLLING)
                        ? List.of(passWebsocket(context))
                        : List.of();
            case WEBSOCKET_UNANSWERED, CONNECTION_CUT, WEBSOCKET_VIOLATION ->
                isWebsocket ? List.of(passWebsocket(context)) : List.of();
            default -> List.of();
        };
    }

    private static String path(CheckContext context) {
        return context.facts()
                .find(ServerFacts.OPENING)
                .map(opening -> opening.path())
                .orElse(context.options().endpoint().enginePath());
    }

    private static Optional<Responder> responder(CheckContext context) {
        return context.facts().find(ServerFacts.RESPONDER);
    }

    /** Returns the name of the program to configure. */
    private static String proxy(CheckContext context) {
        return responder(context).flatMap(Responder::product).orElse("the proxy or load balancer");
    }

    static Advice stickySessions(CheckContext context) {
        return Advice.of(
                Place.PROXY,
                "use sticky sessions, so that all requests of a session reach one node",
                ProxySnippets.ordered(ProxySnippets.sticky(), responder(context)));
    }

    static Advice websocketOnly() {
        return Advice.of(
                Place.CLIENT,
                "or use one connection for each session, which needs no sticky sessions: transports: [\"websocket\"]");
    }

    static Advice passWebsocket(CheckContext context) {
        return Advice.of(
                Place.PROXY,
                "let " + proxy(context) + " pass the header fields Upgrade and Connection, and use HTTP/1.1",
                ProxySnippets.ordered(ProxySnippets.upgrade(path(context)), responder(context)));
    }

    static Advice acceptHttp1(CheckContext context) {
        return Advice.of(
                Place.PROXY,
                "let " + proxy(context) + " accept HTTP/1.1 beside HTTP/2",
                ProxySnippets.ordered(ProxySnippets.http1(), responder(context)));
    }

    private static Advice passFrames(CheckContext context) {
        return context.options().server().secure()
                ? Advice.of(Place.NETWORK, "find the proxy, firewall or antivirus program that drops websocket frames")
                : Advice.of(
                        Place.NETWORK,
                        "use https: proxies and antivirus programs on the way drop websocket frames that they can read");
    }

    private static Advice offerTransport(Transport transport) {
        return Advice.of(
                Place.SERVER,
                "offer " + transport.wireName()
                        + ": new Server(httpServer, {transports: [\"polling\", \"websocket\"]})");
    }

    private static Advice unbuffered(CheckContext context) {
        return Advice.of(
                Place.PROXY,
                "let " + proxy(context) + " pass responses on at once",
                ProxySnippets.ordered(ProxySnippets.noBuffering(path(context)), responder(context)));
    }

    private static Advice passPosts(CheckContext context) {
        return Advice.of(
                Place.PROXY,
                "let " + proxy(context) + " pass POST requests to " + path(context) + " unchanged",
                ProxySnippets.ordered(ProxySnippets.passPath(path(context)), responder(context)));
    }

    private static Advice bypassCache(CheckContext context) {
        return Advice.of(
                Place.PROXY,
                "exempt " + path(context) + " from the cache of " + proxy(context),
                ProxySnippets.ordered(ProxySnippets.noBuffering(path(context)), responder(context)));
    }

    static Advice keepConnections(CheckContext context) {
        return Advice.of(
                Place.PROXY,
                "let " + proxy(context)
                        + " or the server keep connections open: each poll needs a new one, and with TLS"
                        + " a new handshake",
                ProxySnippets.ordered(ProxySnippets.keepAlive(), responder(context)));
    }
}
