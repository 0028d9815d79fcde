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
 * A running rule and the values that it can refer to.
 *
 * @param stage state that all rules share
 * @param place position of the rule, such as {@code chat.rules:3}
 * @param cause event that triggered the rule
 * @param args arguments of the event, or of the acknowledgement that the rule awaited
 * @param n count of a repeated action, from 1
 * @param answer acknowledgement that the rule awaited
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

    /** Returns this context for another repetition. */
    RuleContext withTime(long time) {
        return new RuleContext(stage, place, cause, args, Optional.of(time), answer);
    }

    /** Returns this context with an acknowledgement. */
    RuleContext withAnswer(Arguments answered) {
        return new RuleContext(stage, place, cause, answered, n, Optional.of(RuntimeValue.argument(answered, 1)));
    }

    /** Returns the approximate size of the retained data, in characters and bytes. */
    long size() {
        return cause.args().size() + (args == cause.args() ? 0 : args.size());
    }

    /** Returns the client that triggered the rule, if it is connected or just leaving. */
    Optional<ClientSocket> socket() {
        return cause.socket();
    }

    /** Returns the namespace of the event, if it has or had clients. */
    Optional<Namespace> namespace() {
        return socket().map(ClientSocket::namespace)
                .or(() -> stage.server().namespaces().stream()
                        .filter(namespace ->
                                namespace.name().equals(cause.request().nsp()))
                        .findFirst());
    }

    /** Runs a task that sends packets, with the pending faults of the event. */
    void send(Runnable task) {
        stage.sending(cause.mishaps(), task);
    }

    /** Runs a task. Reports an exception and returns false. */
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

    /** Returns the value of a name that is not a number. */
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

    /** A client that is leaving is still listed. */
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
