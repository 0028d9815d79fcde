package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.expression.Expression;
import io.github.siocli.expression.Value;
import io.github.siocli.server.BroadcastTarget;
import io.github.siocli.server.ClientSocket;
import java.util.List;

/** The recipients of an event that a rule emits. */
sealed interface Recipients {

    /** Emits an event to the recipients. */
    void emit(RuleContext context, EventName event, Arguments args);

    /** The client that triggered the rule. */
    record Sender() implements Recipients {

        @Override
        public void emit(RuleContext context, EventName event, Arguments args) {
            context.socket().ifPresent(socket -> socket.emit(event, args));
        }
    }

    /** All other clients of the namespace. */
    record Others() implements Recipients {

        @Override
        public void emit(RuleContext context, EventName event, Arguments args) {
            context.socket().map(ClientSocket::others).ifPresent(others -> others.emit(event, args));
        }
    }

    /** All clients of the namespace. */
    record All() implements Recipients {

        @Override
        public void emit(RuleContext context, EventName event, Arguments args) {
            context.namespace().ifPresent(namespace -> namespace.emit(event, args));
        }
    }

    /**
     * The members of rooms. The id of a client is a room too.
     *
     * @param rooms rooms; each value is one room or an array of rooms
     * @param excludesSender whether the client that triggered the rule is excluded
     * @param except rooms whose members are excluded
     */
    record InRooms(List<Expression> rooms, boolean excludesSender, List<Expression> except) implements Recipients {

        @Override
        public void emit(RuleContext context, EventName event, Arguments args) {
            String[] to = names(rooms, context);
            // A broadcast target without rooms means all clients, which is not intended here.
            if (to.length > 0 && context.namespace().isPresent()) {
                BroadcastTarget audience = context.namespace().get().to(to).except(names(except, context));
                (excludesSender
                                ? audience.except(context.socket().map(ClientSocket::id).stream()
                                        .toArray(String[]::new))
                                : audience)
                        .emit(event, args);
            }
        }

        private static String[] names(List<Expression> values, RuleContext context) {
            return values.stream()
                    .flatMap(value -> value.evaluate(context).elements().stream())
                    .map(Value::text)
                    .filter(name -> !name.isEmpty())
                    .toArray(String[]::new);
        }
    }
}
