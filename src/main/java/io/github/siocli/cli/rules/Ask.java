package io.github.siocli.cli.rules;

import io.github.siocli.event.Arguments;
import io.github.siocli.serve.AckCallback;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends an event to the client and goes on with the acknowledgement, where one comes.
 *
 * @param timeout how long that may take
 */
record Ask(Value event, List<Value> args, Duration timeout) implements Action {

    /** As long as the tool itself waits. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public void perform(Occasion occasion, Consumer<Occasion> then) {
        String name = EventNames.of(event, occasion);
        Arguments payload = Payload.of(args, occasion);
        Answer answer = new Answer(name, occasion, then);
        occasion.socket().ifPresent(socket -> occasion.send(() -> socket.emit(name, payload, timeout, answer)));
    }

    private record Answer(String name, Occasion occasion, Consumer<Occasion> then) implements AckCallback {

        @Override
        public void onAck(Arguments args) {
            occasion.attempt(() -> then.accept(occasion.withAnswer(args)));
        }

        @Override
        public void onFailure(Failure failure) {
            occasion.complain(
                    switch (failure) {
                        case TIMED_OUT -> "no answer to " + name + " in time";
                        case DISCONNECTED -> "no answer to " + name + ": the client has left";
                        case TOO_MANY -> name + " was not asked: the client owes too many answers";
                    });
        }
    }
}
