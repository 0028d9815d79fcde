package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.Namespace;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A rule that runs, and what its values stand for.
 *
 * @param stage what all rules share
 * @param place where the rule is, such as {@code chat.rules:3}
 * @param cause what it runs for
 * @param args the arguments that it sees: those of the event, or of the answer to what it asked
 * @param n which time a repeated action is done, from 1
 * @param answer what was answered to what it asked
 */
record Occasion(Stage stage, String place, Cause cause, Arguments args, Optional<Long> n, Optional<Found> answer) {

    static Occasion of(Stage stage, String place, Cause cause) {
        return new Occasion(stage, place, cause, cause.args(), Optional.empty(), Optional.empty());
    }

    /** The same for one more time of a repeated action. */
    Occasion withTime(long time) {
        return new Occasion(stage, place, cause, args, Optional.of(time), answer);
    }

    /** The same with an answer. */
    Occasion withAnswer(Arguments answered) {
        return new Occasion(stage, place, cause, answered, n, Optional.of(Found.argument(answered, 1)));
    }

    /** Characters and bytes that are kept with it. */
    long size() {
        return cause.args().size() + (args == cause.args() ? 0 : args.size());
    }

    /** The client that caused it, where it is connected or just leaving. */
    Optional<ClientSocket> socket() {
        return cause.socket();
    }

    /** The namespace that it happens in, where somebody is or was there. */
    Optional<Namespace> namespace() {
        return socket().map(ClientSocket::namespace)
                .or(() -> stage.server().namespaces().stream()
                        .filter(namespace ->
                                namespace.name().equals(cause.request().nsp()))
                        .findFirst());
    }

    /** Sends something; what befalls it is what the rules say. */
    void send(Runnable task) {
        stage.sending(cause.mishaps(), task);
    }

    /** Does something; says whether that worked, and complains where it did not. */
    boolean attempt(Runnable task) {
        try {
            task.run();
            return true;
        } catch (RuleFault fault) {
            complain(fault.getMessage());
            return false;
        }
    }

    void complain(String what) {
        stage.complain(place + ": on " + cause.event().text() + ", " + what);
    }

    /** The value of a name that is no number. */
    Found named(String name) {
        return switch (name) {
            case "args" -> Found.array(args);
            case "event" -> Found.of(cause.event().json());
            case "id" -> socket().map(socket -> Found.text(socket.id())).orElse(Found.NOTHING);
            case "nsp" -> Found.text(cause.request().nsp());
            case "auth" -> cause.request().auth().map(Found::of).orElse(Found.NOTHING);
            case "query" -> Found.texts(cause.request().query());
            case "header" -> Found.texts(cause.request().handshake().headers());
            case "data" -> data();
            case "room" -> rooms().stream().findFirst().map(Found::text).orElse(Found.NOTHING);
            case "rooms" -> Found.texts(rooms());
            case "count" -> Found.number(count());
            case "now" ->
                Found.text(
                        stage.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString());
            case "uuid" -> Found.text(uuid());
            case "n" -> n.map(Found::number).orElse(Found.NOTHING);
            case "reason" -> cause.reason().map(Found::text).orElse(Found.NOTHING);
            case "answer" -> answer.orElse(Found.NOTHING);
            default -> Found.NOTHING;
        };
    }

    private Found data() {
        Payload payload = new Payload();
        String text = cause.visit().data().entrySet().stream()
                .map(entry -> Json.string(entry.getKey()).text() + ":" + payload.text(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return new Found(Json.literal(text), payload.attachments());
    }

    private List<String> rooms() {
        return socket().stream()
                .flatMap(socket -> socket.rooms().stream().filter(room -> !room.equals(socket.id())))
                .toList();
    }

    /** One that is leaving is still listed. */
    private long count() {
        return namespace().stream()
                .flatMap(namespace -> namespace.sockets().stream())
                .filter(ClientSocket::isConnected)
                .count();
    }

    private String uuid() {
        long high = stage.random().nextLong() & ~0xf000L | 0x4000L;
        long low = stage.random().nextLong() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }
}
