package io.github.siocli.command;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.EmissionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Base64Exception;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.expression.Word;
import io.github.siocli.input.Utf8Lines;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketDecoder;
import io.github.siocli.shell.Line;
import io.github.siocli.text.ByteScan;
import io.github.siocli.text.Utf8Builder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads emissions from the lines of {@code --lines}.
 *
 * <p>A line is {@code EVENT ARG…} in the line language, a record as {@code --json} writes it, an array as {@code --raw} writes
 * it, or a Socket.IO packet. Blank lines, comments and records of other types than {@code event} are skipped.
 */
final class EmissionLines implements EmissionSource {

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(5);
    private static final char ENGINE_MESSAGE = '4';

    /**
     * Settings for reading lines.
     *
     * @param namespaces the connected namespaces
     * @param ackTimeout time limit for acknowledgements; empty if they are not requested for every emission
     * @param all true if records of received events are emitted too
     * @param allowEmpty true if an event may have an empty name
     */
    record LineConfig(List<String> namespaces, Optional<Duration> ackTimeout, boolean all, boolean allowEmpty) {}

    private final Utf8Lines lines;
    private final ArgumentReader arguments;
    private final RepetitionValues values;
    private final LineConfig config;
    private long emissions;
    private long records;
    private long received;

    /**
     * @param in UTF-8 text
     */
    EmissionLines(InputStream in, ArgumentReader arguments, RepetitionValues values, LineConfig config) {
        this.lines = new Utf8Lines(in);
        this.arguments = arguments;
        this.values = values;
        this.config = config;
    }

    @Override
    public long linesRead() {
        return lines.number();
    }

    @Override
    public Optional<Emission> next() throws FailureException {
        while (true) {
            Optional<byte[]> read = lines.nextUtf8();
            if (read.isEmpty()) {
                requireEmissions();
                return Optional.empty();
            }
            Optional<Emission> emission;
            try {
                emission = read(read.get());
            } catch (FailureException e) {
                throw new FailureException(inLine(e.failure()), e);
            } catch (OutOfMemoryError e) {
                throw lines.tooLarge(e);
            }
            if (emission.isPresent()) {
                emissions++;
                return emission;
            }
        }
    }

    private Optional<Emission> read(byte[] utf8) throws FailureException {
        int start = 0;
        while (start < utf8.length && (utf8[start] == ' ' || utf8[start] == '\t')) {
            start++;
        }
        // Records and arrays, which may be large, are not decoded.
        if (start < utf8.length && utf8[start] == '{') {
            return record(utf8);
        }
        if (start < utf8.length && utf8[start] == '[') {
            return Optional.of(array(utf8));
        }
        String line = new String(utf8, StandardCharsets.UTF_8);
        String text = line.strip();
        return EmissionOptions.isPacket(text) ? Optional.of(packet(text)) : words(line);
    }

    /** Fails if the input is a recording that holds no event to emit, because that is probably a mistake. */
    private void requireEmissions() throws FailureException {
        if (emissions > 0 || records == 0) {
            return;
        }
        if (received > 0) {
            throw UsageErrors.error(
                    "nothing was sent: "
                            + (received == 1 ? "the only event" : "each of the " + received + " events")
                            + " of the recording was received (\"dir\":\"in\"), and none was sent",
                    "--all emits events of both directions");
        }
        throw UsageErrors.error(
                "nothing was sent: no record of the input is an event", "{\"event\":\"hello\",\"args\":[1]}");
    }

    private Failure inLine(Failure failure) {
        return failure.kind() == FailureKind.USAGE
                ? Failure.of(FailureKind.USAGE, "line " + lines.number() + ": " + failure.message(), failure.hint())
                : failure;
    }

    private Optional<Emission> words(String text) throws FailureException {
        Line line = Line.parse(text);
        if (line.parts().isEmpty()) {
            return Optional.empty();
        }
        Word first = line.parts().get(0);
        if (!first.json() && first.text().equals("emit")) {
            String rest = text.substring(first.end()).strip();
            throw UsageErrors.error(
                    "it begins with the verb emit, but a line of --lines is EVENT ARG…",
                    (rest.isEmpty() ? "" : rest + "; or ") + "write \"emit\" in double quotes if it is the event name");
        }
        for (Word word : line.parts()) {
            if (!word.json() && isOption(word.text())) {
                throw UsageErrors.error(
                        word.text() + " is an option; options belong on the command line",
                        "str:" + word.text() + " sends it as a string");
            }
        }
        return Optional.of(EmissionOptions.emission(
                values.expand(line.words(), emissions + 1),
                config.ackTimeout().orElse(null),
                arguments,
                config.allowEmpty()));
    }

    private static boolean isOption(String word) {
        int letter = word.startsWith("--") ? 2 : 1;
        return word.startsWith("-") && word.length() > letter && Character.isLetter(word.charAt(letter));
    }

