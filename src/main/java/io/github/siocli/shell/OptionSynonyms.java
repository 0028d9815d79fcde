package io.github.siocli.shell;

import io.github.siocli.text.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Suggests the option that a user means by an option of another tool, or by a mistyped one. */
final class OptionSynonyms {

    /**
     * A suggestion.
     *
     * @param typed the option of another tool
     * @param option the option that the model must have; empty if it must take a URL
     * @param suggestion what to type instead
     */
    private record Synonym(String typed, String option, String suggestion) {}

    /** An option that only the command emit has. */
    private static final String EMIT_ONLY = "--repeat";

    private static final String EVENT_VALUE = "the value is an argument: emit URL EVENT '{\"id\":7}'";

    private static final List<Synonym> SYNONYMS = List.of(
            of("--quiet", "--silent"),
            of("--no-color", "--color", "--color never"),
            of("--no-colour", "--color", "--color never"),
            of("--colour", "--color"),
            of("--timeout", "--max-time", "--max-time, or --connect-timeout and --ack-timeout for one step"),
            of("--timeout", "--ack-timeout"),
            of("--timeout", "--timeout"),
            of("-T", "--max-time", "--max-time"),
            of("--filter", "--match", "--match '$1.id == 7' for a condition, --event GLOB for names"),
            of("--where", "--match", "--match '$1.id == 7'"),
            of("--grep", "--match", "--match '$1.text ~ \"*word*\"'"),
            of("--only", "--event", "--event GLOB"),
            of("--ns", "--namespace"),
            of("--nsp", "--namespace"),
            of("--token", "--bearer", "--bearer TOKEN for HTTP, --auth token=TOKEN for Socket.IO"),
            of("--headers", "--header"),
            of("-A", "--header", "--header 'User-Agent: NAME'"),
            of("--user-agent", "--header", "--header 'User-Agent: NAME'"),
            of("--ws", "--transport", "--transport websocket"),
            of("--websocket", "--transport", "--transport websocket"),
            of("--polling", "--transport", "--transport polling"),
            of("--transports", "--transport"),
            of("--no-verify", "--insecure"),
            of("--ca", "--cacert"),
            of("--sni", "--servername"),
            of("--protocol", "--eio", "--eio 3 for Socket.IO 1.x and 2.x, --eio 4 for newer servers"),
            of("--eio-version", "--eio"),
            of("--delay", "--interval"),
            of("--times", "--repeat"),
            of("--number", "--repeat"),
            of("--number", "--count"),
            of("--max", "--count"),
            of("--limit", "--count"),
            of("--save", "--record"),
            of("--log", "--record"),
            of("--template", "--format"),
            of("--raw-output", "--raw"),
            of("--debug", "--trace"),
            of("--reconnection", "--reconnect"),
            of("--no-reconnection", "--no-reconnect"),
            of("-p", "", "the port belongs to the URL, as in :3000"),
            of("--port", "", "the port belongs to the URL, as in :3000"),
            of("--url", "", "the URL is an argument without an option"),
            of("--host", "", "the host belongs to the URL, as in example.org:3000"),
            of("--tls", "", "https:// in the URL"),
            of("--ssl", "", "https:// in the URL"),
            of("-d", EMIT_ONLY, EVENT_VALUE),
            of("--data", EMIT_ONLY, EVENT_VALUE),
            of("--body", EMIT_ONLY, EVENT_VALUE),
            of("--payload", EMIT_ONLY, EVENT_VALUE),
            of("--json-data", EMIT_ONLY, EVENT_VALUE));

    private OptionSynonyms() {}

    private static Synonym of(String typed, String option) {
        return new Synonym(typed, option, option);
    }

    private static Synonym of(String typed, String option, String suggestion) {
        return new Synonym(typed, option, suggestion);
    }

    /**
     * Returns the suggestion for an option that a model does not have; empty if none is similar.
     *
     * @param typed the option as it was typed, perhaps with a value behind {@code =}
     */
    static Optional<String> suggestion(String typed, CommandSpec model) {
        String name = typed.replaceFirst("=.*", "");
        Map<String, ?> options = model.optionsMap();
        // A model without a URL is a line of the prompt, which cannot choose another server.
        boolean hasUrl = model.positionalParameters().stream()
                .anyMatch(parameter -> parameter.paramLabel().equals("URL"));
        Optional<String> synonym = SYNONYMS.stream()
                .filter(each -> each.typed().equals(name))
                .filter(each -> each.option().isEmpty() ? hasUrl : options.containsKey(each.option()))
                .map(Synonym::suggestion)
                .findFirst();
        Stream<String> longNames = options.keySet().stream().filter(each -> each.startsWith("--"));
        return synonym.or(() -> name.startsWith("--") ? NearestName.find(name, longNames.toList()) : Optional.empty());
    }
}
