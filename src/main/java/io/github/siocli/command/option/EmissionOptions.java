package io.github.siocli.command.option;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options for the emission of an event. */
public final class EmissionOptions implements OptionGroup {

    /** Time limit for acknowledgements unless it is set. */
    public static final Duration ACK_TIMEOUT = Duration.ofSeconds(5);

    /** The option to insert values into strings. */
    public static final String TEMPLATE = "--template";

    private static final int MAX_SHOWN = 40;

    /**
     * An event to emit.
     *
     * @param nsp the namespace; empty for all connected ones
     * @param name name of the event
     * @param args arguments of the event
     * @param ackTimeout time limit for the acknowledgement; empty if none is requested
     */
    public record Emission(Optional<String> nsp, EventName name, Arguments args, Optional<Duration> ackTimeout) {

        /** Returns a copy for a namespace. */
        public Emission in(String namespace) {
            return new Emission(Optional.of(namespace), name, args, ackTimeout);
        }

        /** Returns the namespaces to emit in: the named one, or else all connected ones. */
        public List<String> targets(List<String> connected) {
            return nsp.map(List::of).orElse(connected);
        }
    }

    private final boolean named;

    /** Creates the options of an event that the user names. */
    public EmissionOptions() {
        this(true);
    }

    /**
     * @param named true if the user names the event; false if its name is fixed
     */
    public EmissionOptions(boolean named) {
        this.named = named;
    }

    @Override
    public String title() {
        return named ? "Sending" : "Acknowledgement";
    }

    @Override
    public List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>(List.of(
                OptionSpecs.flag("Request an acknowledgement and print its arguments", "--ack"),
                OptionSpecs.value("TIME", "Ack timeout (default: 5s; 0: none); implies --ack", "--ack-timeout")));
        options.add(OptionSpecs.flag("Insert values into strings, such as \"hi $uuid\"", TEMPLATE));
        if (named) {
            options.add(OptionSpecs.flag("Allow an empty event name", "--allow-empty"));
        }
        return options;
    }

    /**
     * Returns the time limit for acknowledgements; empty if none are requested.
     *
     * @throws FailureException if the value is no duration
     */
    public Optional<Duration> ackTimeout(ParseResult parsed) throws FailureException {
        return ackTimeout(parsed, ACK_TIMEOUT);
    }

    /**
     * Returns the time limit for acknowledgements; empty if none are requested.
     *
     * @param defaultTimeout the limit if the options request an acknowledgement and give no limit
     * @throws FailureException if the value is no duration
     */
    public Optional<Duration> ackTimeout(ParseResult parsed, Duration defaultTimeout) throws FailureException {
        Optional<Duration> given = DurationReader.readLimit(parsed, "--ack-timeout");
        return given.isPresent() || !OptionSpecs.isSet(parsed, "--ack") ? given : Optional.of(defaultTimeout);
    }

    /**
     * Reads an emission from words, of which the first is the event name.
     *
     * <p>A name in double quotes is a JSON string, and a name that is a JSON number is a number.
     *
     * @param ackTimeout the time limit for the acknowledgement; null to request none
     * @param allowEmpty true if the name may be empty
     * @throws FailureException if the name is reserved or looks like an argument, or an argument cannot be read
     */
    public static Emission emission(
            List<String> words, @Nullable Duration ackTimeout, ArgumentReader arguments, boolean allowEmpty)
            throws FailureException {
        EventName name = name(words.get(0), allowEmpty);
        Arguments args = arguments.read(words.subList(1, words.size()));
        return new Emission(Optional.empty(), name, args, Optional.ofNullable(ackTimeout));
    }

    /** Returns a note about the words of an emission if a shell may have split an object among them; empty if not. */
    public static Optional<String> shellNote(List<String> words) {
        return ShellQuoting.expansionNote(words.subList(1, words.size()));
    }

    /**
     * Checks that an event name can be emitted (Socket.IO documentation, "Emit cheatsheet", reserved events).
     *
     * @param allowEmpty true if the name may be empty
     * @return the name
     * @throws FailureException if the name is reserved, or is empty and must not be
     */
    public static EventName checkName(EventName name, boolean allowEmpty) throws FailureException {
        if (name.text().isEmpty() && !allowEmpty) {
            throw UsageErrors.error("the event name is empty", "check for an unset variable, or use --allow-empty");
        }
        if (name.isReserved()) {
            throw UsageErrors.error(
                    name + " is a reserved event name, and the server would close the connection",
                    "another name; Socket.IO uses these itself: connect, connect_error, disconnect, disconnecting,"
                            + " newListener, removeListener");
        }
        return name;
    }

    /** Returns true if a text looks like a Socket.IO packet with a payload, with or without the Engine.IO packet type. */
    public static boolean isPacket(String text) {
        int at = digits(text, 0);
        if (at == 0) {
            return false;
        }
        if (text.startsWith(":", at)) {
            // An Engine.IO 3 payload has the length before the packet.
            return isPacket(text.substring(at + 1));
        }
        if (text.startsWith("-", at)) {
            at++;
        }
        if (text.startsWith("/", at)) {
            int comma = text.indexOf(',', at);
            if (comma < 0) {
                return false;
            }
            at = comma + 1;
        }
        at = digits(text, at);
        return text.startsWith("[", at) || text.startsWith("{", at);
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static EventName name(String text, boolean allowEmpty) throws FailureException {
        // The parser of the command line has put a space before a negative number.
        String word = text.startsWith(" -") && Json.isNumber(text.substring(1)) ? text.substring(1) : text;
        if (word.startsWith("{") || word.startsWith("[") || isPacket(word)) {
            throw UsageErrors.error(
                    "the event name looks like " + (isPacket(word) ? "a packet: " : "JSON: ") + cut(word),
                    "put the name first: EVENT ARG…; a name in double quotes is used literally");
        }
        if (!word.startsWith("\"")) {
            return Json.isNumber(word) ? EventName.of(Json.literal(word)) : checkName(EventName.of(word), allowEmpty);
        }
        try {
            return checkName(EventName.of(RelaxedJson.parse(word)), allowEmpty);
        } catch (JsonSyntaxException e) {
            throw UsageErrors.errorAt("the name of the event", e, word, "a name without spaces needs no quotes");
        }
    }

    private static String cut(String word) {
        return word.length() <= MAX_SHOWN ? word : word.substring(0, MAX_SHOWN) + "…";
    }

    /** Returns true if an event may have an empty name. */
    public boolean allowsEmptyName(ParseResult parsed) {
        return OptionSpecs.isSet(parsed, "--allow-empty");
    }
}
