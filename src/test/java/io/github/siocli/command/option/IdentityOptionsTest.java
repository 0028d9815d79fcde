package io.github.siocli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.net.cookie.StoredCookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class IdentityOptionsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"token":"x", "n": 2.0}  | {"token":"x", "n": 2.0}
                    {token: 'x'}             | {"token":"x"}
                    "text"                   | "text"
                    [1]                      | [1]
                    17                       | 17
                    null                     | null
                    token=x                  | {"token":"x"}
                    token=                   | {"token":""}
                    token=a=b                | {"token":"a=b"}
                    token={"a":1}            | {"token":"{\\"a\\":1}"}
                    @-                       | {"from":"stdin"}
                    @auth.json               | {"from":"file"}
                    token=@token             | {"token":"s3cret"}
                    token=@                  | {"token":"@"}
                    """)
    void readsAuthPayload(String text, String json) throws FailureException, IOException {
        Files.writeString(directory.resolve("auth.json"), "{from: 'file'}\n");
        Files.writeString(directory.resolve("token"), "s3cret\n");
        assertThat(read(Map.of(), "-a", text).auth()).contains(Json.literal(json));
    }

    @Test
    void combinesPairsToOneObject() throws FailureException {
        assertThat(read(Map.of(), "-a", "a=1", "--auth", "b=é\"").auth())
                .contains(Json.literal("{\"a\":\"1\",\"b\":\"é\\\"\"}"));
    }

    @Test
    void readsEnvironmentIfNoOptionIsGiven() throws FailureException {
        Map<String, String> variables = Map.of("SIO_AUTH", "{a: 1}", "SIO_BEARER", "t0ken");
        assertThat(read(variables).auth()).contains(Json.literal("{\"a\":1}"));
        assertThat(read(variables).http().fields()).containsExactly(new NameValue("Authorization", "Bearer t0ken"));
        assertThat(read(variables, "-a", "b=2", "--bearer", "x").auth()).contains(Json.literal("{\"b\":\"2\"}"));
        assertThat(read(variables, "--bearer", "x").http().fields())
                .containsExactly(new NameValue("Authorization", "Bearer x"));
        assertThat(read(variables, "-u", "a:b").http().fields())
                .containsExactly(new NameValue("Authorization", "Basic YTpi"));
        assertThat(read(Map.of("SIO_AUTH", "", "SIO_BEARER", "")).auth()).isEmpty();
    }

    @Test
    void readsHeadersCookiesAndQueryParameters() throws FailureException {
        ConnectOptions options = read(
                Map.of(), "-H", "X-A: 1", "-H", "X-B:2", "-H", "X-C:", "-b", "a=1", "-b", "b=2", "-q", "x=1", "-q",
                "y=");
        assertThat(options.http().fields())
                .containsExactly(
                        new NameValue("X-A", "1"),
                        new NameValue("X-B", "2"),
                        new NameValue("X-C", ""),
                        new NameValue("Cookie", "a=1; b=2"));
        assertThat(options.http().query()).containsExactly(new NameValue("x", "1"), new NameValue("y", ""));
    }

    @ParameterizedTest
    @CsvSource({"EIO=3,--eio 3", "transport=polling,--transport polling", "sid=x,its own sid", "t=1,another name"})
    void refusesQueryParametersThatEngineIoSetsItself(String parameter, String hint) {
        assertThatThrownBy(() -> read(Map.of(), "-q", parameter))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().hint()).contains(hint))
                .hasMessageContaining("--query cannot set " + parameter.split("=")[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    -a {x              | the value of --auth is invalid: expected ':' after the key
                    -a x               | the value of --auth is invalid:
                    -a x=1 -a {}       | --auth is given more than once
                    -a @missing        | cannot read missing: no such file or directory
                    -a t=@missing      | cannot read missing: no such file or directory
                    -H x               | --header takes NAME: VALUE, not "x"
                    -H :x              | --header takes NAME: VALUE, not ":x"
                    -H a(b:c           | "a(b" is not a valid header name
                    -H x:ü             | the value of the header field x holds characters that HTTP does not allow
                    -b x               | --cookie takes NAME=VALUE or @FILE
                    -b @jar            | cannot read jar: no such file or directory
                    -b a=ü             | the value of the header field Cookie holds characters that HTTP does not allow
                    -q x               | --query takes NAME=VALUE, not "x"
                    -q =x              | --query takes NAME=VALUE, not "=x"
                    -u a:b --bearer c  | --user and --bearer both set the field Authorization
                    --bearer @missing  | cannot read missing: no such file or directory
                    """)
    void explainsInvalidOptions(String line, String message) {
        assertThatThrownBy(() -> read(Map.of(), line.split(" "))).hasMessageStartingWith(message);
    }

    @Test
    void readsCookiesOfFilesBesideOthers() throws FailureException, IOException {
        Files.writeString(directory.resolve("jar"), "h\tFALSE\t/\tFALSE\t0\ta\tfrom the file\n");
        ConnectOptions options = read(Map.of(), "-b", "@jar", "-b", "b=2");
        assertThat(options.http().fields()).containsExactly(new NameValue("Cookie", "b=2"));
        assertThat(options.http().cookies()).extracting(StoredCookie::value).containsExactly("from the file");
    }

    @Test
    void refusesLineBreakInHeader() {
        assertThatThrownBy(() -> read(Map.of(), "-H", "x: 1\r\ny: 2")).isInstanceOf(FailureException.class);
    }

    private ConnectOptions read(Map<String, String> variables, String... words) throws FailureException {
        ConnectionOptions options = new ConnectionOptions(false);
        CommandSpec spec = CommandSpec.create();
        options.groups().forEach(group -> group.options().forEach(spec::addOption));
        CommandLine line = new CommandLine(spec).setExpandAtFiles(false);
        InputReader inputs = new InputReader(
                directory, new ByteArrayInputStream("{from: 'stdin'}".getBytes(StandardCharsets.UTF_8)));
        return options.read(line.parseArgs(words), ":1", inputs, variables);
    }
}
