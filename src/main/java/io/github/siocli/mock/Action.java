package io.github.siocli.mock;

import io.github.siocli.event.EventName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One action of a rule. Runs on the event loop. */
interface Action {

    /**
     * Performs the action.
     *
     * @param then continuation with the following actions; called once, later, or never
     * @throws RuleException if the action is not possible
     */
    void perform(RuleContext occasion, Consumer<RuleContext> then);

    /** Performs actions in order, each after the one before is done. */
    static void all(List<Action> actions, RuleContext occasion) {
        if (!actions.isEmpty()) {
            actions.get(0).perform(occasion, next -> all(actions.subList(1, actions.size()), next));
        }
    }

    /** An action that is done when it returns. */
    @FunctionalInterface
    interface Immediate extends Action {

        void perform(RuleContext occasion);

        @Override
        default void perform(RuleContext occasion, Consumer<RuleContext> then) {
            perform(occasion);
            then.accept(occasion);
        }
    }

    /** Continues only if a condition holds. */
    record If(Condition condition) implements Action {

        @Override
        public void perform(RuleContext occasion, Consumer<RuleContext> then) {
            if (condition.holds(occasion)) {
                then.accept(occasion);
            }
        }
    }

    /** Emits an event to recipients. */
    record Emit(Recipients hearers, Value event, List<Value> args) implements Immediate {

        @Override
        public void perform(RuleContext occasion) {
            EventName name = EventNameReader.of(event, occasion);
            var payload = ArgumentsBuilder.of(args, occasion);
            occasion.send(() -> hearers.emit(occasion, name, payload));
        }
    }

    /** Acknowledges the event, if it requests an acknowledgement. */
    record Ack(List<Value> args) implements Immediate {

        @Override
        public void perform(RuleContext occasion) {
            occasion.cause().ack().ifPresent(responder -> {
                var payload = ArgumentsBuilder.of(args, occasion);
                occasion.send(() -> responder.ack(payload));
            });
        }
    }

    /** Adds the client to rooms. */
    record Join(Value rooms) implements Immediate {

        @Override
        public void perform(RuleContext occasion) {
            occasion.socket()
                    .ifPresent(socket -> rooms.find(occasion).each().stream()
                            .map(RuntimeValue::text)
                            .filter(room -> !room.isEmpty() && !socket.join(room) && socket.isConnected())
                            .findFirst()
                            .ifPresent(room -> {
                                throw new RuleException("the client is in too many rooms to join \"" + room + "\"");
                            }));
        }
    }

    /** Removes the client from rooms, but never from its own. */
    record Leave(Value rooms) implements Immediate {

        @Override
        public void perform(RuleContext occasion) {
            occasion.socket()
                    .ifPresent(socket -> rooms.find(occasion).each().stream()
                            .map(RuntimeValue::text)
                            .filter(room -> !room.equals(socket.id()))
                            .forEach(socket::leave));
        }
    }

    /** Disconnects a client from the namespace: the sender, or another one. */
    record Kick(Optional<Value> sid, boolean close) implements Immediate {

        @Override
        public void perform(RuleContext occasion) {
            var kicked = sid.isEmpty()
                    ? occasion.socket()
                    : occasion.namespace()
                            .flatMap(namespace ->
                                    namespace.socket(sid.get().find(occasion).text()));
            kicked.ifPresent(socket -> socket.disconnect(close));
        }
    }

    /** Stores a value for the client. */
    record SetVariable(String name, Value value) implements Immediate {

        @Override
        public void perform(RuleContext occasion) {
            occasion.cause().visit().set(name, value.find(occasion));
        }
    }

    /** Continues after a delay. */
    record Wait(DurationRange time) implements Action {

        @Override
        public void perform(RuleContext occasion, Consumer<RuleContext> then) {
            RuleRuntime stage = occasion.stage();
            occasion.cause()
                    .visit()
                    .timers()
                    .later(
                            stage.server(),
                            time.draw(stage.random()),
                            occasion.size(),
                            () -> occasion.attempt(() -> then.accept(occasion)));
        }
    }

    /** Performs an action now and repeatedly; continues at once. */
    record Repeat(OptionalLong times, Duration every, Action action) implements Immediate {

        @Override
        public void perform(RuleContext occasion) {
            long[] done = {0};
            occasion.cause().visit().timers().repeat(occasion.stage().server(), every, occasion.size(), () -> {
                RuleContext time = occasion.withTime(++done[0]);
                return time.attempt(() -> action.perform(time, after -> {}))
                        && (times.isEmpty() || done[0] < times.getAsLong());
            });
        }
    }
}
