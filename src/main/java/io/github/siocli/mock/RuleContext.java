package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Transport;
import io.github.siocli.expression.EvaluationException;
import io.github.siocli.expression.Scope;
import io.github.siocli.expression.Value;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.Namespace;
import io.github.siocli.server.engine.ConnectDecision;
import java.util.List;
import java.util.Optional;

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
        Optional<Value> ack)
        implements Scope {

    /** The names that rules define, besides those of every expression. */
    static final List<String> NAMES = List.of(
            Scope.ARGS,
            "event",
            "id",
            "nsp",
            "auth",
            "query",
            "header",
            "transport",
            "eio",
            "address",
            "data",
            "shared",
            "room",
            "rooms",
            "count",
            "n",
            "reason",
            "answer");

    private static final Value NO_AUTH = Value.of(Json.literal("{}"));

    static RuleContext of(RuleRuntime runtime, String place, RuleEvent event) {
        return new RuleContext(runtime, place, event, event.args(), Optional.empty(), Optional.empty());
    }

    /** Returns this context for another repetition. */
    RuleContext withRepetition(long count) {
        return new RuleContext(runtime, place, event, args, Optional.of(count), ack);
    }

    /** Returns this context with an acknowledgement. */
    RuleContext withAck(Arguments ack) {
        return new RuleContext(runtime, place, event, ack, repetition, Optional.of(Value.argument(ack, 1)));
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
                .or(() -> runtime.server().findNamespace(event.request().nsp()));
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
        } catch (RuleException | EvaluationException fault) {
            warn(fault.getMessage());
            // A request that a rule cannot decide on is refused.
            event.faults().refuse(ConnectDecision.refuse("Internal error"));
            return false;
        }
    }

    void warn(String problem) {
        runtime.warn(place + ": on " + event.name().text() + ", " + problem);
    }

    @Override
    public ValueSources sources() {
        return runtime.sources();
    }

    /** Names of header fields are case-insensitive. */
    @Override
    public boolean ignoresCase(String name) {
        return name.equals("header");
    }

    @Override
    public Value named(String name) {
        return switch (name) {
            case "event" -> Value.of(event.name().json());
            case "id" -> socket().map(socket -> Value.text(socket.id())).orElse(Value.NOTHING);
            case "nsp" -> Value.text(event.request().nsp());
            case "auth" -> auth();
            case "query" -> Value.texts(event.request().query());
            case "header" -> Value.texts(event.request().handshake().headers());
            case "transport" -> Value.text(transport().wireName());
            case "eio" -> Value.number(event.request().handshake().generation().number());
            case "address" -> Value.text(event.request().handshake().address().getHostString());
            case "data" -> event.clientState().variables().toObject();
            case "shared" -> runtime.shared().toObject();
            case "room" -> rooms().stream().findFirst().map(Value::text).orElse(Value.NOTHING);
            case "rooms" -> Value.texts(rooms());
            case "count" -> Value.number(count());
            case "n" -> repetition.map(Value::number).orElse(Value.NOTHING);
            case "reason" -> event.reason().map(Value::text).orElse(Value.NOTHING);
            case "answer" -> ack.orElse(Value.NOTHING);
            default -> Value.NOTHING;
        };
    }

    /** Like the reference server, returns an empty object for a client that could send a payload and sent none. */
    private Value auth() {
        Optional<Json> sent = event.request().auth();
        boolean couldSend = event.request().handshake().generation() == Generation.EIO4 && event.hasNamespace();
        return sent.map(Value::of).orElse(couldSend ? NO_AUTH : Value.NOTHING);
    }

    private Transport transport() {
        return socket().map(socket -> socket.session().transport())
                .orElse(event.request().handshake().transport());
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
}
