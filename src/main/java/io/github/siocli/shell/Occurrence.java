package io.github.siocli.shell;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that a client can expect: a received event, an acknowledgement, a refusal or a disconnection.
 *
 * @param number its number in the history of the client
 * @param time when it happened
 * @param nsp the namespace
 * @param name name of the event, of the acknowledged event, {@code connect_error} or {@code disconnect}
 * @param args arguments of the event or the acknowledgement; an object with {@code message} and {@code data} of a refusal;
 *     the reason of a disconnection
 */
public record Occurrence(long number, Kind kind, Instant time, String nsp, EventName name, Arguments args) {

    /** The kinds of occurrences. */
    public enum Kind {
        EVENT,
        ACK,
        REFUSAL,
        DISCONNECTION
    }

    private static final EventName CONNECT_ERROR = EventName.of("connect_error");
    private static final EventName DISCONNECT = EventName.of("disconnect");

    /** Returns the occurrence that an event is; empty if it is none. */
    static Optional<Occurrence> of(long number, Event event) {
        if (event instanceof EventReceived received) {
            return Optional.of(new Occurrence(
                    number, Kind.EVENT, received.time(), received.nsp(), received.name(), received.args()));
        }
        if (event instanceof AckReceived ack) {
            return ack.answeredEmit()
                    .map(emit -> new Occurrence(number, Kind.ACK, ack.time(), ack.nsp(), emit.name(), ack.args()));
        }
        if (event instanceof NamespaceRefused refused) {
            return Optional.of(refusal(number, refused.time(), refused.nsp(), refused.message(), refused.data()));
        }
        if (event instanceof ConnectFailed failed && failed.failure().kind().exitCode() == ExitCode.REFUSED) {
            return Optional.of(
                    refusal(number, failed.time(), "/", failed.failure().message(), Optional.empty()));
        }
        if (event instanceof NamespaceDisconnected disconnected) {
            return Optional.of(
                    disconnected.reason() == DisconnectReason.REFUSED
                            ? refusal(
                                    number,
                                    disconnected.time(),
                                    disconnected.nsp(),
                                    disconnected.serverReason().message(),
                                    disconnected.serverReason().data())
                            : disconnection(number, disconnected));
        }
        return Optional.empty();
    }

    private static Occurrence refusal(long number, Instant time, String nsp, String message, Optional<Json> data) {
        Json error = Json.literal("{\"message\":" + Json.string(message).text()
                + data.map(json -> ",\"data\":" + json.text()).orElse("") + "}");
        return new Occurrence(number, Kind.REFUSAL, time, nsp, CONNECT_ERROR, Arguments.of(error));
    }

    private static Occurrence disconnection(long number, NamespaceDisconnected event) {
        List<Json> values = new ArrayList<>(List.of(Json.string(event.reason().protocolName())));
        if (event.serverReason().isGiven()) {
            values.add(Json.string(event.serverReason().text()));
        }
        return new Occurrence(
                number, Kind.DISCONNECTION, event.time(), event.nsp(), DISCONNECT, new Arguments(values, List.of()));
    }
}
