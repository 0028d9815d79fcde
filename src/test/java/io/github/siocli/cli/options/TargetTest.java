package io.github.siocli.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.client.ConnectOptions.Field;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

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
                    http://[fe80::1%eth0]:3000,     http://[fe80::1%eth0]:3000
                    http://[fe80::1%25eth0.7]:3000, http://[fe80::1%eth0.7]:3000
                    http://[fe80::1%25],            http://[fe80::1%25]:80
                    ws://[::1%1]:1,                 http://[::1%1]:1
                    http://127.0.0.1:3000/,         http://127.0.0.1:3000
                    http://example.org#fragment,    http://example.org:80
                    my_host:1,                      http://my_host:1
                    bücher.example,                 http://bücher.example:80
                    """)
    void theServerIsRead(String text, String url) throws FailureException {
        Target target = Target.parse(text);
        assertThat(target.server().url()).isEqualTo(url);
        assertThat(target.nsp()).isEmpty();
        assertThat(target.query()).isEmpty();
        assertThat(target.user()).isEmpty();
    }

    @Test
    void thePathIsTheNamespace() throws FailureException {
        assertThat(Target.parse(":3000/chat").nsp()).contains("/chat");
        assertThat(Target.parse("http://h/a/b?x=1").nsp()).contains("/a/b");
        assertThat(Target.parse("http://h/").nsp()).isEmpty();
        assertThat(Target.parse("h/chat").nsp()).contains("/chat");
    }

    @Test
    void theQueryIsDecoded() throws FailureException {
        assertThat(Target.parse("http://h/?a=1&b=%20x+y&c&&d=e=f").query())
                .containsExactly(
                        new Field("a", "1"), new Field("b", " x+y"), new Field("c", ""), new Field("d", "e=f"));
    }

    @Test
    void nameAndPasswordAreRead() throws FailureException {
        assertThat(Target.parse("http://me:secret@h:1/chat").user()).contains("me:secret");
        assertThat(Target.parse("me@h").user()).contains("me");
        assertThat(Target.parse("http://m%40e:a%3Ab+c@h").user()).contains("m@e:a:b+c");
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
                "http://[::::]:3000",
                "http://[1.2.3.4]:3000",
                "http://[]:3000",
                "http://[fe80::1%]:3000",
                "http://[fe80::1%a b]:3000",
                "http://[%lo]:3000",
                "http://h:99999999999",
                "http://h/?x=%zz",
                "http://h/?x=%",
                "http://h/?x=%a",
                "http://h/?x=%ff",
                "http://h/?x=%e2%82",
                "@profile",
                "http://h\\x",
                "h\u0000"
            })
    void whatIsNoUrlIsAUsageErrorWithTheForms(String text) {
        assertThatThrownBy(() -> Target.parse(text)).isInstanceOfSatisfying(FailureException.class, e -> {
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
                "http://me:hunter2@[fe80::x]",
                "http://me:hunter2@[fe80::1%%]"
            })
    void aPasswordIsNotShown(String text) {
        assertThatThrownBy(() -> Target.parse(text))
                .isInstanceOf(FailureException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void whateverIsTypedItIsAUrlOrAUsageError() {
        Property.holds(20_000, random -> {
            StringBuilder text = new StringBuilder();
            String[] parts = {
                "http", "ws", ":", "/", "//", "@", "?", "#", "[", "]", "%", "1", "h", ".", "&", "=", "é", " "
            };
            for (int i = random.nextInt(10); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                Target target = Target.parse(text.toString());
                assertThat(target.server().port()).isBetween(1, 65_535);
                assertThat(target.server().host()).isNotEmpty();
            } catch (FailureException e) {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.USAGE);
            }
        });
    }
}
