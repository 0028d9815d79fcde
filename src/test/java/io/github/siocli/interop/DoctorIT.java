package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks healthy and broken servers with {@code sio doctor}. */
class DoctorIT {

    private static final String WARNING_OR_FAILURE = "(?m)^  [!x] .*$";

    @ParameterizedTest
    @EnumSource(ServerVersion.class)
    void findsNoProblemOnAHealthyServer(ServerVersion version) {
        Sio.Result result = Sio.run("doctor", NodeServer.shared(version).url());
        assertThat(result.out()).doesNotContainPattern(WARNING_OR_FAILURE);
        assertThat(result.out()).contains("Engine.IO " + version.eio());
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void namesTheLayerThatFailsAndSkipsThoseAbove() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        Sio.Result result = Sio.run("doctor", "127.0.0.1:" + port, "--json");
        assertThat(result.code()).isEqualTo(ExitCode.NOT_CONNECTED);
        assertThat(result.out())
                .contains("\"id\":\"tcp\",\"layer\":\"network\",\"status\":\"failed\"")
                .contains("\"id\":\"handshake\",\"layer\":\"http\",\"status\":\"skipped\"")
                .contains("{\"type\":\"summary\",\"exit_code\":3,");
    }
}
