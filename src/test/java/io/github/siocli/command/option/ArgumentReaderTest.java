package io.github.siocli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.testing.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sku:7 n:2              | sku:7 and n:2 are sent as strings; if the shell made them from an object, quote it: '{sku:7,n:2}' (
            x to:ada text:hi n:1 y | to:ada and text:hi are sent as strings; if the shell made them from an object, quote it: '{"to":"ada","text":"hi","n":1}' (
            a:1.2.3 b:é            | a:1.2.3 and b:é are sent as strings; if the shell made them from an object, quote it: '{"id": 7}' (
            """)
    void notesObjectThatShellMayHaveExpanded(String words, String note) {
        List<String> emission = List.of(("event " + words).split(" "));
        assertThat(EmissionOptions.shellNote(emission).orElseThrow()).startsWith(note);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:1",
                "a:1 b",
                "a:1 x b:2",
                "str:a str:b",
                "hex:00 b64:AA",
                "http://a ws://b",
                "a: b:",
                "8:1 9:2"
            })
    void acceptsWordsWithColons(String words) {
        assertThat(EmissionOptions.shellNote(List.of(("order:create " + words).split(" "))))
                .isEmpty();
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    1                      | 1
                    -0                     | -0
                    2.0                    | 2.0
                    1E+2                   | 1E+2
                    12345678901234567890.5 | 12345678901234567890.5
                    01                     | "01"
                    +1                     | "+1"
                    0x10                   | "0x10"
                    NaN                    | "NaN"
                    true                   | true
                    True                   | "True"
                    null                   | null
                    hello                  | "hello"
                    a"b                    | "a\\"b"
                    'x'                    | "'x'"
                    a b                    | "a b"
                    @                      | "@"
                    str:{                  | "{"
                    str:                   | ""
                    str:str:x              | "str:x"
                    {a:1}                  | {"a":1}
                    {"b" : 1.0}            | {"b":1.0}
                    [1,]                   | [1]
                    "x"                    | "x"
                    ``                     | ""
                    """)
    void readsValue(String word, String json) throws FailureException {
        assertThat(read(word).values().get(0).text().replace(" ", "")).isEqualTo(json.replace(" ", ""));
    }

    @Test
    void keepsTextOfStrictJson() throws FailureException {
        String text = "{ \"z\" : 1, \"a\" : \"\\u0041\", \"a\" : 2.0 }";
        assertThat(read(text).values().get(0).text()).isEqualTo(text);
    }

    @Test
    void readsBytesAsAttachments() throws FailureException, IOException {
        Files.write(directory.resolve("f"), new byte[] {1, 2});
        Arguments arguments = read("bin:@f", "x", "hex:00 ff", "b64:-_8=", "b64:", "bin:x");
        assertThat(arguments.values())
                .containsExactly(
                        Arguments.placeholder(0),
                        Json.string("x"),
                        Arguments.placeholder(1),
                        Arguments.placeholder(2),
                        Arguments.placeholder(3),
                        Json.string("bin:x"));
        assertThat(arguments.attachments().stream().map(io.github.siocli.event.Attachment::base64))
                .containsExactly("AQI=", "AP8=", "+/8=", "");
    }

    @Test
    void readsFilesAndStandardInput() throws FailureException, IOException {
        Files.writeString(directory.resolve("f.json"), "{a: 'é'} // comment\n");
        assertThat(read("@f.json").values()).containsExactly(Json.literal("{\"a\":\"é\"}"));
        assertThat(reader("[1]\n").read(List.of("@-")).values()).containsExactly(Json.literal("[1]"));
        assertThat(reader("\u0000\u0001")
                        .read(List.of("bin:@-"))
                        .attachments()
                        .get(0)
                        .bytes())
                .containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {a:          | the argument is invalid: expected a value
                    {"a":tru}    | the argument is invalid: expected a value; a text needs quotes
                    "x           | the argument is invalid:
                    hex:0        | the argument is not hexadecimal:
                    hex:zz       | the argument is not hexadecimal:
                    b64:?        | the argument is not Base64:
                    @missing     | cannot read missing: no such file or directory
                    bin:@missing | cannot read missing: no such file or directory
                    @.           | cannot read .:
                    """)
    void explainsInvalidArgument(String word, String message) {
        assertThatThrownBy(() -> read(word))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().message()).startsWith(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1}       | the shell split the value at its spaces; quote it: '{"a": 1}' (bash, zsh, fish, PowerShell 7.3), "{\\"a\\": 1}" (cmd), '{\\"a\\": 1}' (older PowerShell)
            {a: 1, b: [2}  | quote it: '{"id": 7}' (bash, zsh, fish, PowerShell 7.3), "{\\"id\\": 7}" (cmd), '{\\"id\\": 7}' (older PowerShell); str:… for a string
            {name:bob}     | the shell removed the quotes; quote it: '{"name":"bob"}' (bash, zsh, fish, PowerShell 7.3), "{\\"name\\":\\"bob\\"}" (cmd), '{\\"name\\":\\"bob\\"}' (older PowerShell)
            {"name":bob}   | str:… for a string
            """)
    void explainsQuotingOfValueThatShellHasChanged(String line, String hint) {
        assertThatThrownBy(() -> read(line.split(" ")))
                .asInstanceOf(InstanceOfAssertFactories.type(FailureException.class))
                .returns(hint, e -> e.failure().hint());
    }

    @Test
    void reportsNumberOfInvalidArgument() {
        assertThatThrownBy(() -> read("1", "{")).hasMessageStartingWith("argument 2 is invalid: ");
    }

    @Test
    void marksPlaceInLongAndMultilineText() throws IOException {
        assertThatThrownBy(() -> read("[" + "1,".repeat(100) + "x]")).satisfies(e -> {
            String[] lines = e.getMessage().split("\n");
            assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('x');
            assertThat(lines[1].length()).isLessThan(80);
        });
        Files.writeString(directory.resolve("f.json"), "{\n\t\"a\": 1,\n\t\"b\": x\n}\n");
        assertThatThrownBy(() -> read("@f.json")).satisfies(e -> {
            String[] lines = e.getMessage().split("\n");
            assertThat(lines[0])
                    .startsWith("the argument, from f.json, is invalid:")
                    .endsWith("(line 3)");
            assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('x');
        });
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Files.write(directory.resolve("latin1"), "\"é\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read("@latin1")).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.FILE_UNREADABLE);
            assertThat(e.failure().message())
                    .isEqualTo("cannot read latin1: it is not UTF-8 text; bin:@FILE sends bytes");
        });
    }

    @Test
    void readsValueOrFailsWithUsageErrorForAnyInput() {
        Property.holds(20_000, random -> {
            StringBuilder word = new StringBuilder();
            String[] parts = {
                "{", "}", "[", "]", "\"", "'", ":", ",", "1", "a", " ", "\\", "é", "hex:", "b64:", "str:", "//", "\n"
            };
            for (int i = random.nextInt(10); i > 0; i--) {
                word.append(parts[random.nextInt(parts.length)]);
            }
            try {
                for (Json value : read(word.toString()).values()) {
                    parsed(value.text());
                }
            } catch (FailureException e) {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.USAGE);
            }
        });
    }

    private static void parsed(String text) throws JsonSyntaxException {
        assertThat(Json.parse(text).text()).isEqualTo(text.strip());
    }

    private Arguments read(String... words) throws FailureException {
        return reader("").read(List.of(words));
    }

    private ArgumentReader reader(String in) {
        return new ArgumentReader(
                new InputReader(directory, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8))));
    }
}
