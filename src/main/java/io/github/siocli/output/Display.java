package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.render.Report;
import java.util.List;

/** Where a dialogue shows what happens. Two threads call: the one that takes events, and the one that runs lines. */
public interface Display {

    /**
     * Shows something that happened.
     *
     * @param wanted whether it is among what the user wants to see; what happens to the connection is shown anyway
     * @throws FailureException where the output cannot be written
     */
    void show(Event event, boolean wanted) throws FailureException;

    /** Shows events of the past once more, with their times. */
    void showAgain(List<Event> events) throws FailureException;

    /** Shows the answer of a verb. */
    void report(Report report) throws FailureException;

    /** Shows text that a verb was asked for, in whole lines. */
    void text(String lines) throws FailureException;

    /** Says in one line what the tool did or will do; for people only. */
    void note(String text) throws FailureException;

    /**
     * Tells what failed.
     *
     * @param place which line of a script it was; empty where that is clear
     */
    void failure(String place, Failure failure) throws FailureException;

    /** Writes all that has been shown. */
    void flush() throws FailureException;

    /** Empties the screen, where it is one. */
    void clear() throws FailureException;

    /** From now on shows things in another form. */
    void use(OutputConfig output) throws FailureException;
}
