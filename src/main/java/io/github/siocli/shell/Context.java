package io.github.siocli.shell;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.json.Json;
import io.github.siocli.output.Display;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.secret.Redaction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The object that lines act on: a connection to a server, or a server with its clients.
 *
 * <p>One thread runs the lines and calls the methods. Methods that may be called by any thread say so.
 */
public interface Context {

    /** Returns the display that shows events. */
    Display display();

    /** Returns the filter for the events that are shown. */
    EventFilter filter();

    /** Returns the conditions that a line can wait for. */
    WaitConditions waitConditions();

    /** Returns the random numbers, the time and the variables of expressions. */
    ValueSources sources();

    /** Returns the zone in which times are shown. */
    ZoneId zone();

    /** Returns the user's choice of colours. */
    ColorChoice colors() throws FailureException;

    /** Returns the state that a prompt shows. Any thread may call. */
    PromptState promptState();

    /** Returns the current namespace, which lines use unless they name another. Any thread may call. */
    String currentNamespace();

    /**
     * Makes a namespace the current one.
     *
     * @throws FailureException if there is no such namespace
     */
    void use(String nsp) throws FailureException;

    /** Returns the namespaces that lines can use. Any thread may call. */
    List<String> joinedNamespaces();

    /** Returns the names of the clients that lines can use; empty if there is only one. Any thread may call. */
    default List<String> clientNames() {
        return List.of();
    }

    /** Returns all known namespaces. Any thread may call. */
    List<String> knownNamespaces();

    /**
     * Returns the time limit for acknowledgements unless a line sets another.
     *
     * @throws FailureException if the setting is invalid
     */
    Duration ackTimeout() throws FailureException;

    /**
     * Emits an event in a namespace: to the server, or to all clients.
     *
     * @param isAwaited true to wait until the event can be sent, and until its acknowledgements have arrived
     * @return the arguments of the awaited acknowledgement; empty if there is none or several
     * @throws FailureException if it cannot be sent, or an awaited acknowledgement is missing
     */
    Optional<Arguments> emit(String nsp, Emission emission, boolean isAwaited)
            throws FailureException, InterruptedException;

    /**
     * Returns the acknowledgements that the other side requests and no line has sent, the oldest first. Any thread may
     * call.
     *
     * @param nsp the namespace; null for the current one of a client and all of a server
     */
    List<AckKey> requestedAcks(@Nullable String nsp);

    /**
     * Sends a requested acknowledgement.
     *
     * @throws FailureException if it is not requested any more
     */
    void ack(AckKey key, Arguments args) throws FailureException, InterruptedException;

    /** Returns a table of the namespaces with their state. */
    Report namespaceReport();

    /** Returns the statistics of events by name, the most recent last. Any thread may call. */
    List<EventSummary> eventSummaries();

    /** Returns the latest matching events and acknowledgements, the oldest first. */
    List<Event> latestEvents(int limit, Predicate<Event> matcher);

    /**
     * Returns the members of payloads that are masked.
     *
     * @throws FailureException if a setting is invalid
     */
    Redaction redaction() throws FailureException;

    /** Records all events to a file from now on. */
    void record(Path file) throws FailureException;

    /** Stops the recording, if there is one. */
    void stopRecording() throws FailureException;

    /** Returns the file of the current recording. */
    Optional<Path> recording();

    /** Returns the field of a namespace in a table, which marks the current one. */
    static Field namespaceField(String nsp, String current) {
        return Field.of("nsp", nsp + (nsp.equals(current) ? " *" : "")).withValue(Json.string(nsp));
    }

    /**
     * Checks that the output still works.
     *
     * @throws FailureException if the output has failed
     */
    void checkOutput() throws FailureException;
}
