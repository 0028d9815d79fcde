package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.expression.Expression;
import io.github.siocli.server.AckCallback;
import io.github.siocli.server.AckCallback.AckFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Emits an event to the client and continues with the acknowledgement, if it arrives.
 *
 * @param timeout time to wait for the acknowledgement
 */
record EmitWithAck(Expression event, List<Expression> args, Duration timeout) implements Action {

    @Override
    public void perform(RuleContext context, Consumer<RuleContext> then) {
        EventName name = EventNameReader.of(event, context);
        Arguments payload = Expression.arguments(args, context);
        context.socket().ifPresent(socket -> {
            long size = context.size();
            context.event().clientState().timers().hold(size);
            context.send(() -> socket.emit(name, payload, timeout, new ContinueWithAck(name, size, context, then)));
        });
    }

    private record ContinueWithAck(EventName name, long size, RuleContext context, Consumer<RuleContext> then)
            implements AckCallback {

        @Override
        public void onAck(Arguments args) {
            release();
            context.attempt(() -> then.accept(context.withAck(args)));
        }

        private void release() {
            context.event().clientState().timers().release(size);
        }

        @Override
        public void onFailure(AckFailure failure) {
            release();
            switch (failure) {
                case TIMED_OUT -> context.warn("no acknowledgement of " + name.text() + " in time");
                case TOO_MANY ->
                    context.warn(name.text() + " was not sent: too many acknowledgements of the client are pending");
                case DISCONNECTED -> {
                    // The client has left, so the rule ends here.
                }
            }
        }
    }
}
