package io.github.siocli.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.siocli.event.ExitCode;
import io.github.siocli.event.FailureException;
import io.github.siocli.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests certificates and keys in the formats that openssl writes. */
class CertificateAndKeyIT {

    private static final String PASSWORD = "s3cret";
    private static final String UNICODE = "s3cret ü";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void make() throws IOException {
        Programs.required("openssl");
        // Passed in a file, because the encoding of a command line depends on the locale.
        Files.writeString(directory.resolve("password.txt"), PASSWORD);
        Files.writeString(directory.resolve("unicode.txt"), UNICODE);
        openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.key");
        openssl("rsa -traditional -in rsa.key -out rsa-pkcs1.key");
        openssl("ecparam -name prime256v1 -genkey -out ec-sec1.key");
        openssl("pkcs8 -topk8 -nocrypt -in ec-sec1.key -out ec.key");
        openssl("ecparam -name secp384r1 -genkey -noout -out p384-sec1.key");
        openssl("genpkey -algorithm ed25519 -out ed25519.key");
        openssl("pkcs8 -topk8 -in ec.key -out ec-encrypted.key -passout", "file:unicode.txt");
        openssl(
                "pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA512 -in rsa.key -out rsa-aes128.key -passout",
                "file:password.txt");
        openssl("pkcs8 -topk8 -v1 PBE-SHA1-3DES -in rsa.key -out rsa-v1.key -passout", "file:password.txt");
        openssl("pkcs8 -topk8 -scrypt -in ec.key -out ec-scrypt.key -passout", "file:password.txt");
        openssl("rsa -traditional -aes256 -in rsa.key -out rsa-old.key -passout", "file:password.txt");
        for (String name : List.of("rsa", "ec", "ed25519")) {
            openssl("req -x509 -new -days 30 -subj /CN=client-%1$s -key %1$s.key -out %1$s.crt".formatted(name));
        }
        openssl("req -x509 -new -days 30 -subj /CN=client-p384 -key p384-sec1.key -out p384.crt");
        openssl("pkcs12 -export -in ec.crt -inkey ec.key -certfile rsa.crt -out ec.p12 -passout", "file:password.txt");
        openssl("pkcs12 -export -nokeys -in ec.crt -out no-key.p12 -passout", "file:password.txt");
        openssl("pkey -in ec.key -pubout -out ec.pub");
        join("both.pem", "ec-sec1.key", "ec.crt");
        join("chain.pem", "rsa.crt", "ec.crt", "ed25519.crt");
        Files.writeString(directory.resolve("text.txt"), "hello\n");
        Files.writeString(directory.resolve("broken.key"), """
                -----BEGIN PRIVATE KEY-----
                AQID
                -----END PRIVATE KEY-----
                """);
        Files.writeString(directory.resolve("no-base64.crt"), """
                -----BEGIN CERTIFICATE-----
                AQI!
                -----END CERTIFICATE-----
                """);
        Files.writeString(directory.resolve("ssh.key"), """
                -----BEGIN OPENSSH PRIVATE KEY-----
                AQID
                -----END OPENSSH PRIVATE KEY-----
                """);
        withoutCurve();
    }

    /** Writes a key as the JDK does: the SEC 1 part of its PKCS#8 does not name the curve again. */
    private static void withoutCurve() throws IOException {
        byte[] pkcs8 = Base64.getMimeDecoder()
                .decode(Files.readString(directory.resolve("ec.key")).replaceAll("-----.*-----", ""));
        Der[] parts = Der.read(Der.read(pkcs8).parts().get(2).content()).parts().stream()
                .filter(part -> part.tag() != 0xa0)
                .toArray(Der[]::new);
        Files.writeString(
                directory.resolve("no-curve.key"),
                "-----BEGIN EC PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(Der.sequence(parts).encoded())
                        + "\n-----END EC PRIVATE KEY-----\n");
    }

    private static void join(String to, String... from) throws IOException {
        StringBuilder all = new StringBuilder("Bag Attributes: what people leave in such files\n");
        for (String name : from) {
            all.append(Files.readString(directory.resolve(name)));
        }
        Files.writeString(directory.resolve(to), all);
    }

