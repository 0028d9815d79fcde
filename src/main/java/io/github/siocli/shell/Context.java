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
 * What lines of the tool's language are about: a connection to a server, or a server with its clients.
 *
 * <p>One thread runs the lines and calls the methods; those that say so may be called by any.
 */
public interface Context {

    /** Where it shows what happens. */
    Display display();

    /** Which events are shown. */
    EventFilter watch();

    /** What a line can wait for. */
    WaitConditions waits();

    /** The zone that times are shown in. */
    ZoneId zone();

    /** Whether colours are wanted; empty where that depends on the terminal. */
    Optional<Boolean> color() throws FailureException;

    /** What a prompt shows; any thread may call. */
    PromptState promptState();

    /** The namespace that lines are about unless they name another; any thread may call. */
    String namespace();

    /**
     * Makes a namespace the one that lines are about.
     *
     * @throws FailureException where it cannot be
     */
    void use(String nsp) throws FailureException;

    /** The namespaces that lines can be about; any thread may call. */
    List<String> joined();

    /** All namespaces that have come up; any thread may call. */
    List<String> known();

    /** The events that went by, by name, those of the latest last; any thread may call. */
    List<EventSummary> seen();

    /** The latest events and acknowledgements that fit, in their order. */
    List<Event> last(int most, Predicate<Event> fits);

    /** Records all that happens to a file, or no more. */
    void record(Optional<Path> file) throws FailureException;

    /** The file that is recorded to. */
    Optional<Path> recording();

    /**
     * Asks whether the output still works.
     *
     * @throws FailureException where it does not
     */
    void check() throws FailureException;
}
