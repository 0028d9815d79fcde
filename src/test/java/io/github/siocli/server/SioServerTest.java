package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Transport;
import io.github.siocli.net.tls.CertificateFiles;
import io.github.siocli.net.tls.ServerTls;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.server.fault.FaultInjector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beginning and end of a server. */
class SioServerTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    @Test
    void failsIfThePortIsTaken() {
        try (TestServer first = TestServer.start()) {
            ServerOptions same =
                    ServerOptions.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), first.port()));
            assertThatThrownBy(() -> SioServer.start(same, first)).isInstanceOfSatisfying(FailureException.class, e -> {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.CANNOT_LISTEN);
                assertThat(e.failure().message()).contains(":" + first.port());
            });
        }
    }

    @Test
    void namesForeignAddressInHint() throws UnknownHostException {
        // An address for documentation (RFC 5737), which no machine has.
        ServerOptions foreign = ServerOptions.on(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0));
        assertThatThrownBy(() -> {
                    try (TestServer listener = TestServer.start()) {
                        SioServer.start(foreign, listener);
                    }
                })
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.ADDRESS_NOT_LOCAL);
                    assertThat(e.failure().message()).startsWith("cannot listen on 192.0.2.1:0: ");
                    assertThat(e.failure().hint()).startsWith("192.0.2.1 is no address of this machine");
                });
    }

    @Test
    void failsIfTlsFilesCannotBeRead(@TempDir Path directory) throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.pem"), "-----BEGIN NONSENSE-----");
        for (Path file : new Path[] {directory.resolve("missing.pem"), broken}) {
            EngineOptions engine = EngineOptions.DEFAULT.withTls(
                    new ServerTls(new CertificateFiles(file, Optional.of(file), Optional.empty())));
            assertThatThrownBy(() -> TestServer.start(options -> options.withEngine(engine)))
                    .hasCauseInstanceOf(FailureException.class)
                    .cause()
                    .hasMessageContaining(file.toString());
        }
    }

    @Tag("slow")
    @Test
    void disconnectsAllClientsOnClose() {
        TestServer served = TestServer.start();
        String waiting = RawClient.polling(served.port(), 4);
        String away = RawClient.polling(served.port(), 3);
        RawClient.post(served.port(), waiting, "40");
        RawClient.get(served.port(), waiting);
        try (RawClient poll = new RawClient(served.port()).request("GET", waiting);
                RawClient socket = RawClient.webSocket(served.port(), WEBSOCKET);
                RawClient late = new RawClient(served.port())) {
            socket.text();
            RawClient.get(served.port(), "/");
            Thread closing = new Thread(served::close);
            closing.start();
            assertThat(poll.answer().body()).isEqualTo("1");
            assertThat(socket.awaitClose()).isEqualTo(1001);
            assertThat(late.request("GET", POLLING).answer().body())
                    .isEqualTo("{\"code\":4,\"message\":\"Server is shutting down\"}");
            assertThat(late.request("GET", away).answer().body()).endsWith("1:1");
            late.awaitEnd();
        }
        served.await("disconnected / server shutting down");
        served.close();
        TestServer again = TestServer.start(served.port(), options -> options, FaultInjector.NONE);
        assertThat(RawClient.get(again.port(), POLLING).status()).isEqualTo(200);
        again.close();
    }

    @Tag("slow")
    @Test
    void echoesMessagesWithoutSocketIo() {
        try (TestServer served = TestServer.start(ServerOptions::withEngineOnly);
                RawClient socket = RawClient.webSocket(served.port(), WEBSOCKET)) {
            String session = RawClient.polling(served.port(), 4);
            RawClient.post(served.port(), session, "4h\u00e9llo\u001ebAQIDBA==\u001e4");
            assertThat(RawClient.get(served.port(), session).body()).isEqualTo("4h\u00e9llo\u001ebAQIDBA==\u001e4");
            assertThat(socket.text()).startsWith("0{");
            assertThat(socket.text("42[no Socket.IO").text()).isEqualTo("42[no Socket.IO");
            assertThat(socket.frame(0x82, new byte[] {1, 2}).frame().payload()).containsExactly(1, 2);
        }
    }

    @Tag("slow")
    @Test
    void offersSingleTransport() {
        EngineOptions polling = EngineOptions.DEFAULT.withTransports(Set.of(Transport.POLLING), true);
        try (TestServer served = TestServer.start(options -> options.withEngine(polling))) {
            assertThat(RawClient.get(served.port(), POLLING).body()).contains("\"upgrades\":[]");
            try (RawClient client = new RawClient(served.port())) {
                assertThat(client.upgrade(WEBSOCKET).answer().body())
                        .isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
            }
        }
        EngineOptions websocket = EngineOptions.DEFAULT.withTransports(Set.of(Transport.WEBSOCKET), true);
        try (TestServer served = TestServer.start(options -> options.withEngine(websocket))) {
            assertThat(RawClient.get(served.port(), POLLING).body()).contains("\"code\":0");
            RawClient.webSocket(served.port(), WEBSOCKET).close();
        }
    }

    @Tag("slow")
    @Test
    void offersNoUpgradeIfDisabled() {
        EngineOptions stay =
                EngineOptions.DEFAULT.withTransports(Set.of(Transport.POLLING, Transport.WEBSOCKET), false);
        try (TestServer served = TestServer.start(options -> options.withEngine(stay))) {
            assertThat(RawClient.get(served.port(), POLLING).body()).contains("\"upgrades\":[]");
            RawClient.webSocket(served.port(), WEBSOCKET).close();
        }
    }
}
