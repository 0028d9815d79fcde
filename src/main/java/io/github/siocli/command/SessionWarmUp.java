package io.github.siocli.command;

import io.github.siocli.command.option.Target;
import io.github.siocli.command.option.TransportOptions;
import io.github.siocli.net.http.WarmUp;
import java.util.List;

/** Starts the work that a session of a command line will need, before the command line is parsed. */
final class SessionWarmUp {

    private SessionWarmUp() {}

    /**
     * Starts the work on background threads and returns at once.
     *
     * @param words the words behind the name of the command
     */
    static void start(List<String> words) {
        WarmUp.start(Target.mayUseTls(words), TransportOptions.mayUsePolling(words));
    }
}
