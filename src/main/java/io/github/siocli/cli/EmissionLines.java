package io.github.siocli.cli;

import io.github.siocli.cli.language.Line;
import io.github.siocli.cli.options.ArgumentReader;
import io.github.siocli.cli.options.EmissionOptions;
import io.github.siocli.cli.options.EmissionOptions.Emission;
import io.github.siocli.cli.options.Usage;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Base64Exception;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads emissions from lines: {@code EVENT ARG…} in the tool's language, or a record as {@code --json} writes it. Blank
 * lines, comments and records of anything but events are passed over.
 */
final class EmissionLines implements Emissions {

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(5);

    private final Utf8Lines lines;
    private final ArgumentReader arguments;
    private final List<String> namespaces;
    private final Optional<Duration> ackTimeout;

    /**
     * Reads UTF-8 text.
     *
     * @param namespaces those that are connected
     * @param ackTimeout where an acknowledgement is asked for with each emission, the time that it may take
     */
    EmissionLines(InputStream in, ArgumentReader arguments, List<String> namespaces, Optional<Duration> ackTimeout) {
        this.lines = new Utf8Lines(in);
        this.arguments = arguments;
        this.namespaces = namespaces;
        this.ackTimeout = ackTimeout;
    }

    @Override
    public Optional<Emission> next() throws FailureException {
        while (true) {
            Optional<String> read = lines.next();
            if (read.isEmpty()) {
                return Optional.empty();
            }
            String line = read.get();
            Optional<Emission> emission;
            try {
                emission = line.stripLeading().startsWith("{") ? record(line) : words(line);
            } catch (FailureException e) {
                throw new FailureException(inLine(e.failure()), e);
            } catch (OutOfMemoryError e) {
                throw lines.tooLarge(e);
            }
            if (emission.isPresent()) {
                return emission;
            }
        }
    }

    private Failure inLine(Failure failure) {
        return failure.kind() == FailureKind.USAGE
                ? Failure.of(FailureKind.USAGE, "line " + lines.number() + ": " + failure.message(), failure.hint())
                : failure;
    }

    private Optional<Emission> words(String text) throws FailureException {
        Line line = Line.parse(text);
        return line.words().isEmpty()
                ? Optional.empty()
                : Optional.of(EmissionOptions.emission(line.words(), ackTimeout, arguments));
    }

    private Optional<Emission> record(String text) throws FailureException {
        Map<String, Json> members;
        try {
            members = Json.parse(text).members();
        } catch (JsonSyntaxException e) {
            throw Usage.errorAt("the record", e, text, "a line is EVENT ARG…, or a record as --json writes it");
        }
        if (!text(members, "type").orElse("event").equals("event")) {
            return Optional.empty();
        }
        EventName name = Optional.ofNullable(members.get("event"))
                .filter(EventName::isName)
                .map(EventName::of)
                .orElseThrow(() -> Usage.error("the record names no event", "{\"event\":\"hello\",\"args\":[1]}"));
        Json args = members.getOrDefault("args", Json.literal("[]"));
        if (args.kind() != Json.Kind.ARRAY) {
            throw Usage.error("\"args\" of the record is not an array", "{\"event\":\"hello\",\"args\":[1]}");
        }
        Optional<String> nsp = text(members, "nsp");
        if (nsp.isPresent() && !namespaces.contains(nsp.get())) {
            throw Usage.error("the record is for " + nsp.get() + ", which is not connected", "-n " + nsp.get());
        }
        Optional<Duration> timeout =
                members.containsKey("id") ? ackTimeout.or(() -> Optional.of(ACK_TIMEOUT)) : ackTimeout;
        return Optional.of(new Emission(nsp, EmissionOptions.checkName(name), binary(args), timeout));
    }

    private static Arguments binary(Json args) throws FailureException {
        try {
            return Arguments.ofText(args.elements());
        } catch (Base64Exception e) {
            throw Usage.error("a \"$binary\" of the record is not Base64: " + e.getMessage(), "");
        }
    }

    private static Optional<String> text(Map<String, Json> members, String name) {
        return Optional.ofNullable(members.get(name))
                .filter(value -> value.kind() == Json.Kind.STRING)
                .map(Json::stringValue);
    }
}
