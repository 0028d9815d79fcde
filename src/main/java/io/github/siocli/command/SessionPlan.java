package io.github.siocli.command;

import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import java.util.Optional;

/** Decides what a command does with the events of a session, and when the command ends. Only one thread calls it. */
interface SessionPlan {

    /** Processes an event. Returns true if the event is shown as data. */
    boolean handle(Event event) throws FailureException, InterruptedException;

    /** Returns the result of the command; empty while it goes on. Called after each event and after each time limit. */
    Optional<CommandResult> result();

    /**
     * Returns the final result of a session in which the server refused a namespace. Called after the session was closed.
     *
     * @param result the result before
     * @param refusal the first disconnection by which the server refused a namespace right after connecting it
     */
    default CommandResult resultAfterRefusal(CommandResult result, NamespaceDisconnected refusal) {
        return result;
    }

    /** Returns the result of a command that is interrupted before it has another one. */
    default CommandResult interrupted() {
        return CommandResult.INTERRUPTED;
    }

    /** Returns true if the command sends the same on each connection, so that only the delivery on the last one counts. */
    default boolean sendsOnEachConnection() {
        return false;
    }

    /** Returns true if the run time that the user allows is up, so that nothing may take long any more. */
    default boolean isTimeUp() {
        return false;
    }

    /** Returns true if the command reads standard input while it runs. */
    default boolean readsInput() {
        return false;
    }

    /** Describes how far the command has come, for a terminal; empty if it has nothing to describe. */
    default Optional<String> progress() {
        return Optional.empty();
    }

    /**
     * Describes what a successful command has done, in one line; empty if its output says it all.
     *
     * @param isTerminal true if a person reads it at a terminal
     */
    default Optional<String> summary(boolean isTerminal) {
        return Optional.empty();
    }

    /** Returns the nanoseconds after which the result may change without an event. */
    long nanosUntilChange();
}