    private static void openssl(String line, String... more) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of("openssl"), Stream.concat(Arrays.stream(line.split(" ")), Arrays.stream(more)))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(command + "\n" + text).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    rsa.crt,     rsa.key,          '',       RSA
                    rsa.crt,     rsa-pkcs1.key,    '',       RSA
                    rsa.crt,     rsa-aes128.key,   s3cret, RSA
                    rsa.crt,     rsa-v1.key,       s3cret, RSA
                    ec.crt,      ec.key,           '',       EC
                    ec.crt,      ec-sec1.key,      '',       EC
                    ec.crt,      no-curve.key,     '',       EC
                    ec.crt,      ec-encrypted.key, s3cret ü, EC
                    p384.crt,    p384-sec1.key,    '',       EC
                    ed25519.crt, ed25519.key,      '',       EdDSA
                    both.pem,    '',               '',       EC
                    both.pem,    ec.key,           s3cret, EC
                    ec.p12,      '',               s3cret, EC
                    """)
    void readsEachFormat(String certificate, String key, String password, String algorithm) throws FailureException {
        CertificateAndKey read = read(certificate, key, password);
        assertThat(read.key().getAlgorithm()).isEqualTo(algorithm);
        assertThat(read.chain().get(0).getSubjectX500Principal().getName()).startsWith("CN=client-");
    }

    @Test
    void putsTheCertificateOfTheKeyFirst() throws FailureException {
        assertThat(read("chain.pem", "ec.key", "").chain())
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=client-ec", "CN=client-rsa", "CN=client-ed25519");
    }

    static Stream<Arguments> mistakes() {
        String opens = "check --key-pass or SIO_KEY_PASS";
        String asks = "--key-pass PASSWORD, --key-pass @FILE, or SIO_KEY_PASS in the environment";
        String belongs = "compare the public keys: openssl x509 -noout -pubkey, openssl pkey -pubout";
        return Stream.of(
                arguments("ec.crt", "ec-encrypted.key", "", "the key in ec-encrypted.key is encrypted", asks),
                arguments("ec.crt", "ec-encrypted.key", "x", "wrong passphrase for the key in ec-encrypted.key", opens),
                arguments("rsa.crt", "rsa-v1.key", "x", "wrong passphrase for the key in rsa-v1.key", opens),
                arguments("ec.p12", "", "", "the key in ec.p12 is encrypted", asks),
                arguments(
                        "ec.p12",
                        "",
                        UNICODE,
                        "Java supports only ASCII passwords for PKCS#12 files",
                        "convert it to PEM: openssl pkcs12 -in FILE -out NEW"),
                arguments("ec.p12", "", "x", "wrong passphrase for the key in ec.p12", opens),
                arguments(
                        "ec.p12", "ec.key", PASSWORD, "ec.p12 is a PKCS#12 file, which includes the key", "omit --key"),
                arguments("no-key.p12", "", PASSWORD, "cannot read no-key.p12: it holds no private key", ""),
                arguments(
                        "rsa.crt",
                        "ec.key",
                        "",
                        "the key in ec.key does not match the certificate in rsa.crt",
                        belongs),
                arguments(
                        "p384.crt",
                        "ec.key",
                        "",
                        "the key in ec.key does not match the certificate in p384.crt",
                        belongs),
                arguments(
                        "ec.crt",
                        "",
                        "",
                        "ec.crt holds no private key but CERTIFICATE",
                        "name the key file with --key FILE"),
                arguments(
                        "ec.crt",
                        "ec.pub",
                        "",
                        "ec.pub holds no private key but PUBLIC KEY",
                        "name the key file with --key FILE"),
                arguments(
                        "ec.crt", "text.txt", "", "cannot read text.txt: it is not a PEM file with a private key", ""),
                arguments("ec.crt", "broken.key", "", "cannot read broken.key: the key in it is invalid", ""),
                arguments("ec.crt", "missing", "", "cannot read missing: no such file or directory", ""),
                arguments("missing", "", "", "cannot read missing: no such file or directory", ""),
                arguments("text.txt", "", "", "cannot read text.txt: it is neither PEM nor PKCS#12", ""),
                arguments(
                        "no-base64.crt", "", "", "cannot read no-base64.crt: the CERTIFICATE in it is not Base64", ""),
                arguments("ec.key", "", "", "cannot read ec.key: it holds no certificate but PRIVATE KEY", ""),
                arguments(
                        "ec.crt",
                        "ssh.key",
                        "",
                        "the key in ssh.key has the OpenSSH format",
                        "convert it: ssh-keygen -p -m PKCS8 -f FILE"),
                arguments(
                        "rsa.crt",
                        "rsa-old.key",
                        PASSWORD,
                        "the key in rsa-old.key uses an obsolete encryption",
                        "encrypt it again: openssl pkcs8 -topk8 -in FILE -out NEW"),
                arguments(
                        "ec.crt",
                        "ec-scrypt.key",
                        PASSWORD,
                        "the key in ec-scrypt.key uses an encryption that this Java does not support",
                        "encrypt it again: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void explainsEachMistakeInOneLine(String certificate, String key, String password, String message, String hint) {
        assertThatThrownBy(() -> read(certificate, key, password)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().message().replace(directory + "/", "")).isEqualTo(message);
            assertThat(e.failure().hint()).isEqualTo(hint);
            assertThat(e.failure().kind().exitCode()).isEqualTo(ExitCode.USAGE);
        });
    }

    private static CertificateAndKey read(String certificate, String key, String password) throws FailureException {
        return CertificateAndKey.read(new CertificateFiles(
                directory.resolve(certificate),
                Optional.of(key).filter(name -> !name.isEmpty()).map(directory::resolve),
                Optional.of(password).filter(text -> !text.isEmpty())));
    }
}
