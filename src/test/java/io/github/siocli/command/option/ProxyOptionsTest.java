package io.github.siocli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.proxy.ProxyAddress.Credentials;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ProxyOptionsTest {

    private static final ServerAddress PLAIN = new ServerAddress(false, "app.example", 80);
    private static final ServerAddress SECURE = new ServerAddress(true, "app.example", 443);

    @ParameterizedTest
    @CsvSource(textBlock = """
                    proxy.example:3128,              http://proxy.example:3128
                    proxy.example,                   http://proxy.example:1080
                    http://proxy.example:3128/,      http://proxy.example:3128
                    HTTPS://proxy.example,           https://proxy.example:443
                    socks5://proxy.example,          socks5://proxy.example:1080
                    socks5h://proxy.example:9050,    socks5h://proxy.example:9050
                    socks5h://[::1]:9050,            socks5h://[::1]:9050
                    http://me:secret@proxy.example,  http://proxy.example:1080
                    """)
    void readsProxyUrl(String text, String url) throws FailureException {
        assertThat(read(PLAIN, Map.of(), "-x", text).map(ProxyAddress::url)).contains(url);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    http://me:secret@h:1,        me,    secret
                    http://me@h:1,               me,    ''
                    http://me:@h:1,              me,    ''
                    http://a%40b:c%3Ad%2f%25@h,  a@b,   c:d/%
                    http://me:a:b@h,             me,    a:b
                    http://me:a@b@h,             me,    a@b
                    http://me:a/b@h,             me,    a/b
                    me:1+2@h:1,                  me,    1+2
                    http://m%C3%A9:x@h,          mé,    x
                    """)
    void decodesCredentials(String text, String name, String password) throws FailureException {
        ProxyAddress proxy = read(PLAIN, Map.of(), "--proxy", text).orElseThrow();
        assertThat(proxy.credentials()).contains(new Credentials(name, password));
        assertThat(proxy.host()).isEqualTo("h");
        assertThat(proxy.toString()).doesNotContain(name + ",").doesNotContain("secret");
    }

    @Test
    void readsEnvironmentLikeCurl() throws FailureException {
        Map<String, String> all = Map.of(
                "http_proxy", "a:1", "HTTP_PROXY", "b:1", "https_proxy", "", "HTTPS_PROXY", "c:1", "ALL_PROXY", "d:1");
        assertThat(url(PLAIN, all)).contains("http://a:1");
        assertThat(url(SECURE, all)).contains("http://c:1");
        assertThat(url(SECURE, Map.of("http_proxy", "a:1"))).isEmpty();
        assertThat(url(PLAIN, Map.of("HTTP_PROXY", "b:1"))).contains("http://b:1");
        assertThat(url(PLAIN, Map.of("https_proxy", "a:1", "all_proxy", "socks5://e")))
                .contains("socks5://e:1080");
        assertThat(url(PLAIN, all, "-x", "f:1")).contains("http://f:1");
        assertThat(url(PLAIN, Map.of())).isEmpty();
    }

    @Test
    void usesNoProxyForListedHosts() throws FailureException {
        Map<String, String> set = Map.of("http_proxy", "a:1", "NO_PROXY", "example");
        assertThat(url(PLAIN, set)).isEmpty();
        assertThat(url(PLAIN, set, "-x", "b:1")).isEmpty();
        assertThat(url(PLAIN, set, "--noproxy", "other")).contains("http://a:1");
        assertThat(url(PLAIN, set, "--noproxy", "")).contains("http://a:1");
        assertThat(url(PLAIN, Map.of("http_proxy", "a:1", "no_proxy", "other", "NO_PROXY", "*")))
                .contains("http://a:1");
        assertThat(url(PLAIN, Map.of("http_proxy", "a:1"), "-x", "")).isEmpty();
        assertThat(url(PLAIN, Map.of("http_proxy", "a:1"), "--noproxy", "*")).isEmpty();
        assertThat(url(new ServerAddress(false, "localhost", 80), Map.of("http_proxy", "a:1")))
                .contains("http://a:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://me:secret@h:x      | --proxy is not the URL of a proxy: "http://…@h:x"
                    http://me:se/cret@h x     | --proxy is not the URL of a proxy: "http://…@h x"
                    http://                   | --proxy is not the URL of a proxy: "http://"
                    http://h:1/path           | --proxy is not the URL of a proxy: "http://h:1/path"
                    socks4://h                | --proxy has the unknown scheme socks4
                    http://h:0                | --proxy has the port 0
                    http://h:65536            | --proxy has the port 65536
                    http://me:%zz@h           | --proxy has a name or password that is not correctly percent-encoded
                    """)
    void refusesInvalidProxyWithoutShowingPassword(String text, String message) {
        assertThatThrownBy(() -> read(PLAIN, Map.of(), "--proxy", text))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.USAGE);
                    assertThat(e).hasMessage(message);
                });
    }

    @Test
    void namesVariableWithInvalidProxy() {
        assertThatThrownBy(() -> read(PLAIN, Map.of("all_proxy", "ftp://x:y@h")))
                .hasMessage("ALL_PROXY in the environment has the unknown scheme ftp");
        assertThatThrownBy(() -> read(PLAIN, Map.of("http_proxy", "socks5://" + "x".repeat(256) + ":y@h")))
                .hasMessageStartingWith("HTTP_PROXY in the environment has a name or password of more than 255 bytes");
    }

    private static Optional<String> url(ServerAddress server, Map<String, String> variables, String... words)
            throws FailureException {
        return read(server, variables, words).map(ProxyAddress::url);
    }

    private static Optional<ProxyAddress> read(ServerAddress server, Map<String, String> variables, String... words)
            throws FailureException {
        ProxyOptions options = new ProxyOptions();
        CommandSpec spec = CommandSpec.create();
        options.options().forEach(spec::addOption);
        return options.read(new CommandLine(spec).parseArgs(words), server, variables)
                .proxy();
    }
}
