package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NamespaceStatesTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final ReconnectSettings ALWAYS = new ReconnectSettings(true, false, OptionalInt.empty());

    private final NamespaceStates links = new NamespaceStates();

    @Test
    void connectsRequestedNamespaces() {
        links.begin(List.of("/", "/chat"), ALWAYS);
        assertThat(links.phase()).isEqualTo(ConnectionState.CONNECTING);
        assertThat(links.isExpected("/chat")).isTrue();
        connected("/");
        assertThat(links.phase()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(links.isConnected("/")).isTrue();
        assertThat(links.isConnected("/chat")).isFalse();
        assertThat(links.all())
                .containsExactly(
                        new NamespaceState("/", "connected", "sid"), new NamespaceState("/chat", "connecting", ""));
    }

    @Test
    void goesOfflineWhenFirstAttemptFails() {
        links.begin(List.of("/"), ALWAYS);
        failed(FailureKind.REFUSED, "127.0.0.1:1");
        assertThat(links.phase()).isEqualTo(ConnectionState.OFFLINE);
        assertThat(links.failure("/")).map(Failure::kind).contains(FailureKind.REFUSED);
        assertThat(links.isExpected("/")).isFalse();
    }

    @Test
    void reconnectsUntilGivenUp() {
        links.begin(List.of("/"), ALWAYS);
        connected("/");
        disconnected("/", DisconnectReason.CONNECTION_LOST);
        links.on(new ReconnectScheduled(NOW, 1, OptionalInt.empty(), Duration.ofSeconds(1)));
        assertThat(links.phase()).isEqualTo(ConnectionState.RECONNECTING);
        assertThat(links.isExpected("/")).isTrue();
        failed(FailureKind.REFUSED, "127.0.0.1:1");
        assertThat(links.phase()).isEqualTo(ConnectionState.RECONNECTING);
        links.on(new ReconnectGivenUp(NOW, 3));
        assertThat(links.phase()).isEqualTo(ConnectionState.OFFLINE);
        assertThat(links.failure("/")).map(Failure::kind).contains(FailureKind.REFUSED);
    }

    @Test
    void goesOfflineOnLossWithoutReconnection() {
        links.begin(List.of("/"), ReconnectSettings.NEVER);
        connected("/");
        disconnected("/", DisconnectReason.CONNECTION_LOST);
        assertThat(links.phase()).isEqualTo(ConnectionState.OFFLINE);
        assertThat(links.failure("/")).map(Failure::kind).contains(FailureKind.DISCONNECTED);
    }

    @Test
    void doesNotExpectNamespaceThatServerDisconnected() {
        links.begin(List.of("/", "/chat"), ALWAYS);
        connected("/");
        connected("/chat");
        disconnected("/chat", DisconnectReason.SERVER_DISCONNECT);
        assertThat(links.phase()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(links.isExpected("/chat")).isFalse();
        disconnected("/", DisconnectReason.SERVER_DISCONNECT);
        assertThat(links.phase()).isEqualTo(ConnectionState.OFFLINE);
    }

    @Test
    void expectsRejoinedNamespaceUntilConnected() {
        links.begin(List.of("/"), ALWAYS);
        connected("/");
        links.askedAgain("/");
        assertThat(links.isConnected("/")).isFalse();
        disconnected("/", DisconnectReason.CLIENT_DISCONNECT);
        assertThat(links.expected()).containsExactly("/");
        assertThat(links.isConnected("/")).isFalse();
        assertThat(links.phase()).isEqualTo(ConnectionState.CONNECTED);
        connected("/");
        assertThat(links.isConnected("/")).isTrue();
    }

    @Test
    void forgetsNamespaceAfterItWasLeft() {
        links.begin(List.of("/", "/chat"), ALWAYS);
        connected("/");
        connected("/chat");
        disconnected("/chat", DisconnectReason.CLIENT_DISCONNECT);
        assertThat(links.expected()).containsExactly("/");
        assertThat(links.all()).hasSize(1);
        links.left("/");
        assertThat(links.isConnected("/")).isTrue();
    }

    @Test
    void keepsOtherNamespacesWhenOneIsRefused() {
        links.begin(List.of("/"), ALWAYS);
        connected("/");
        links.asked("/admin");
        links.on(new NamespaceRefused(NOW, "/admin", "not authorized", Optional.empty()));
        assertThat(links.phase()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(links.failure("/admin")).map(Failure::kind).contains(FailureKind.REFUSED_BY_SERVER);
        links.asked("/admin");
        assertThat(links.isExpected("/admin")).isTrue();
    }

    @Test
    void keepsOtherNamespacesWhenOneDoesNotRespond() {
        links.begin(List.of("/"), ALWAYS);
        connected("/");
        links.asked("/silent");
        failed(FailureKind.NAMESPACE_SILENT, "/silent");
        assertThat(links.phase()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(links.isExpected("/silent")).isFalse();
    }

    @Test
    void disconnectsEveryNamespaceAtEndOfSession() {
        links.begin(List.of("/"), ALWAYS);
        connected("/");
        links.end();
        assertThat(links.phase()).isEqualTo(ConnectionState.OFFLINE);
        assertThat(links.isExpected("/")).isFalse();
    }

    private void connected(String nsp) {
        Handshake handshake = new Handshake("x", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());
        links.on(new NamespaceConnected(NOW, nsp, "sid", Transport.POLLING, handshake));
    }

    private void disconnected(String nsp, DisconnectReason reason) {
        links.on(new NamespaceDisconnected(NOW, nsp, reason, "", 0));
    }

    private void failed(FailureKind kind, String fact) {
        links.on(new ConnectFailed(NOW, Failure.of(kind, fact, "")));
    }
}
