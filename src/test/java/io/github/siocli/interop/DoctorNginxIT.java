package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.Nginx;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks servers behind nginx with {@code sio doctor}, healthy and with usual mistakes in the configuration. */
class DoctorNginxIT {

    private static final String PASS = "proxy_pass http://127.0.0.1:%d; UPGRADE;";

    private final NodeServer behind = NodeServer.shared(ServerVersion.V4_8);

    @Test
    void findsNoProblemBehindAGoodConfiguration() {
        try (Nginx nginx = nginx("/", PASS)) {
            Sio.Result result = doctor(nginx);
            assertThat(result.out()).doesNotContainPattern("(?m)^  [!x] .*$").contains("from nginx/");
            assertThat(result.code()).isEqualTo(ExitCode.DONE);
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "/socket.io/",
                        "proxy_pass http://127.0.0.1:%d/; UPGRADE;",
                        "proxy configuration: pass /socket.io/"),
                arguments("/", "return 404;", "client code: check the port and the path"),
                arguments("/", "return 200 '<html><title>App</title>';", "proxy configuration: pass /socket.io/"),
                arguments(
                        "/",
                        "return 301 https://app.example.org$request_uri;",
                        "client code: use the address https://app.example.org"),
                arguments("/", "return 401;", "client code: send the credentials"),
                arguments("/", "return 502;", "proxy configuration: start the server"),
                arguments("/", "return 504;", "proxy configuration: check the load of the server"),
                arguments("/", "proxy_pass http://127.0.0.1:%d;", "proxy configuration:"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheMistakeFirst(String location, String directives, String advice) {
        try (Nginx nginx = nginx(location, directives)) {
            assertThat(doctor(nginx).out()).contains("What to change\n  1. " + advice);
        }
    }

    @Test
    void showsTheLinesOfNginxFirst() {
        try (Nginx nginx = nginx("/", "proxy_pass http://127.0.0.1:%d;")) {
            assertThat(doctor(nginx).out()).contains("    nginx:\n      location /socket.io/ {\n");
        }
    }

    @Test
    void masksSecretsThatNginxQuotes() {
        try (Nginx nginx = nginx("/", "return 502 '$http_authorization, $http_cookie, $http_x_api_key, $arg_token';")) {
            Sio.Result result = Sio.run(
                    "doctor",
                    "http://" + nginx.hostAndPort(),
                    "-v",
                    "-b",
                    "session=s3ss10n",
                    "-u",
                    "me:hunter2",
                    "-H",
                    "X-API-Key: k3yk3y",
                    "-q",
                    "token=t0k3n");
            assertThat(result.out()).contains("Basic ***, session=***, ***, ***");
        }
    }

    private Nginx nginx(String location, String directives) {
        return Nginx.start("server { listen PORT; location " + location + " { "
                + directives.replace("%d", String.valueOf(behind.port())) + " } }\n");
    }

    private static Sio.Result doctor(Nginx nginx) {
        return Sio.run("doctor", "http://" + nginx.hostAndPort());
    }
}
