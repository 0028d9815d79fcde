package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What lines act on: a client connection, or a server with its clients.
 *
 * <p>One thread runs the lines and calls the methods; methods that say so may be called from any thread.
 */
public interface Context {

    /** Returns the display of events. */
    Display display();

    /** Returns the filter of events. */
    EventFilter watch();

    /** Returns the conditions that a line can wait for. */
    WaitConditions waits();

    /** Returns the zone that times are shown in. */
    ZoneId zone();

    /** Returns whether colours are wanted; empty if the terminal decides. */
    Optional<Boolean> color() throws FailureException;

    /** Returns the state that a prompt shows. May be called from any thread. */
    PromptState promptState();

    /** Returns the namespace of lines that name no other. May be called from any thread. */
    String namespace();

    /**
     * Sets the namespace of lines that name no other.
     *
     * @throws FailureException if that is not possible
     */
    void use(String nsp) throws FailureException;

    /** Returns the namespaces that lines can act on. May be called from any thread. */
    List<String> joined();

    /** Returns all namespaces that have occurred. May be called from any thread. */
    List<String> known();

    /** Returns a summary for each event name, the latest event last. May be called from any thread. */
    List<EventSummary> seen();

    /** Returns the latest events and acknowledgements that match, in order. */
    List<Event> last(int most, Predicate<Event> fits);

    /** Records all events to a file, or stops recording if empty. */
    void record(Optional<Path> file) throws FailureException;

    /** Returns the file of the recording. */
    Optional<Path> recording();

    /**
     * Checks that the output still works.
     *
     * @throws FailureException if the output failed
     */
    void check() throws FailureException;
}
