package io.github.siocli.command;

import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.render.Durations;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.Deadlines;
import java.time.Duration;

/** Waits for a server that is about to start. */
final class ServerWait {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private ServerWait() {}

    /**
     * Tries to connect until the server connects or refuses a client.
     *
     * @throws FailureException if it does neither in time
     */
    static void await(Clients clients, Duration limit) throws FailureException, InterruptedException {
        long deadline = Deadlines.after(limit);
        ClientContext first = clients.first();
        while (true) {
            try {
                first.connect();
                first.waitConditions().awaitAllNamespaces();
                break;
            } catch (FailureException e) {
                if (e.failure().kind().exitCode() == ExitCode.REFUSED) {
                    break;
                }
                boolean isTransient = e.failure().kind().exitCode() == ExitCode.NOT_CONNECTED
                        || e.failure().kind().exitCode() == ExitCode.TIMED_OUT;
                if (!isTransient) {
                    throw e;
                }
                if (Deadlines.hasPassed(deadline)) {
                    throw new FailureException(
                            Failure.of(
                                    FailureKind.SERVER_NOT_STARTED,
                                    first.serverUrl(),
                                    Durations.text(limit),
                                    e.failure().message()),
                            e);
                }
            }
            first.waitConditions().sleep(PAUSE);
        }
        first.disconnect();
        first.refusalExpected();
    }
}
