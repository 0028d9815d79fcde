package io.github.siocli.mock;

import io.github.siocli.event.EventName;
import io.github.siocli.expression.Condition;
import io.github.siocli.expression.Expression;
import io.github.siocli.expression.Value;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.fault.DurationRange;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
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
    void perform(RuleContext context, Consumer<RuleContext> then);

    /** Performs actions in order, each after the one before is done. */
    static void performAll(List<Action> actions, RuleContext context) {
        if (!actions.isEmpty()) {
            actions.get(0).perform(context, next -> performAll(actions.subList(1, actions.size()), next));
        }
    }

    /** An action that is done when it returns. */
    @FunctionalInterface
    interface Immediate extends Action {

        void perform(RuleContext context);

        @Override
        default void perform(RuleContext context, Consumer<RuleContext> then) {
            perform(context);
            then.accept(context);
        }
    }

    /** Continues only if a condition holds. */
    record If(Condition condition) implements Action {

        @Override
        public void perform(RuleContext context, Consumer<RuleContext> then) {
            if (condition.holds(context)) {
                then.accept(context);
            }
        }
    }

    /** Emits an event to recipients. */
    record Emit(Recipients recipients, Expression event, List<Expression> args) implements Immediate {

        @Override
        public void perform(RuleContext context) {
            EventName name = EventNameReader.of(event, context);
            var payload = Expression.arguments(args, context);
            context.send(() -> recipients.emit(context, name, payload));
        }
    }

    /** Acknowledges the event, if it requests an acknowledgement. */
    record SendAck(List<Expression> args) implements Immediate {

        @Override
        public void perform(RuleContext context) {
            context.event().ack().ifPresent(responder -> {
                var payload = Expression.arguments(args, context);
                context.send(() -> responder.ack(payload));
            });
        }
    }

    /** Adds the client to rooms. */
    record Join(Expression rooms) implements Immediate {

        @Override
        public void perform(RuleContext context) {
            context.socket()
                    .ifPresent(socket -> rooms.evaluate(context).elements().stream()
                            .map(Value::text)
                            .filter(room -> !room.isEmpty() && !socket.join(room) && socket.isConnected())
                            .findFirst()
                            .ifPresent(room -> {
                                throw new RuleException("the client is in too many rooms to join \"" + room + "\"");
                            }));
        }
    }

    /** Removes the client from rooms, but never from its own. */
    record Leave(Expression rooms) implements Immediate {

        @Override
        public void perform(RuleContext context) {
            context.socket()
                    .ifPresent(socket -> rooms.evaluate(context).elements().stream()
                            .map(Value::text)
                            .filter(room -> !room.equals(socket.id()))
                            .forEach(socket::leave));
        }
    }

    /** Disconnects a client from the namespace: the sender, or another one. */
    record Kick(Optional<Expression> sid, boolean close) implements Immediate {

        @Override
        public void perform(RuleContext context) {
            var kicked = sid.isEmpty()
                    ? context.socket()
                    : context.namespace()
                            .flatMap(namespace ->
                                    namespace.socket(sid.get().evaluate(context).text()));
            kicked.ifPresent(socket -> socket.disconnect(close));
        }
    }

    /** Stores a value for the client, or for all clients. */
    record SetVariable(boolean isShared, String name, Expression value) implements Immediate {

        @Override
        public void perform(RuleContext context) {
            Variables variables = isShared
                    ? context.runtime().shared()
                    : context.event().clientState().variables();
            variables.set(name, value.evaluate(context));
        }
    }

    /** Refuses a request if a condition holds. */
    record Refuse(Expression message, Optional<Expression> data, Condition condition) implements Immediate {

        static final Refuse ALWAYS =
                new Refuse(new Expression.Constant(Value.NOTHING), Optional.empty(), Condition.ALWAYS);

        @Override
        public void perform(RuleContext context) {
            if (condition.holds(context)) {
                context.event()
                        .faults()
                        .refuse(new ConnectDecision.Refuse(
                                message.evaluate(context).text(),
                                data.map(value -> value.evaluate(context).withoutBytes())));
            }
        }
    }

    /** Injects a fault: at once, into the session, or into packets that are sent from now on because of the event. */
    record Inject(Fault fault) implements Immediate {

        static final Inject NO_UPGRADE = new Inject(Fault.of(Kind.NO_UPGRADE));

        @Override
        public void perform(RuleContext context) {
            Kind kind = fault.kind();
            if (kind.isOfSession()) {
                context.socket().ifPresent(socket -> socket.inject(fault));
            } else if (kind == Kind.NO_UPGRADE || kind == Kind.NO_PING) {
                context.socket()
                        .map(ClientSocket::session)
                        .filter(EngineSession::isOpen)
                        .ifPresent(session -> context.runtime().inject(kind, session));
            } else {
                context.event().faults().add(fault);
            }
        }
    }

    /** Continues after a delay. */
    record Sleep(DurationRange time) implements Action {

        @Override
        public void perform(RuleContext context, Consumer<RuleContext> then) {
            RuleRuntime stage = context.runtime();
            context.event()
                    .clientState()
                    .timers()
                    .schedule(
                            stage.server(),
                            time.draw(stage.random()),
                            context.size(),
                            () -> context.attempt(() -> then.accept(context)));
        }
    }

    /** Performs an action now and repeatedly; continues at once. */
    record Repeat(OptionalLong times, Duration every, Action action) implements Immediate {

        @Override
        public void perform(RuleContext context) {
            long[] done = {0};
            context.event().clientState().timers().repeat(context.runtime().server(), every, context.size(), () -> {
                RuleContext time = context.withRepetition(++done[0]);
                return time.attempt(() -> action.perform(time, after -> {}))
                        && (times.isEmpty() || done[0] < times.getAsLong());
            });
        }
    }
}
