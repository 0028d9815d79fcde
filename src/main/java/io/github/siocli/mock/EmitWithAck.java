package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.server.AckCallback;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Emits an event to the client and continues with the acknowledgement, if it arrives.
 *
 * @param timeout time to wait for the acknowledgement
 */
record EmitWithAck(Value event, List<Value> args, Duration timeout) implements Action {

    /** Equals the default timeout of {@code sio emit --ack}. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public void perform(RuleContext occasion, Consumer<RuleContext> then) {
        EventName name = EventNameReader.of(event, occasion);
        Arguments payload = ArgumentsBuilder.of(args, occasion);
        occasion.socket().ifPresent(socket -> {
            long size = occasion.size();
            occasion.cause().visit().timers().hold(size);
            occasion.send(() -> socket.emit(name, payload, timeout, new Answer(name, size, occasion, then)));
        });
    }

    private record Answer(EventName name, long size, RuleContext occasion, Consumer<RuleContext> then)
            implements AckCallback {

        @Override
        public void onAck(Arguments args) {
            release();
            occasion.attempt(() -> then.accept(occasion.withAnswer(args)));
        }

        private void release() {
            occasion.cause().visit().timers().release(size);
        }

        @Override
        public void onFailure(Failure failure) {
            release();
            switch (failure) {
                case TIMED_OUT -> occasion.complain("no answer to " + name.text() + " in time");
                case TOO_MANY -> occasion.complain(name.text() + " was not asked: the client owes too many answers");
                case DISCONNECTED -> {
                    // The client has left, so the rule ends here.
                }
            }
        }
    }
}
