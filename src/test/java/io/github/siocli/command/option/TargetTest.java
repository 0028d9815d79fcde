package io.github.siocli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.testing.Property;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    private static Target parse(String text) throws FailureException {
        return Target.parse(text, null);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    :3000,                          http://localhost:3000
                    localhost:3000,                 http://localhost:3000
                    example.org,                    http://example.org:80
                    example.org:,                   http://example.org:80
                    http://example.org,             http://example.org:80
                    https://example.org,            https://example.org:443
                    ws://example.org:81,            http://example.org:81
                    wss://example.org,              https://example.org:443
                    HTTPS://example.org,            https://example.org:443
                    http://[::1]:3000,              http://[::1]:3000
                    http://127.0.0.1:3000/,         http://127.0.0.1:3000
                    http://[fe80::1%eth0]:3000,     http://[fe80::1%eth0]:3000
                    http://[fe80::1%25eth0.7]:3000, http://[fe80::1%eth0.7]:3000
                    http://[fe80::1%25],            http://[fe80::1%25]:80
                    ws://[::1%1]:1,                 http://[::1%1]:1
                    my_host:1,                      http://my_host:1
                    bücher.example,                 http://bücher.example:80
                    """)
    void readsServerAddress(String text, String url) throws FailureException {
        Target target = parse(text);
        assertThat(target.server().url()).isEqualTo(url);
        assertThat(target.nsp()).isEmpty();
        assertThat(target.query()).isEmpty();
        assertThat(target.user()).isEmpty();
        assertThat(target.enginePath()).isEmpty();
        assertThat(target.notes()).isEmpty();
    }

    @Test
    void readsPathAsNamespace() throws FailureException {
        assertThat(parse(":3000/chat").nsp()).contains("/chat");
        assertThat(parse("http://h/a/b?x=1").nsp()).contains("/a/b");
        assertThat(parse("http://h/").nsp()).isEmpty();
        assertThat(parse("h/chat").nsp()).contains("/chat");
    }

    @Test
    void decodesQuery() throws FailureException {
        assertThat(parse("http://h/?a=1&b=%20x+y&c&&d=e=f").query())
                .containsExactly(
                        new NameValue("a", "1"),
                        new NameValue("b", " x+y"),
                        new NameValue("c", ""),
                        new NameValue("d", "e=f"));
    }

    @Test
    void keepsReservedCharactersOfQuery() throws FailureException {
        assertThat(parse("http://h/?t1=a+b%2Bc%26d&t2=a/b?c:d@e;f,g[]{}|!~*'()").query())
                .containsExactly(new NameValue("t1", "a+b+c&d"), new NameValue("t2", "a/b?c:d@e;f,g[]{}|!~*'()"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://h:1/socket.io/                                                  | /socket.io/      |
            http://h:1/socket.io                                                   | /socket.io       |
            h:1/app/socket.io//                                                    | /app/socket.io// |
            http://h:1/socket.io/?EIO=4&transport=polling&t=P8x&sid=x&b64=1&j=0    | /socket.io/      | EIO, transport, t, sid, b64, j
            ws://h:1/socket.io/?EIO=3&transport=websocket                          | /socket.io/      | EIO, transport
            https://h:1/api/live?EIO=4&transport=polling&t=P8x                     | /api/live        | EIO, transport, t
            wss://h:1/api/live/?transport=websocket&sid=x                          | /api/live/       | transport, sid
            http://h:1/?EIO=4&transport=websocket                                  |                  | EIO, transport
            http://h:1?sid=x                                                       |                  | sid
            """)
    void readsEngineUrlAsRootNamespaceAndNotesIgnoredParameters(String url, String enginePath, String ignored)
            throws FailureException {
        Target target = parse(url);
        assertThat(target.nsp()).isEmpty();
        assertThat(target.enginePath()).isEqualTo(Optional.ofNullable(enginePath));
        assertThat(target.query()).isEmpty();
        assertThat(target.notes()).hasSize(1);
        assertThat(target.notes().get(0))
                .contains(enginePath == null ? "" : "path " + enginePath + " is used as the engine path")
                .contains(ignored == null ? "" : "ignored in the URL: " + ignored + " (");
    }

    @Test
    void keepsOtherParametersOfEngineUrl() throws FailureException {
        assertThat(parse("http://h/socket.io/?token=a+b&EIO=4&transport=polling&room=7")
                        .query())
                .containsExactly(new NameValue("token", "a+b"), new NameValue("room", "7"));
        assertThat(parse("http://h/chat?b64=1&j=0&transport=car").query())
                .as("not of Engine.IO")
                .containsExactly(new NameValue("b64", "1"), new NameValue("j", "0"));
    }

    @Test
    void readsPathAsEnginePathIfOptionNamesIt() throws FailureException {
        for (String url : List.of("http://h/api/live", "http://h/api/live/", "http://h/api/live/?EIO=4")) {
            Target target = Target.parse(url, "api/live");
            assertThat(target.nsp()).isEmpty();
            assertThat(target.enginePath()).isPresent();
        }
        assertThat(Target.parse("http://h/chat?EIO=4", "/api/live/").nsp()).contains("/chat");
        assertThatThrownBy(() -> Target.parse("http://h/socket.io/", "/api/live/"))
                .hasMessageContaining("--path has /api/live/");
    }

    @Test
    void notesFragmentWithoutShowingIt() throws FailureException {
        Target target = parse("http://h/chat#access_token=hunter2");
        assertThat(target.nsp()).contains("/chat");
        assertThat(target.notes())
                .containsExactly("ignored in the URL: the fragment after #, which is never sent to a server");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3000                | did you mean :3000?
            3000/chat           | did you mean :3000/chat?
            http://3000         | did you mean http://localhost:3000?
            https://3000:8443/  | did you mean https://localhost:8443/?
            localhost/3000      | did you mean :3000?
            localhost/3000/     | did you mean :3000?
            example.org/3000/a  | did you mean example.org:3000/a?
            /3000               | did you mean :3000?
            """)
    void suggestsPortForMisplacedNumber(String url, String question) {
        assertThatThrownBy(() -> parse(url)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.USAGE);
            assertThat(e.failure().message()).contains(question);
        });
    }

    @Test
    void readsNumberAsNamespaceOfCompleteUrlWithNote() throws FailureException {
        Target target = parse("http://localhost/3000");
        assertThat(target.nsp()).contains("/3000");
        assertThat(target.notes())
                .containsExactly("the namespace is /3000 and the port 80; did you mean http://localhost:3000?");
        assertThat(parse("localhost:80/3000").notes()).isEmpty();
        assertThat(parse("http://localhost/99999").notes()).as("no port").isEmpty();
    }

    @Test
    void findsPortInSeparateArgument() {
        assertThat(MisplacedPort.inSeparateArgument("localhost", "3000")).contains(":3000");
        assertThat(MisplacedPort.inSeparateArgument("example.org", "3000")).contains("example.org:3000");
        assertThat(MisplacedPort.inSeparateArgument("http://localhost", "3000")).isEmpty();
        assertThat(MisplacedPort.inSeparateArgument(":3000", "7")).isEmpty();
        assertThat(MisplacedPort.inSeparateArgument("localhost", "hello")).isEmpty();
        assertThat(MisplacedPort.inSeparateArgument("localhost", "70000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {":3000/a,b", "http://h/a,b?x=1"})
    void explainsCommaInNamespace(String url) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("it contains a comma");
    }

    @Test
    void readsNameAndPassword() throws FailureException {
        assertThat(parse("http://me:secret@h:1/chat").user()).contains("me:secret");
        assertThat(parse("me@h").user()).contains("me");
        assertThat(parse("http://m%40e:a%3Ab+c@h").user()).contains("m@e:a:b+c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "http://",
                "//",
                "http:///chat",
                "/chat",
                "?x",
                "a b",
                "http://a b",
                "http://.a",
                "http://a..b",
                "http://.",
                "ftp://h",
                "mailto:x",
                "http://h:0",
                "http://h:65536",
                "http://h:port",
                ":x",
                ":-1",
                "::",
                "h:1:2",
                "http://[::1",
                "http://h:99999999999",
                "http://h/?x=%zz",
                "http://h/?x=%",
                "http://h/?x=%a",
                "http://h/?x=%ff",
                "http://h/?x=%e2%82",
                "http://[::::]:3000",
                "http://[1.2.3.4]:3000",
                "http://[]:3000",
                "http://[fe80::1%]:3000",
                "http://[fe80::1%a b]:3000",
                "http://[%lo]:3000",
                "@profile",
                "http://h\\x",
                "h\u0000"
            })
    void refusesInvalidUrl(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.USAGE);
            assertThat(e.failure().hint()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:hunter2@h:x",
                "http://me:hunter2@",
                "http://me:hunter2@h h",
                "ftp://me:hunter2@h",
                "http://me:hunter2/3@h",
                "me:hunter2/3@h",
                "http://me:hunter2%zz@h",
                "http:///me:hunter2@h",
                "me:hunter2@3000",
                "me:3000hunter2@3000?token=hunter2",
                "http://me:hunter2@[fe80::x]",
                "http://me:hunter2@[fe80::1%%]"
            })
    void doesNotShowPassword(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(FailureException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void readsTargetOrFailsWithUsageErrorForAnyInput() {
        Property.holds(20_000, random -> {
            StringBuilder text = new StringBuilder();
            String[] parts = {
                "http", "ws", ":", "/", "//", "@", "?", "#", "[", "]", "%", "1", "h", ".", "&", "=", "é", " "
            };
            for (int i = random.nextInt(10); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                Target target = parse(text.toString());
                assertThat(target.server().port()).isBetween(1, 65_535);
                assertThat(target.server().host()).isNotEmpty();
            } catch (FailureException e) {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.USAGE);
            }
        });
    }
}
