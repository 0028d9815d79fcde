package io.github.siocli.shell;

import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.render.Durations;

/** Maps timeouts and ends of reconnection to the failures that waiting commands report. */
public final class ConnectionFailures {

    private ConnectionFailures() {}

    /** Returns the failure for an acknowledgement that timed out. */
    static Failure of(AckTimedOut ack) {
        return of(ack, "");
    }

    /**
     * Returns the failure for an acknowledgement that timed out, with what arrived instead.
     *
     * @param arrivedInstead the events that arrived meanwhile, as text that begins with a separator; may be empty
     */
    public static Failure of(AckTimedOut ack, String arrivedInstead) {
        String name = ack.name().json().text();
        String time = Durations.text(ack.timeout());
        return ack.large().isEmpty()
                ? Failure.of(FailureKind.ACK_TIMEOUT, name, time, arguments(ack.argumentCount()), arrivedInstead)
                : Failure.of(
                        FailureKind.LARGE_ACK_TIMEOUT,
                        name,
                        time,
                        size(ack.large().get()),
                        arrivedInstead);
    }

    private static String arguments(int count) {
        return count == 0 ? "no argument" : count + (count == 1 ? " argument" : " arguments");
    }

    private static String size(AckTimedOut.Large large) {
        return "it was sent as " + large.size() + " bytes, and the server "
                + (large.limit().isPresent() ? "accepts " + large.limit().getAsLong() : "does not report its limit");
    }

    /** Returns the failure for a reconnection that was given up. */
    static Failure of(ReconnectGivenUp givenUp) {
        int attempts = givenUp.attempts();
        return Failure.of(FailureKind.RECONNECT_GIVEN_UP, attempts == 1 ? "1 attempt" : attempts + " attempts");
    }
}
