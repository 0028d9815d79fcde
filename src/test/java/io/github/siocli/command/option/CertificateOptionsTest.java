package io.github.siocli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.tls.TlsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CertificateOptionsTest {

    @TempDir
    private Path directory;

    @Test
    void usesSystemTrustAndHostNameWithoutOptions() throws FailureException {
        TlsOptions read = read(Map.of());
        assertThat(read.insecure()).isFalse();
        assertThat(read.authorities()).isEmpty();
        assertThat(read.client()).isEmpty();
        assertThat(read.serverName()).isEmpty();
    }

    @Test
    void resolvesFilesInDirectory() throws FailureException {
        TlsOptions read =
                read(Map.of(), "--cacert", "ca.pem", "--cert", "c.pem", "--key", "k.pem", "--servername", "h");
        assertThat(read.authorities()).contains(directory.resolve("ca.pem"));
        assertThat(read.client().orElseThrow().certificate()).isEqualTo(directory.resolve("c.pem"));
        assertThat(read.client().orElseThrow().key()).contains(directory.resolve("k.pem"));
        assertThat(read.client().orElseThrow().password()).isEmpty();
        assertThat(read.serverName()).contains("h");
    }

    @Test
    void readsPasswordFromOptionFileOrEnvironment() throws FailureException, IOException {
        Files.writeString(directory.resolve("password"), "of the file\n");
        Map<String, String> variables = Map.of("SIO_KEY_PASS", "of the environment");
        assertThat(password(Map.of(), "--key-pass", "given")).isEqualTo("given");
        assertThat(password(variables, "--key-pass", "@password")).isEqualTo("of the file");
        assertThat(password(variables, "--key-pass", "@")).isEqualTo("@");
        assertThat(password(variables)).isEqualTo("of the environment");
        assertThat(read(variables).client()).isEmpty();
        assertThat(read(variables, "--cert", "c").toString()).doesNotContain("of the environment");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --key k                    | --key needs --cert
                    --key-pass p               | --key-pass needs --cert
                    --servername a/b           | "a/b" is not a valid server name
                    --servername a..b          | "a..b" is not a valid server name
                    --servername *.a.b         | "*.a.b" is not a valid server name
                    --cert c --key-pass @none  | cannot read none: no such file or directory
                    """)
    void explainsInvalidOptions(String line, String message) {
        assertThatThrownBy(() -> read(Map.of(), line.split(" "))).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().message()).isEqualTo(message);
            assertThat(e.failure().kind()).isIn(FailureKind.USAGE, FailureKind.FILE_UNREADABLE);
        });
    }

    private String password(Map<String, String> variables, String... words) throws FailureException {
        String[] all = new String[words.length + 2];
        all[0] = "--cert";
        all[1] = "c.pem";
        System.arraycopy(words, 0, all, 2, words.length);
        return read(variables, all).client().orElseThrow().password().orElseThrow();
    }

    private TlsOptions read(Map<String, String> variables, String... words) throws FailureException {
        CertificateOptions options = new CertificateOptions();
        CommandSpec spec = CommandSpec.create();
        options.options().forEach(spec::addOption);
        CommandLine line = new CommandLine(spec).setExpandAtFiles(false);
        return options.read(
                line.parseArgs(words), new InputReader(directory, InputStream.nullInputStream()), variables);
    }
}