    /** Reads an array of the event name and the arguments, as {@code --raw} writes it. */
    private Emission array(byte[] utf8) throws FailureException {
        Json array;
        try {
            array = RelaxedJson.parse(utf8);
        } catch (JsonSyntaxException e) {
            throw UsageErrors.errorAt(
                    "the array",
                    e,
                    new String(utf8, StandardCharsets.UTF_8),
                    "[\"hello\",1]: the name of the event and its arguments");
        }
        Utf8Builder packet = new Utf8Builder(1 + array.size()).append('2');
        array.appendTo(packet);
        return emission(event(packet.toBytes(), 0, "the array cannot be emitted"));
    }

    private Emission packet(String text) throws FailureException {
        boolean engine = text.charAt(0) == ENGINE_MESSAGE && text.length() > 1 && Character.isDigit(text.charAt(1));
        Packet.Event event =
                event(text.getBytes(StandardCharsets.UTF_8), engine ? 1 : 0, "the packet cannot be emitted");
        requireConnected("packet", event.nsp());
        return emission(event).in(event.nsp());
    }

    private static Packet.Event event(byte[] utf8, int from, String problem) throws FailureException {
        String hint = "[\"hello\",1], 42[\"hello\",1], or hello 1";
        Optional<Packet> packet;
        try {
            packet = new PacketDecoder().decodeText(utf8, from);
        } catch (PacketSyntaxException e) {
            throw UsageErrors.error(problem + ": " + e.getMessage(), hint);
        }
        if (packet.isEmpty() || ByteScan.contains(utf8, 0, utf8.length, "\"_placeholder\"")) {
            throw UsageErrors.error(
                    problem + ": the line does not contain its attachments", "a record of --json has them; or hex:…");
        }
        if (!(packet.get() instanceof Packet.Event event)) {
            throw UsageErrors.error(problem + ": it is not an EVENT", hint);
        }
        return event;
    }

    private Emission emission(Packet.Event event) throws FailureException {
        Optional<Duration> timeout = event.id().isPresent() ? requestedAckTimeout() : config.ackTimeout();
        return new Emission(
                Optional.empty(), EmissionOptions.checkName(event.name(), config.allowEmpty()), event.args(), timeout);
    }

    /** Returns the time limit for an acknowledgement that a record or a packet requests by its id. */
    private Optional<Duration> requestedAckTimeout() {
        return config.ackTimeout().or(() -> Optional.of(ACK_TIMEOUT));
    }

    private void requireConnected(String source, String nsp) throws FailureException {
        if (!config.namespaces().contains(nsp)) {
            throw UsageErrors.error("the " + source + " is for " + nsp + ", which is not connected", "-n " + nsp);
        }
    }

    private Optional<Emission> record(byte[] utf8) throws FailureException {
        Map<String, Json> members;
        try {
            members = Json.parse(utf8, 0).members();
        } catch (JsonSyntaxException e) {
            throw UsageErrors.errorAt(
                    "the record",
                    e,
                    new String(utf8, StandardCharsets.UTF_8),
                    "a line is EVENT ARG…, or a record as --json writes it");
        }
        records++;
        if (!text(members, "type").orElse("event").equals("event")) {
            return Optional.empty();
        }
        if (!config.all() && text(members, "dir").filter("in"::equals).isPresent()) {
            received++;
            return Optional.empty();
        }
        EventName name = Optional.ofNullable(members.get("event"))
                .filter(EventName::isName)
                .map(EventName::of)
                .orElseThrow(
                        () -> UsageErrors.error("the record names no event", "{\"event\":\"hello\",\"args\":[1]}"));
        Json args = members.getOrDefault("args", Json.literal("[]"));
        if (args.kind() != Json.Kind.ARRAY) {
            throw UsageErrors.error("\"args\" of the record is not an array", "{\"event\":\"hello\",\"args\":[1]}");
        }
        Optional<String> nsp = text(members, "nsp");
        if (nsp.isPresent()) {
            requireConnected("record", nsp.get());
        }
        Optional<Duration> timeout = members.containsKey("id") ? requestedAckTimeout() : config.ackTimeout();
        return Optional.of(
                new Emission(nsp, EmissionOptions.checkName(name, config.allowEmpty()), binary(args), timeout));
    }

    private static Arguments binary(Json args) throws FailureException {
        try {
            return Arguments.ofText(args.elements());
        } catch (Base64Exception e) {
            throw UsageErrors.error("a \"$binary\" of the record is not Base64: " + e.getMessage(), "");
        }
    }

    private static Optional<String> text(Map<String, Json> members, String name) {
        return Optional.ofNullable(members.get(name))
                .filter(value -> value.kind() == Json.Kind.STRING)
                .map(Json::stringValue);
    }
}
