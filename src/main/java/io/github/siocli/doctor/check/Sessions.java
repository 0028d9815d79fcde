package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.ProtocolSettings;
import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.event.Transport;
import java.util.List;
import java.util.OptionalInt;

/** Options of the sessions that checks open: those of the user, with the path and a transport that were found to work. */
final class Sessions {

    private Sessions() {}

    /**
     * Returns the options for a session over one transport: a websocket if one was opened, as it needs a single request.
     *
     * @throws IllegalStateException if no handshake has succeeded
     */
    static ConnectOptions options(CheckContext context) {
        ConnectOptions given = context.options();
        boolean usesWebsocket = context.facts().isKnown(ServerFacts.WEBSOCKET)
                && given.protocol().transports().contains(Transport.WEBSOCKET);
        return options(context, usesWebsocket ? Transport.WEBSOCKET : Transport.POLLING);
    }

    /** Returns the options for a session over a transport, with the generation that the server speaks. */
    static ConnectOptions options(CheckContext context, Transport transport) {
        ConnectOptions given = context.options();
        EngineOpening opening = context.facts().get(ServerFacts.OPENING);
        ConnectOptions adapted = given.with(
                opening.path(),
                new ProtocolSettings(
                        List.of(transport),
                        false,
                        OptionalInt.of(opening.eio()),
                        given.protocol().parser()));
        return new ConnectOptions(
                adapted.endpoint(),
                namespaces(context, opening),
                adapted.auth(),
                adapted.protocol(),
                adapted.http(),
                adapted.network(),
                ReconnectSettings.NEVER);
    }

    /** Returns the namespaces without the path of the URL if that is a part of the engine path. */
    private static List<String> namespaces(CheckContext context, EngineOpening opening) {
        List<String> namespaces = context.options().namespaces();
        String ofUrl = context.settings().url().namespace().orElse("/");
        boolean isPath = !ofUrl.equals("/")
                && !opening.path().equals(context.options().endpoint().enginePath())
                && (opening.path().startsWith(ofUrl) || ofUrl.startsWith(parent(opening.path())));
        List<String> others =
                namespaces.stream().filter(nsp -> !isPath || !nsp.equals(ofUrl)).toList();
        return others.isEmpty() ? List.of("/") : others;
    }

    /** Returns the path before its last segment, with a slash at its end unless it is the root. */
    private static String parent(String path) {
        String parent = path.replaceAll("[^/]+/?$", "");
        return parent.equals("/") ? path : parent;
    }
}
