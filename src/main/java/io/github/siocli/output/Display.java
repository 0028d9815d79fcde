package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.render.CheckRenderer;
import io.github.siocli.render.Report;
import java.util.List;

/** Shows events, reports and notes to the user. Two threads use it: the event loop, and the thread that runs lines. */
public interface Display {

    /**
     * Shows an event.
     *
     * @param matchesFilter true if the event matches the user's filter; the filter does not apply to lifecycle events
     * @throws FailureException if the output cannot be written
     */
    void show(Event event, boolean matchesFilter) throws FailureException;

    /**
     * Shows events of the history again, with their times.
     *
     * @param full true to show long payloads whole
     */
    void showHistory(List<Event> events, boolean full) throws FailureException;

    /** Prepares for events of a namespace, which is being joined: with several, each event shows its own. */
    default void announceNamespace(String nsp) {}

    /** Shows the report of a verb. */
    void showReport(Report report) throws FailureException;

    /** Returns a renderer of the results of {@code doctor}, by the current options of the output. */
    CheckRenderer checkRenderer();

    /** Shows text that a verb produces, such as help, in whole lines. */
    void showText(String lines) throws FailureException;

    /** Shows a note of one line on what the tool did or will do. */
    void showNote(String text) throws FailureException;

    /**
     * Shows a failure.
     *
     * @param place the line of the script that failed; empty if it is obvious
     */
    void showFailure(String place, Failure failure) throws FailureException;

    /** Writes buffered output. */
    void flush() throws FailureException;

    /** Clears the screen, if there is one. */
    void clear() throws FailureException;

    /** Changes the form of the output from now on. */
    void setOutput(OutputConfig output) throws FailureException;
}
