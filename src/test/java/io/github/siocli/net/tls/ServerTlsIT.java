package io.github.siocli.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.ExitCode;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.server.TestServer;
import io.github.siocli.testing.Programs;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a server reads certificates and keys in the formats that clients read. */
class ServerTlsIT {

    private static final Pattern LISTENING = Pattern.compile("https://[^ ]*:(\\d+)");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private static Path directory;

    @BeforeAll
    static void createFiles() throws IOException, InterruptedException {
        Programs.required("openssl");
        Files.writeString(directory.resolve("password.txt"), "s3cret");
        openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa-pkcs8.key");
        openssl("rsa -traditional -in rsa-pkcs8.key -out rsa-pkcs1.key");
        openssl("ecparam -name prime256v1 -genkey -noout -out ec-sec1.key");
        openssl("pkcs8 -topk8 -nocrypt -in ec-sec1.key -out ec-pkcs8.key");
        openssl("pkcs8 -topk8 -in ec-sec1.key -out ec-encrypted.key -passout file:password.txt");
        openssl("req -x509 -new -days 30 -subj /CN=localhost -key rsa-pkcs8.key -out rsa.crt");
        openssl("req -x509 -new -days 30 -subj /CN=localhost -key ec-sec1.key -out ec.crt");
        openssl("pkcs12 -export -in ec.crt -inkey ec-sec1.key -out ec.p12 -passout file:password.txt");
    }

    private static void openssl(String arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(("openssl " + arguments).split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.crt, rsa-pkcs1.key, ''",
        "rsa.crt, rsa-pkcs8.key, ''",
        "ec.crt, ec-sec1.key, ''",
        "ec.crt, ec-pkcs8.key, ''",
        "ec.crt, ec-encrypted.key, s3cret",
        "ec.p12, '', s3cret"
    })
    void servesWithEachFormat(String certificate, String key, String password) {
        ServerTls tls = tls(certificate, key, password);
        try (TestServer server =
                TestServer.start(options -> options.withEngine(options.engine().withTls(tls)))) {
            assertThat(ClientTls.acceptsTls(new ServerAddress(true, "127.0.0.1", server.port()), LIMIT))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.crt, rsa-pkcs1.key",
        "rsa.crt, rsa-pkcs8.key",
        "ec.crt, ec-sec1.key",
        "ec.crt, ec-pkcs8.key",
    })
    void servesWithKeyFilesOfTheCommandLine(String certificate, String key) {
        try (RunningProgram server =
                Sio.with().directory(directory).start("serve", "-p", "0", "--cert", certificate, "--key", key)) {
            Matcher listening = LISTENING.matcher(server.awaitErr("connect with"));
            assertThat(listening.find()).isTrue();
            Sio.Result result =
                    Sio.run("emit", "https://127.0.0.1:" + listening.group(1), "x", "7", "--ack", "--insecure");
            assertThat(result.code()).isEqualTo(ExitCode.DONE);
            assertThat(result.out()).isEqualTo("7\n");
        }
    }

    @Test
    void refusesKeyOfAnotherCertificate() {
        assertThatThrownBy(() -> tls("rsa.crt", "ec-sec1.key", "").read())
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("does not match the certificate");
    }

    @Test
    void refusesEncryptedKeyWithoutPassphrase() {
        assertThatThrownBy(() -> tls("ec.crt", "ec-encrypted.key", "").read())
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("is encrypted");
    }

    private static ServerTls tls(String certificate, String key, String password) {
        return new ServerTls(new CertificateFiles(
                directory.resolve(certificate),
                Optional.of(key).filter(name -> !name.isEmpty()).map(directory::resolve),
                Optional.of(password).filter(text -> !text.isEmpty())));
    }
}
