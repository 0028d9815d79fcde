package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.json.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmissionLinesTest {

    @Test
    void readsEventNameAndArguments() throws FailureException {
        assertThat(all("hello\nhello 1 {a: 2} x\r\n\"a name\" 1"))
                .containsExactly(
                        emission("hello"), emission("hello", "1", "{\"a\":2}", "\"x\""), emission("a name", "1"));
    }

    @Test
    void skipsBlankLinesAndComments() throws FailureException {
        assertThat(all("\n  \n# x\n  # y\nhello\n\n")).containsExactly(emission("hello"));
    }

    @Test
    void readsRecord() throws FailureException {
        assertThat(
                        all(
                                "{\"time\":\"x\",\"dir\":\"out\",\"type\":\"event\",\"nsp\":\"/chat\",\"event\":\"a\",\"args\":[1.0]}"))
                .containsExactly(new Emission(
                        Optional.of("/chat"), EventName.of("a"), Arguments.of(Json.literal("1.0")), Optional.empty()));
        assertThat(all("{\"event\":\"a\"}")).containsExactly(emission("a"));
    }

    @Test
    void requestsAcknowledgementForRecordWithId() throws FailureException {
        assertThat(all("{\"event\":\"a\",\"id\":7}").get(0).ackTimeout()).contains(Duration.ofSeconds(5));
    }

    @Test
    void extractsBinaryValuesOfRecord() throws FailureException {
        Arguments args = all("{\"event\":\"a\",\"args\":[{\"x\":{\"$binary\":\"AQI=\"}}]}")
                .get(0)
                .args();
        assertThat(args.attachments()).hasSize(1);
        assertThat(args.values()).containsExactly(Json.literal("{\"x\":{\"_placeholder\":true,\"num\":0}}"));
    }

    @Test
    void readsNumericEventNamesAsNumbers() throws FailureException {
        assertThat(all("7\n\"7\"\n{\"event\":-1.50}\n{\"event\":\"7\"}\n007\n"))
                .extracting(Emission::name)
                .containsExactly(
                        EventName.of(Json.literal("7")),
                        EventName.of("7"),
                        EventName.of(Json.literal("-1.50")),
                        EventName.of("7"),
                        EventName.of("007"));
    }

    @Test
    void skipsRecordsOfOtherTypes() throws FailureException {
        assertThat(all("{\"type\":\"connect\",\"nsp\":\"/\"}\n{\"event\":\"a\"}\n{\"type\":\"ack\",\"id\":1}\n"))
                .containsExactly(emission("a"));
    }

    @Test
    void skipsRecordsOfReceivedEventsUnlessAllAreRead() throws FailureException {
        String recording = "{\"dir\":\"in\",\"event\":\"a\",\"nsp\":\"/other\"}\n{\"dir\":\"out\",\"event\":\"b\"}\n";
        assertThat(all(recording)).containsExactly(emission("b"));
        assertThat(all(recording.replace("/other", "/"), true))
                .containsExactly(
                        new Emission(Optional.of("/"), EventName.of("a"), Arguments.NONE, Optional.empty()),
                        emission("b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"dir":"in","event":"a"}  | nothing was sent: the only event of the recording was received
                    {"type":"connect"}        | nothing was sent: no record of the input is an event
                    """)
    void refusesRecordingWithoutEventToEmit(String line, String message) {
        assertThatThrownBy(() -> all("# a recording\n" + line)).hasMessageStartingWith(message);
    }

    @Test
    void acceptsInputWithoutEmissions() throws FailureException {
        assertThat(all("")).isEmpty();
        assertThat(all("# nothing\n\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a\",1.0,{\"b\":2}]", " [\"a\", 1.0 , {\"b\":2} ] ", "['a', 1.0, {b: 2}]"})
    void readsArray(String line) throws FailureException {
        assertThat(all(line)).containsExactly(emission("a", "1.0", "{\"b\":2}"));
    }

    @Test
    void readsPacketWithNamespaceAndAckId() throws FailureException {
        Emission root =
                new Emission(Optional.of("/"), EventName.of("a"), Arguments.of(Json.literal("1.0")), Optional.empty());
        assertThat(all("42[\"a\",1.0]\n2[\"a\",1.0]\n42/,[\"a\",1.0]")).containsExactly(root, root, root);
        assertThat(all("42/chat,[\"a\"]").get(0).nsp()).contains("/chat");
        assertThat(all("42/chat,7[\"a\"]\n4212[\"a\"]\n212[\"a\"]"))
                .extracting(Emission::ackTimeout)
                .containsOnly(Optional.of(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "42 1", "42/chat", "4:", "7 [1]"})
    void readsDigitsWithoutPayloadAsEventName(String line) throws FailureException {
        assertThat(all(line)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    hello {                                   | line 2: the line is invalid:
                    {"event":                                 | line 2: the record is invalid:
                    {"args":[]}                               | line 2: the record names no event
                    {"event":null}                            | line 2: the record names no event
                    {"event":"a","args":{}}                   | line 2: "args" of the record is not an array
                    {"event":"a","nsp":"/other"}              | line 2: the record is for /other, which is not connected
                    {"event":"a","args":[{"$binary":"A"}]}    | line 2: a "$binary" of the record is not Base64
                    {"event":"disconnect"}                    | line 2: "disconnect" is a reserved event name
                    connect                                   | line 2: "connect" is a reserved event name
                    "a" "b                                    | line 2: the line is invalid:
                    hello hex:0                               | line 2: the argument is not hexadecimal
                    emit hello 1                              | line 2: it begins with the verb emit
                    emit                                      | line 2: it begins with the verb emit
                    hello 1 --ack                             | line 2: --ack is an option
                    hello -n /chat                            | line 2: -n is an option
                    '' 1                                      | line 2: the event name is empty
                    {"event":""}                              | line 2: the event name is empty
                    [""]                                      | line 2: the event name is empty
                    ["a" 1]                                   | line 2: the array is invalid: expected ',' or ']'
                    []                                        | line 2: the array cannot be emitted: an event without a name
                    [{}]                                      | line 2: the array cannot be emitted: the event name
                    ["disconnect"]                            | line 2: "disconnect" is a reserved event name
                    ["a",{"_placeholder":true,"num":0}]       | line 2: the array cannot be emitted: the line does not contain its attachments
                    451-["a",{"_placeholder":true,"num":0}]   | line 2: the packet cannot be emitted: the line does not contain its attachments
                    42/other,["a"]                            | line 2: the packet is for /other, which is not connected
                    40{"token":1}                             | line 2: the packet cannot be emitted: it is not an EVENT
                    430["a"]                                  | line 2: the packet cannot be emitted: it is not an EVENT
                    7["a"]                                    | line 2: the packet cannot be emitted: unknown packet type
                    42["a"]x                                  | line 2: the packet cannot be emitted: broken JSON
                    10:42["a",1]                              | line 2: the packet cannot be emitted
                    hello {a: $1}                             | line 2: unknown value $1
                    hello {a: $args}                          | line 2: unknown value $args
                    """)
    void reportsNumberOfInvalidLine(String line, String message) {
        assertThatThrownBy(() -> all("# first\n" + line + "\nhello"))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.USAGE);
                    assertThat(e.failure().message()).startsWith(message);
                });
    }

    @Test
    void readsLinesBeforeInvalidLine() throws FailureException {
        EmissionLines lines = lines("a\nb\n{\n".getBytes(StandardCharsets.UTF_8));
        assertThat(lines.next()).contains(emission("a"));
        assertThat(lines.next()).contains(emission("b"));
        assertThatThrownBy(lines::next).hasMessageStartingWith("line 3: ");
    }

    @Test
    void refusesInputThatIsNotUtf8() {
        EmissionLines lines = lines("é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(lines::next).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.FILE_UNREADABLE);
            assertThat(e.failure().message()).startsWith("cannot read standard input: line 1 is not UTF-8");
        });
    }

    private static Emission emission(String name, String... args) {
        return new Emission(
                Optional.empty(),
                EventName.of(name),
                Arguments.of(List.of(args).stream().map(Json::literal).toArray(Json[]::new)),
                Optional.empty());
    }

    private static List<Emission> all(String text) throws FailureException {
        return all(text, false);
    }

    private static List<Emission> all(String text, boolean received) throws FailureException {
        EmissionLines lines = lines(text.getBytes(StandardCharsets.UTF_8), received);
        List<Emission> all = new ArrayList<>();
        for (Optional<Emission> next = lines.next(); next.isPresent(); next = lines.next()) {
            all.add(next.get());
        }
        return all;
    }

    @Test
    void insertsValuesIntoJsonWithoutQuotesOnly() throws FailureException {
        List<Emission> all = all("a {i: $n, cost: \"$5\"} $n\n\nb [$n]\n");
        assertThat(all)
                .extracting(emission -> emission.args().toTexts())
                .containsExactly(List.of("{\"i\":1,\"cost\":\"$5\"}", "\"$n\""), List.of("[2]"));
    }

    private static EmissionLines lines(byte[] bytes) {
        return lines(bytes, false);
    }

    private static EmissionLines lines(byte[] bytes, boolean received) {
        InputStream in = new ByteArrayInputStream(bytes);
        ArgumentReader arguments = new ArgumentReader(new InputReader(Path.of("target"), in));
        ValueSources sources = ValueSources.of(Clock.systemUTC(), Map.of());
        return new EmissionLines(
                in,
                arguments,
                new RepetitionValues(sources, arguments, false),
                new EmissionLines.LineConfig(List.of("/", "/chat"), Optional.empty(), received, false));
    }
}
