package io.github.siocli.cli;

import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import java.util.Optional;

/** What a command does with the events of a session, and when it is done. One thread calls it. */
interface Plan {

    /** Takes an event; says whether it is to be shown as data. */
    boolean on(Event event) throws FailureException, InterruptedException;

    /** How the command ends, once that is known; asked after each event and whenever time has passed. */
    Optional<Verdict> verdict();

    /** Time after which the verdict may be another though nothing happens, in nanoseconds. */
    long nanosUntilChange();
}
