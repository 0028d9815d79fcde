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
        Files.writeString(
                directory.resolve("both.pem"),
                Files.readString(directory.resolve("ec.crt")) + Files.readString(directory.resolve("ec-sec1.key")));
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
        "--cert rsa.crt --key rsa-pkcs1.key, ''",
        "--cert rsa.crt --key rsa-pkcs8.key, ''",
        "--cert ec.crt --key ec-sec1.key, ''",
        "--cert ec.crt --key ec-pkcs8.key, ''",
        "--cert both.pem, ''",
        "--cert ec.crt --key ec-encrypted.key --key-pass s3cret, ''",
        "--cert ec.crt --key ec-encrypted.key, s3cret",
        "--cert ec.p12 --key-pass @password.txt, ''",
        "--cert ec.p12, s3cret",
    })
    void servesWithFilesOfTheCommandLine(String options, String variable) {
        try (RunningProgram server = Sio.with()
                .directory(directory)
                .variable("SIO_KEY_PASS", variable)
                .start(serve(options))) {
            Matcher listening = LISTENING.matcher(server.awaitErr("connect with"));
            assertThat(listening.find()).isTrue();
            Sio.Result result =
                    Sio.run("emit", "https://127.0.0.1:" + listening.group(1), "x", "7", "--ack", "--insecure");
            assertThat(result.code()).isEqualTo(ExitCode.DONE);
            assertThat(result.out()).isEqualTo("7\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --cert ec.crt --key ec-encrypted.key --key-pass x | wrong passphrase for the key in DIR/ec-encrypted.key | check --key-pass or SIO_KEY_PASS
                    --cert ec.p12 --key-pass x                        | wrong passphrase for the key in DIR/ec.p12           | check --key-pass or SIO_KEY_PASS
                    --cert ec.p12                                     | the key in DIR/ec.p12 is encrypted                   | --key-pass PASSWORD, --key-pass @FILE, or SIO_KEY_PASS in the environment
                    --cert ec.crt                                     | DIR/ec.crt holds no private key but CERTIFICATE      | name the key file with --key FILE
                    --key ec-sec1.key                                 | --key needs --cert                                   | --cert FILE
                    """)
    void explainsUnusableFilesOfTheCommandLine(String options, String message, String hint) {
        Sio.Result result = Sio.with().directory(directory).run(serve(options));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err().replace(directory.toString(), "DIR"))
                .isEqualTo("sio: " + message + "\n     try: " + hint + "\n");
    }

    private static String[] serve(String options) {
        return ("serve -p 0 " + options).split(" ");
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
