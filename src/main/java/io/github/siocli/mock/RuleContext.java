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
 * @param runtime state that all rules share
 * @param place position of the rule, such as {@code chat.rules:3}
 * @param event event that triggered the rule
 * @param args arguments of the event, or of the acknowledgement that the rule awaited
 * @param repetition count of a repeated action, from 1
 * @param ack acknowledgement that the rule awaited
 */
record RuleContext(
        RuleRuntime runtime,
        String place,
        RuleEvent event,
        Arguments args,
        Optional<Long> repetition,
        Optional<RuntimeValue> ack) {

    static RuleContext of(RuleRuntime runtime, String place, RuleEvent event) {
        return new RuleContext(runtime, place, event, event.args(), Optional.empty(), Optional.empty());
    }

    /** Returns this context for another repetition. */
    RuleContext withRepetition(long count) {
        return new RuleContext(runtime, place, event, args, Optional.of(count), ack);
    }

    /** Returns this context with an acknowledgement. */
    RuleContext withAck(Arguments ack) {
        return new RuleContext(runtime, place, event, ack, repetition, Optional.of(RuntimeValue.argument(ack, 1)));
    }

    /** Returns the approximate size of the retained data, in characters and bytes. */
    long size() {
        return event.args().size() + (args == event.args() ? 0 : args.size());
    }

    /** Returns the client that triggered the rule, if it is connected or just leaving. */
    Optional<ClientSocket> socket() {
        return event.socket();
    }

    /** Returns the namespace of the event, if it has or had clients. */
    Optional<Namespace> namespace() {
        return socket().map(ClientSocket::namespace)
                .or(() -> runtime.server().namespaces().stream()
                        .filter(namespace ->
                                namespace.name().equals(event.request().nsp()))
                        .findFirst());
    }

    /** Runs a task that sends packets, with the pending faults of the event. */
    void send(Runnable task) {
        runtime.sendWith(event.faults(), task);
    }

    /** Runs a task. Reports an exception and returns false. */
    boolean attempt(Runnable task) {
        try {
            task.run();
            return true;
        } catch (RuleException fault) {
            warn(fault.getMessage());
            return false;
        }
    }

    void warn(String problem) {
        runtime.warn(place + ": on " + event.name().text() + ", " + problem);
    }

    /** Returns the value of a name that is not a number. */
    RuntimeValue named(String name) {
        return switch (name) {
            case "args" -> RuntimeValue.array(args);
            case "event" -> RuntimeValue.of(event.name().json());
            case "id" -> socket().map(socket -> RuntimeValue.text(socket.id())).orElse(RuntimeValue.NOTHING);
            case "nsp" -> RuntimeValue.text(event.request().nsp());
            case "auth" -> event.request().auth().map(RuntimeValue::of).orElse(RuntimeValue.NOTHING);
            case "query" -> RuntimeValue.texts(event.request().query());
            case "header" -> RuntimeValue.texts(event.request().handshake().headers());
            case "data" -> data();
            case "room" -> rooms().stream().findFirst().map(RuntimeValue::text).orElse(RuntimeValue.NOTHING);
            case "rooms" -> RuntimeValue.texts(rooms());
            case "count" -> RuntimeValue.number(count());
            case "now" ->
                RuntimeValue.text(
                        runtime.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString());
            case "uuid" -> RuntimeValue.text(uuid());
            case "n" -> repetition.map(RuntimeValue::number).orElse(RuntimeValue.NOTHING);
            case "reason" -> event.reason().map(RuntimeValue::text).orElse(RuntimeValue.NOTHING);
            case "answer" -> ack.orElse(RuntimeValue.NOTHING);
            default -> RuntimeValue.NOTHING;
        };
    }

    private RuntimeValue data() {
        ArgumentsBuilder payload = new ArgumentsBuilder();
        String text = event.clientState().variables().entrySet().stream()
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
        long high = runtime.random().nextLong() & ~0xf000L | 0x4000L;
        long low = runtime.random().nextLong() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }
}
