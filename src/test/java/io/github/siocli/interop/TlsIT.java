package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.Nginx;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.OpensslServer;
import io.github.siocli.testing.ProgramRun;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks TLS with other servers: versions, server names, and client certificates. */
class TlsIT {

    private static final List<String> TRANSPORTS = List.of("polling", "websocket");
    private static final Sio.Result ANSWERED = new Sio.Result(DONE, "1\n", "");
    private static final String SEND_ONE = "     try: send one with --cert FILE and --key FILE\n";

    private final NodeServer behind = NodeServer.shared(ServerVersion.V4_8);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsAreSpoken(String version) {
        try (Nginx nginx = nginx("ssl_protocols " + version + ";")) {
            for (String transport : TRANSPORTS) {
                assertThat(emit(nginx, transport)).isEqualTo(ANSWERED);
            }
        }
    }

    @Test
    void namesOldTlsVersion() {
        try (OpensslServer server =
                OpensslServer.start(Certificates.SIGNED, "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0")) {
            for (String transport : TRANSPORTS) {
                Sio.Result result = Sio.run("emit", "--transport", transport, server.url(), "hi");
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                assertThat(result.err().replace(":" + server.port(), ":PORT")).isEqualTo("""
                        sio: TLS: localhost:PORT and sio support no common TLS version (TLS alert protocol_version)
                             try: sio supports TLS 1.2 and 1.3; older versions are insecure
                        """);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void presentsClientCertificate(String version) throws IOException {
        Path client = Certificates.CLIENT.certificate();
        Path key = Certificates.CLIENT.key();
        Path both = Files.writeString(directory.resolve("both.pem"), Files.readString(client) + Files.readString(key));
        Path store = Certificates.CLIENT.keyStore();
        Path password = Files.writeString(directory.resolve("password"), Certificates.PASSWORD + "\n");
        try (Nginx nginx = nginx(forKnownClients("on") + "ssl_protocols " + version + ";")) {
            for (String transport : TRANSPORTS) {
                assertThat(emit(nginx, transport, "--cert", client.toString(), "--key", key.toString()))
                        .isEqualTo(ANSWERED);
                assertThat(emit(nginx, transport, "--cert", both.toString())).isEqualTo(ANSWERED);
                assertThat(emit(nginx, transport, "--cert", store.toString(), "--key-pass", Certificates.PASSWORD))
                        .isEqualTo(ANSWERED);
                assertThat(emit(nginx, transport, "--cert", store.toString(), "--key-pass", "@" + password))
                        .isEqualTo(ANSWERED);
            }
            ProgramRun run = Sio.with().variable("SIO_KEY_PASS", Certificates.PASSWORD);
            assertThat(run.run(args(nginx, "polling", "--cert", store.toString())))
                    .isEqualTo(ANSWERED);
        }
    }

    @Test
    void recognisesMissingCertificateReportedByNginx() {
        try (Nginx nginx = nginx(forKnownClients("on"))) {
            for (String transport : TRANSPORTS) {
                Sio.Result result = emit(nginx, transport, "-v");
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(result, nginx.port())).isEqualTo("""
                        sio: TLS: localhost:PORT requires a client certificate (400 Bad Request from NGINX: No required SSL certificate was sent)
                             try: send one with --cert FILE and --key FILE
                             authority that the server accepts: CN=sio test authority
                        """);
            }
        }
    }

    @Test
    void recognisesRejectedCertificateReportedByNginx() {
        try (Nginx nginx = nginx(forKnownClients("on"))) {
            for (String transport : TRANSPORTS) {
                Sio.Result result = emit(
                        nginx,
                        transport,
                        "-v",
                        "--cert",
                        Certificates.SELF_SIGNED.certificate().toString(),
                        "--key",
                        Certificates.SELF_SIGNED.key().toString());
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(result, nginx.port())).isEqualTo("""
                        sio: TLS: localhost:PORT rejected the client certificate CN=localhost (400 Bad Request from NGINX: The SSL certificate error)
                             try: check its issuer and its validity; -v shows both
                             certificate shown: subject CN=localhost, issuer CN=localhost, valid DATE to DATE
                             authority that the server accepts: CN=sio test authority
                        """);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void othersRefuseTheHandshake(String version) {
        String authority = Certificates.SIGNED.authority().toString();
        try (OpensslServer server = OpensslServer.start(
                Certificates.SIGNED, version, "-Verify", "2", "-verify_return_error", "-CAfile", authority)) {
            for (String transport : TRANSPORTS) {
                List<String> args = new ArrayList<>(
                        List.of("emit", "--transport", transport, server.url(), "hi", "--cacert", authority));
                Sio.Result without = Sio.run(args.toArray(String[]::new));
                assertThat(without.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(without, server.port()))
                        .isEqualTo("sio: TLS: localhost:PORT requires a client certificate (REFUSED)\n" + SEND_ONE);

                args.addAll(
                        List.of("--cert", Certificates.SELF_SIGNED.certificate().toString()));
                args.addAll(List.of("--key", Certificates.SELF_SIGNED.key().toString()));
                Sio.Result wrong = Sio.run(args.toArray(String[]::new));
                assertThat(wrong.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(wrong, server.port()))
                        .startsWith(
                                "sio: TLS: localhost:PORT rejected the client certificate CN=localhost (REFUSED)\n");
            }
        }
    }

    @Test
    void authenticatesToNodeWithClientCertificate() {
        String options = "{\"tls\":%s}".formatted(Certificates.SIGNED.optionsForKnownClients());
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, options)) {
            for (String transport : TRANSPORTS) {
                List<String> args = new ArrayList<>(List.of("emit", "--transport", transport, server.url()));
                args.addAll(List.of("ack", "1", "--ack", "--cacert"));
                args.add(Certificates.SIGNED.authority().toString());
                assertThat(told(Sio.run(args.toArray(String[]::new)), server.port()))
                        .isEqualTo("sio: TLS: localhost:PORT requires a client certificate (REFUSED)\n" + SEND_ONE);
                args.addAll(List.of("--cert", Certificates.CLIENT.certificate().toString()));
                args.addAll(List.of("--key", Certificates.CLIENT.key().toString()));
                assertThat(Sio.run(args.toArray(String[]::new))).isEqualTo(ANSWERED);
            }
        }
    }

    @Test
    void reportsInvalidCertificateFilesBeforeConnecting() {
        try (Nginx nginx = nginx(forKnownClients("on"))) {
            Sio.Result result = emit(
                    nginx,
                    "polling",
                    "--cert",
                    Certificates.CLIENT.certificate().toString(),
                    "--key",
                    Certificates.SIGNED.key().toString());
            assertThat(result.code()).isEqualTo(USAGE);
            assertThat(result.err())
                    .startsWith("sio: the key in " + Certificates.SIGNED.key() + " does not match the certificate in "
                            + Certificates.CLIENT.certificate() + "\n");
            assertThat(nginx.requests()).isEmpty();
        }
    }

    /** Its name has no dot, so the JDK does not send it by default. */
    @Test
    void sendsHostAsServerName() {
        String rejecting = "server { listen PORT ssl default_server; ssl_reject_handshake on; }\n";
        try (Nginx nginx = Nginx.start(rejecting + server("server_name localhost;", Certificates.SIGNED))) {
            for (String transport : TRANSPORTS) {
                assertThat(emit(nginx, transport)).isEqualTo(ANSWERED);

                Sio.Result other = emit(nginx, transport, "--servername", "other.example");
                assertThat(other.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(other, nginx.port())).isEqualTo("""
                        sio: TLS: localhost:PORT does not serve the name other.example (TLS alert unrecognized_name)
                             try: use the server's public host name, or --servername NAME
                        """);

                Sio.Result address =
                        Sio.run("emit", "--transport", transport, "https://127.0.0.1:" + nginx.port(), "hi");
                assertThat(address.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(address, nginx.port())).isEqualTo("""
                        sio: TLS: 127.0.0.1:PORT does not serve requests without a server name (TLS alert unrecognized_name)
                             try: use the server's public host name, or --servername NAME
                        """);
            }
        }
    }

    @Test
    void sendsAndVerifiesOtherServerName() {
        try (Nginx nginx = Nginx.start(server("server_name other.example;", Certificates.OTHER_HOST))) {
            for (String transport : TRANSPORTS) {
                assertThat(emit(nginx, transport, "--servername", "other.example"))
                        .isEqualTo(ANSWERED);

                Sio.Result third = emit(nginx, transport, "--servername", "third.example");
                assertThat(third.code()).isEqualTo(NOT_CONNECTED);
                assertThat(third.err()).startsWith("""
                        sio: TLS: the certificate is for other.example, not for third.example
                        """);
            }
        }
    }

    @Test
    void verifiesWildcards() {
        try (Nginx nginx = Nginx.start(server("", Certificates.WILDCARD))) {
            for (String transport : TRANSPORTS) {
                assertThat(emit(nginx, transport, "--servername", "Host.Other.example"))
                        .isEqualTo(ANSWERED);
                for (String name : List.of("other.example", "a.host.other.example")) {
                    Sio.Result other = emit(nginx, transport, "--servername", name);
                    assertThat(other.code()).isEqualTo(NOT_CONNECTED);
                    assertThat(other.err())
                            .startsWith("sio: TLS: the certificate is for *.other.example, not for " + name + "\n");
                }
            }
        }
    }

    @Test
    void acceptsAddressOnlyAsAddress() {
        String authority = Certificates.ADDRESS_AS_NAME.authority().toString();
        try (NodeServer named = NodeServer.start(ServerVersion.V4_8, Certificates.ADDRESS_AS_NAME);
                NodeServer server = NodeServer.start(ServerVersion.V4_8, Certificates.SIGNED)) {
            for (String transport : TRANSPORTS) {
                for (String host : List.of("127.0.0.1", "LocalHost")) {
                    String url = "https://" + host + ":" + server.port();
                    assertThat(Sio.run(
                                    "emit", url, "ack", "1", "--ack", "--transport", transport, "--cacert", authority))
                            .isEqualTo(ANSWERED);
                }
                Sio.Result refused = Sio.run(
                        "emit",
                        "https://127.0.0.1:" + named.port(),
                        "hi",
                        "--transport",
                        transport,
                        "--cacert",
                        authority);
                assertThat(refused.code()).isEqualTo(NOT_CONNECTED);
                assertThat(refused.err())
                        .startsWith(
                                "sio: TLS: the certificate is for the host name \"127.0.0.1\", not for 127.0.0.1\n");
            }
        }
    }

    @Test
    void trustsAuthoritiesOfSystemAndJava() {
        try (Nginx nginx = nginx("")) {
            for (String transport : TRANSPORTS) {
                String[] args = {
                    "emit", "--transport", transport, "https://localhost:" + nginx.port(), "ack", "1", "--ack"
                };
                String authority = Certificates.SIGNED.authority().toString();
                assertThat(Sio.with().variable("SSL_CERT_FILE", authority).run(args))
                        .isEqualTo(ANSWERED);
                for (String other : List.of(Certificates.SELF_SIGNED.authority().toString(), "missing", "/dev/null")) {
                    Sio.Result result =
                            Sio.with().variable("SSL_CERT_FILE", other).run(args);
                    assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                    assertThat(result.err()).startsWith("sio: TLS: the certificate of localhost has an unknown issuer");
                }
            }
        }
    }

    /** Works if the chain is complete and the certificate contains the address. */
    @Test
    void acceptsCertificateForAddress() {
        try (Nginx nginx = nginx("")) {
            for (String host : List.of("127.0.0.1", "localhost")) {
                assertThat(Sio.run(
                                "emit",
                                "--cacert",
                                Certificates.SIGNED.authority().toString(),
                                "https://" + host + ":" + nginx.port(),
                                "ack",
                                "1",
                                "--ack"))
                        .isEqualTo(ANSWERED);
            }
        }
    }

    private Nginx nginx(String directives) {
        return Nginx.start(server(directives, Certificates.SIGNED));
    }

    private String server(String directives, Certificates certificate) {
        return """
                server {
                  listen PORT ssl;
                  ssl_certificate %s;
                  ssl_certificate_key %s;
                  %s
                  location / { proxy_pass http://127.0.0.1:%d; UPGRADE; }
                }
                """.formatted(certificate.certificate(), certificate.key(), directives, behind.port());
    }

    private static String forKnownClients(String mode) {
        return "ssl_client_certificate %s; ssl_verify_client %s;".formatted(Certificates.SIGNED.authority(), mode);
    }

    private static Sio.Result emit(Nginx nginx, String transport, String... more) {
        return Sio.run(args(nginx, transport, more));
    }

    private static String[] args(Nginx nginx, String transport, String... more) {
        List<String> args = new ArrayList<>(List.of("emit", "--transport", transport, "--cacert"));
        args.addAll(List.of(Certificates.SIGNED.authority().toString(), "https://localhost:" + nginx.port()));
        args.addAll(List.of("ack", "1", "--ack"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private static String told(Sio.Result result, int port) {
        return result.err()
                .replace(":" + port, ":PORT")
                // With TLS 1.3 the alert arrives after the handshake of the client, and the end of the connection may
                // overtake it.
                .replaceAll(
                        "\\((TLS alert (handshake_failure|certificate_required|unknown_ca)"
                                + "|it closed the connection: [^)]*(\\([^)]*\\))?)\\)",
                        "(REFUSED)")
                .replaceAll("nginx/[0-9.]+", "NGINX")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d", "DATE");
    }
}
