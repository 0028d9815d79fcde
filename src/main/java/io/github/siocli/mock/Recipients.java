package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.server.BroadcastTarget;
import io.github.siocli.server.ClientSocket;
import java.util.List;

/** Whom a rule sends an event to. */
sealed interface Recipients {

    /** Sends it. */
    void emit(RuleContext occasion, EventName event, Arguments args);

    /** The client that caused it. */
    record Sender() implements Recipients {

        @Override
        public void emit(RuleContext occasion, EventName event, Arguments args) {
            occasion.socket().ifPresent(socket -> socket.emit(event, args));
        }
    }

    /** Everybody else in the namespace. */
    record Others() implements Recipients {

        @Override
        public void emit(RuleContext occasion, EventName event, Arguments args) {
            occasion.socket().map(ClientSocket::others).ifPresent(others -> others.emit(event, args));
        }
    }

    /** Everybody in the namespace. */
    record Everybody() implements Recipients {

        @Override
        public void emit(RuleContext occasion, EventName event, Arguments args) {
            occasion.namespace().ifPresent(namespace -> namespace.emit(event, args));
        }
    }

    /**
     * Those in some rooms; the id of a client is a room too.
     *
     * @param rooms the rooms, each value one or an array of several
     * @param butSender whether the client that caused it is left out
     * @param except rooms whose members are left out
     */
    record InRooms(List<Value> rooms, boolean butSender, List<Value> except) implements Recipients {

        @Override
        public void emit(RuleContext occasion, EventName event, Arguments args) {
            String[] to = names(rooms, occasion);
            // An audience without a room is everybody, and nobody was meant.
            if (to.length > 0 && occasion.namespace().isPresent()) {
                BroadcastTarget audience = occasion.namespace().get().to(to).except(names(except, occasion));
                (butSender
                                ? audience.except(occasion.socket().map(ClientSocket::id).stream()
                                        .toArray(String[]::new))
                                : audience)
                        .emit(event, args);
            }
        }

        private static String[] names(List<Value> values, RuleContext occasion) {
            return values.stream()
                    .flatMap(value -> value.find(occasion).each().stream())
                    .map(RuntimeValue::text)
                    .filter(name -> !name.isEmpty())
                    .toArray(String[]::new);
        }
    }
}
