package io.github.siocli.command;

import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.Disconnected;
import java.util.Optional;

/** What a command does with the events of a session, and when it is done. One thread calls it. */
interface SessionPlan {

    /** Takes an event; says whether it is to be shown as data. */
    boolean on(Event event) throws FailureException, InterruptedException;

    /** How the command ends, once that is known; asked after each event and whenever time has passed. */
    Optional<CommandResult> verdict();

    /**
     * How the command ends after the session was left.
     *
     * @param verdict how it was to end
     * @param refusal the first namespace that the server refused right after it had connected it, as seen until the end
     */
    default CommandResult afterLeaving(CommandResult verdict, Optional<Disconnected> refusal) {
        return verdict;
    }

    /** How the command ends if it is interrupted before there is a verdict. */
    default CommandResult interrupted() {
        return CommandResult.INTERRUPTED;
    }

    /** Time after which the verdict may be another though nothing happens, in nanoseconds. */
    long nanosUntilChange();
}
