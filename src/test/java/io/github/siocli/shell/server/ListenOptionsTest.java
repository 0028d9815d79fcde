package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.tls.CertificateFiles;
import io.github.siocli.net.tls.ServerTls;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.server.engine.OriginPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ListenOptionsTest {

    private static final Map<String, String> VARIABLES = Map.of("SIO_KEY_PASS", "of the environment");

    @TempDir
    private Path directory;

    @Test
    void servesWithoutTlsIfNoCertificateIsGiven() throws FailureException {
        assertThat(read(VARIABLES).options().engine().tls()).isEmpty();
    }

    @Test
    void acceptsCertificateWithAndWithoutKeyFile() throws FailureException {
        assertThat(certificate(Map.of(), "--cert", "both.pem"))
                .isEqualTo(new CertificateFiles(directory.resolve("both.pem"), Optional.empty(), Optional.empty()));
        assertThat(certificate(Map.of(), "--cert", "c.pem", "--key", "k.pem"))
                .isEqualTo(new CertificateFiles(
                        directory.resolve("c.pem"), Optional.of(directory.resolve("k.pem")), Optional.empty()));
    }

    @Test
    void readsPassphraseFromOptionFileOrEnvironment() throws FailureException, IOException {
        Files.writeString(directory.resolve("password"), "of the file\n");
        assertThat(certificate(VARIABLES, "--cert", "c.p12", "--key-pass", "given")
                        .password())
                .contains("given");
        assertThat(certificate(VARIABLES, "--cert", "c.p12", "--key-pass", "@password")
                        .password())
                .contains("of the file");
        assertThat(certificate(VARIABLES, "--cert", "c.p12").password()).contains("of the environment");
        assertThat(read(VARIABLES, "--cert", "c.p12").toString()).doesNotContain("of the environment");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                --key k                   | --key needs --cert
                --key-pass p              | --key-pass needs --cert
                --cert c --key-pass @none | cannot read none: no such file or directory
                """)
    void explainsInvalidTlsOptions(String line, String message) {
        assertThatThrownBy(() -> read(Map.of(), line.split(" "))).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().message()).isEqualTo(message);
            assertThat(e.failure().kind().exitCode()).isEqualTo(ExitCode.USAGE);
        });
    }

    @Test
    void describesEngineIoClientIfOnlyEngineIoIsServed() throws FailureException {
        assertThat(read(Map.of(), "--path", "/e/").describeConnect(3301))
                .isEqualTo("sio connect :3301 --path /e/, or in JavaScript"
                        + " io(\"http://localhost:3301\", { path: \"/e/\" })");
        assertThat(read(Map.of(), "--engine-only", "--path", "/engine.io/").describeConnect(3301))
                .isEqualTo("an Engine.IO client, in JavaScript"
                        + " new Socket(\"http://localhost:3301\", { path: \"/engine.io/\" }) of engine.io-client");
    }

    @Test
    void readsOrigins() throws FailureException {
        assertThat(engine().origins()).isEqualTo(OriginPolicy.LOCAL);
        assertThat(engine("--cors", "https://a.example/", "--cors", "null").origins())
                .isEqualTo(new OriginPolicy(false, Set.of("https://a.example", "null")));
        assertThat(engine("--cors", "https://a.example", "--cors", "*").origins())
                .isEqualTo(OriginPolicy.ANY);
        for (String invalid : new String[] {"a.example", "https://", "https://a.example/b", ""}) {
            assertThatThrownBy(() -> engine("--cors", invalid))
                    .hasMessage("--cors takes an origin, not \"" + invalid + "\"");
        }
    }

    @Test
    void readsTransportsAndHeartbeat() throws FailureException {
        assertThat(engine().transport().upgrade()).isTrue();
        assertThat(engine("--no-upgrade").transport().upgrade()).isFalse();
        assertThat(engine("--ping-interval", "1ms").heartbeat().interval()).isEqualTo(Duration.ofMillis(1));
        assertThatThrownBy(() -> engine("--ping-timeout", "0")).hasMessage("--ping-timeout is too short");
    }

    /** On a terminal, the server may listen on another port than the default one. */
    @Test
    void triesOtherPortsOnATerminalUnlessOneIsGiven() throws FailureException {
        assertThat(read(Map.of(), true).candidates()).hasSizeGreaterThan(1);
        assertThat(read(Map.of(), true, "--port", "3301").candidates()).hasSize(1);
        assertThat(read(Map.of(), false).candidates()).hasSize(1);
        assertThat(ListenOptions.local().candidates()).singleElement().satisfies(local -> {
            assertThat(local.address().getPort()).isZero();
            assertThat(local.address().getAddress().isLoopbackAddress()).isTrue();
        });
    }

    private EngineOptions engine(String... words) throws FailureException {
        return read(Map.of(), words).options().engine();
    }

    @Test
    void namesUnknownHostInHint() {
        assertThatThrownBy(() -> read(Map.of(), "--host", "nowhere.invalid"))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().message()).isEqualTo("cannot listen on nowhere.invalid: unknown address");
                    assertThat(e.failure().hint()).startsWith("nowhere.invalid is no address of this machine");
                });
    }

    private CertificateFiles certificate(Map<String, String> variables, String... words) throws FailureException {
        return read(variables, words)
                .options()
                .engine()
                .tls()
                .map(ServerTls::files)
                .orElseThrow();
    }

    private ListenConfig read(Map<String, String> variables, String... words) throws FailureException {
        return read(variables, false, words);
    }

    private ListenConfig read(Map<String, String> variables, boolean terminal, String... words)
            throws FailureException {
        ListenOptions options = new ListenOptions();
        CommandSpec spec = CommandSpec.create();
        options.options().forEach(spec::addOption);
        new AdvancedListenOptions().options().forEach(spec::addOption);
        CommandLine line = new CommandLine(spec).setExpandAtFiles(false);
        return options.read(
                line.parseArgs(words), new InputReader(directory, InputStream.nullInputStream()), variables, terminal);
    }
}
