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
record RuleContext(
        RuleRuntime stage,
        String place,
        RuleEvent cause,
        Arguments args,
        Optional<Long> n,
        Optional<RuntimeValue> answer) {

    static RuleContext of(RuleRuntime stage, String place, RuleEvent cause) {
        return new RuleContext(stage, place, cause, cause.args(), Optional.empty(), Optional.empty());
    }

    /** The same for one more time of a repeated action. */
    RuleContext withTime(long time) {
        return new RuleContext(stage, place, cause, args, Optional.of(time), answer);
    }

    /** The same with an answer. */
    RuleContext withAnswer(Arguments answered) {
        return new RuleContext(stage, place, cause, answered, n, Optional.of(RuntimeValue.argument(answered, 1)));
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
        } catch (RuleException fault) {
            complain(fault.getMessage());
            return false;
        }
    }

    void complain(String what) {
        stage.complain(place + ": on " + cause.event().text() + ", " + what);
    }

    /** The value of a name that is no number. */
    RuntimeValue named(String name) {
        return switch (name) {
            case "args" -> RuntimeValue.array(args);
            case "event" -> RuntimeValue.of(cause.event().json());
            case "id" -> socket().map(socket -> RuntimeValue.text(socket.id())).orElse(RuntimeValue.NOTHING);
            case "nsp" -> RuntimeValue.text(cause.request().nsp());
            case "auth" -> cause.request().auth().map(RuntimeValue::of).orElse(RuntimeValue.NOTHING);
            case "query" -> RuntimeValue.texts(cause.request().query());
            case "header" -> RuntimeValue.texts(cause.request().handshake().headers());
            case "data" -> data();
            case "room" -> rooms().stream().findFirst().map(RuntimeValue::text).orElse(RuntimeValue.NOTHING);
            case "rooms" -> RuntimeValue.texts(rooms());
            case "count" -> RuntimeValue.number(count());
            case "now" ->
                RuntimeValue.text(
                        stage.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString());
            case "uuid" -> RuntimeValue.text(uuid());
            case "n" -> n.map(RuntimeValue::number).orElse(RuntimeValue.NOTHING);
            case "reason" -> cause.reason().map(RuntimeValue::text).orElse(RuntimeValue.NOTHING);
            case "answer" -> answer.orElse(RuntimeValue.NOTHING);
            default -> RuntimeValue.NOTHING;
        };
    }

    private RuntimeValue data() {
        ArgumentsBuilder payload = new ArgumentsBuilder();
        String text = cause.visit().data().entrySet().stream()
                .map(entry -> Json.string(entry.getKey()).text() + ":" + payload.text(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return new RuntimeValue(Json.literal(text), payload.attachments());
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
