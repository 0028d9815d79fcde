package io.github.siocli.cli.options;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** How an event is emitted. */
public final class EmissionOptions implements OptionGroup {

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(5);
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    /**
     * An event to emit.
     *
     * @param nsp the namespace, where one is named
     * @param name name of the event
     * @param args its arguments
     * @param ackTimeout where an acknowledgement is asked for, the time that it may take
     */
    public record Emission(Optional<String> nsp, EventName name, Arguments args, Optional<Duration> ackTimeout) {

        /** Where it goes: to the namespace that it names, or else to each of those that are connected. */
        public List<String> targets(List<String> connected) {
            return nsp.map(List::of).orElse(connected);
        }
    }

    @Override
    public String title() {
        return "Acknowledgement";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                Flags.flag("Ask for an acknowledgement, wait for it and print its arguments", "--ack"),
                Flags.value(
                        "TIME", "Time that an acknowledgement may take (default: 5s); implies --ack", "--ack-timeout"));
    }

    /**
     * The time for acknowledgements, where they are asked for.
     *
     * @throws FailureException where it is no duration
     */
    public Optional<Duration> ackTimeout(ParseResult parsed) throws FailureException {
        return ackTimeout(parsed, ACK_TIMEOUT);
    }

    /**
     * The same where another time is used unless one is given.
     *
     * @throws FailureException where what is given is no duration
     */
    public Optional<Duration> ackTimeout(ParseResult parsed, Duration unlessGiven) throws FailureException {
        Optional<Duration> given = TimeSpans.of(parsed, "--ack-timeout");
        return given.isPresent() || !Flags.isSet(parsed, "--ack") ? given : Optional.of(unlessGiven);
    }

    /**
     * The event that words name, its name first. A name in double quotes is a JSON string, one that is a JSON number is a
     * number.
     *
     * @throws FailureException where the name is reserved, or an argument cannot be read
     */
    public static Emission emission(List<String> words, Optional<Duration> ackTimeout, ArgumentReader arguments)
            throws FailureException {
        EventName name = name(words.get(0));
        Arguments args = arguments.read(words.subList(1, words.size()));
        return new Emission(Optional.empty(), name, args, ackTimeout);
    }

    /**
     * Checks that a name can be emitted (Socket.IO documentation, "Emit cheatsheet", reserved events).
     *
     * @throws FailureException where the name is reserved
     */
    public static EventName checkName(EventName name) throws FailureException {
        if (!name.isNumber() && RESERVED.contains(name.text())) {
            throw Usage.error(
                    name + " is a reserved event name, and the server would close the connection",
                    "another name; Socket.IO uses these itself: connect, connect_error, disconnect, disconnecting,"
                            + " newListener, removeListener");
        }
        return name;
    }

    private static EventName name(String word) throws FailureException {
        if (!word.startsWith("\"")) {
            return Json.isNumber(word) ? EventName.of(Json.literal(word)) : checkName(EventName.of(word));
        }
        try {
            return checkName(EventName.of(RelaxedJson.parse(word)));
        } catch (JsonSyntaxException e) {
            throw Usage.errorAt("the name of the event", e, word, "no quotes are needed around a name without spaces");
        }
    }
}
