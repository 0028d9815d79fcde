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

    private final NamespaceStates states = new NamespaceStates();

    private void start(List<String> namespaces, ReconnectSettings reconnect) {
        states.startSession(new NamespaceStates.Request(namespaces, null, false, reconnect));
    }

    @Test
    void connectsRequestedNamespaces() {
        start(List.of("/", "/chat"), ALWAYS);
        assertThat(states.connectionState()).isEqualTo(ConnectionState.CONNECTING);
        assertThat(states.isExpected("/chat")).isTrue();
        connected("/");
        assertThat(states.connectionState()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(states.isConnected("/")).isTrue();
        assertThat(states.isConnected("/chat")).isFalse();
        assertThat(states.all())
                .containsExactly(
                        new NamespaceState("/", "connected", "sid"), new NamespaceState("/chat", "connecting", ""));
    }

    @Test
    void goesOfflineWhenFirstAttemptFails() {
        start(List.of("/"), ALWAYS);
        failed(FailureKind.REFUSED, "127.0.0.1:1");
        assertThat(states.connectionState()).isEqualTo(ConnectionState.OFFLINE);
        assertThat(states.failure("/")).map(Failure::kind).contains(FailureKind.REFUSED);
        assertThat(states.isExpected("/")).isFalse();
    }

    @Test
    void reconnectsUntilGivenUp() {
        start(List.of("/"), ALWAYS);
        connected("/");
        disconnected("/", DisconnectReason.CONNECTION_LOST);
        states.handle(new ReconnectScheduled(NOW, 1, OptionalInt.empty(), Duration.ofSeconds(1)));
        assertThat(states.connectionState()).isEqualTo(ConnectionState.RECONNECTING);
        assertThat(states.isExpected("/")).isTrue();
        failed(FailureKind.REFUSED, "127.0.0.1:1");
        assertThat(states.connectionState()).isEqualTo(ConnectionState.RECONNECTING);
        states.handle(new ReconnectGivenUp(NOW, 3));
        assertThat(states.connectionState()).isEqualTo(ConnectionState.OFFLINE);
        assertThat(states.failure("/")).map(Failure::kind).contains(FailureKind.RECONNECT_GIVEN_UP);
        assertThat(states.failure()).isEqualTo(states.failure("/"));
    }

    @Test
    void reportsLastAttemptWhenFirstConnectionIsGivenUp() {
        start(List.of("/"), new ReconnectSettings(true, true, OptionalInt.of(2)));
        failed(FailureKind.REFUSED, "127.0.0.1:1");
        assertThat(states.failure()).isEmpty();
        states.handle(new ReconnectGivenUp(NOW, 2));
        assertThat(states.failure()).map(Failure::kind).contains(FailureKind.REFUSED);
    }

    @Test
    void needsAllNamespacesUntilOneIsRefused() {
        start(List.of("/", "/admin"), ALWAYS);
        connected("/");
        assertThat(states.isFullyConnected()).isFalse();
        connected("/admin");
        assertThat(states.isFullyConnected()).isTrue();
        disconnected("/admin", DisconnectReason.SERVER_DISCONNECT);
        assertThat(states.failure()).isEmpty();
        states.handle(new NamespaceRefused(NOW, "/admin", "no", Optional.empty()));
        assertThat(states.failure()).map(Failure::kind).contains(FailureKind.REFUSED_WITHOUT_AUTH);
        assertThat(states.wasFullyConnected()).isTrue();
    }

    @Test
    void hintsAtMissingAuthUnlessLatestRequestSentIt() {
        start(List.of("/"), ALWAYS);
        NamespaceRefused refusal = new NamespaceRefused(NOW, "/admin", "no", Optional.empty());
        states.namespaceRequested("/admin", true);
        states.handle(refusal);
        assertThat(states.failure("/admin")).map(Failure::kind).contains(FailureKind.REFUSED_BY_SERVER);
        states.namespaceRequested("/admin", false);
        states.handle(refusal);
        assertThat(states.failure("/admin")).map(Failure::kind).contains(FailureKind.REFUSED_WITHOUT_AUTH);
    }

    @Test
    void goesOfflineOnLossWithoutReconnection() {
        start(List.of("/"), ReconnectSettings.NEVER);
        connected("/");
        disconnected("/", DisconnectReason.CONNECTION_LOST);
        assertThat(states.connectionState()).isEqualTo(ConnectionState.OFFLINE);
        assertThat(states.failure("/")).map(Failure::kind).contains(FailureKind.DISCONNECTED);
    }

    @Test
    void doesNotExpectNamespaceThatServerDisconnected() {
        start(List.of("/", "/chat"), ALWAYS);
        connected("/");
        connected("/chat");
        disconnected("/chat", DisconnectReason.SERVER_DISCONNECT);
        assertThat(states.connectionState()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(states.isExpected("/chat")).isFalse();
        assertThat(states.offlineFailure()).isEmpty();
        disconnected("/", DisconnectReason.SERVER_DISCONNECT);
        assertThat(states.connectionState()).isEqualTo(ConnectionState.OFFLINE);
        assertThat(states.offlineFailure()).map(Failure::kind).contains(FailureKind.DISCONNECTED);
        states.endSession();
        assertThat(states.offlineFailure()).isEmpty();
    }

    @Test
    void expectsRejoinedNamespaceUntilConnected() {
        start(List.of("/"), ALWAYS);
        connected("/");
        states.rejoinRequested("/");
        assertThat(states.isConnected("/")).isFalse();
        disconnected("/", DisconnectReason.CLIENT_DISCONNECT);
        assertThat(states.expected()).containsExactly("/");
        assertThat(states.isConnected("/")).isFalse();
        assertThat(states.connectionState()).isEqualTo(ConnectionState.CONNECTED);
        connected("/");
        assertThat(states.isConnected("/")).isTrue();
    }

    @Test
    void forgetsNamespaceAfterItWasLeft() {
        start(List.of("/", "/chat"), ALWAYS);
        connected("/");
        connected("/chat");
        disconnected("/chat", DisconnectReason.CLIENT_DISCONNECT);
        assertThat(states.expected()).containsExactly("/");
        assertThat(states.all()).hasSize(1);
        states.namespaceLeft("/");
        assertThat(states.isConnected("/")).isTrue();
    }

    @Test
    void keepsOtherNamespacesWhenOneIsRefused() {
        start(List.of("/"), ALWAYS);
        connected("/");
        states.namespaceRequested("/admin", false);
        states.handle(new NamespaceRefused(NOW, "/admin", "not authorized", Optional.empty()));
        assertThat(states.connectionState()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(states.failure("/admin")).map(Failure::kind).contains(FailureKind.REFUSED_WITHOUT_AUTH);
        states.namespaceRequested("/admin", false);
        assertThat(states.isExpected("/admin")).isTrue();
    }

    @Test
    void keepsOtherNamespacesWhenOneDoesNotRespond() {
        start(List.of("/"), ALWAYS);
        connected("/");
        states.namespaceRequested("/silent", false);
        failed(FailureKind.NAMESPACE_SILENT, "/silent");
        assertThat(states.connectionState()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(states.isExpected("/silent")).isFalse();
    }

    @Test
    void disconnectsEveryNamespaceAtEndOfSession() {
        start(List.of("/"), ALWAYS);
        connected("/");
        states.endSession();
        assertThat(states.connectionState()).isEqualTo(ConnectionState.OFFLINE);
        assertThat(states.isExpected("/")).isFalse();
    }

    private void connected(String nsp) {
        Handshake handshake = new Handshake("x", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());
        states.handle(new NamespaceConnected(NOW, nsp, "sid", Transport.POLLING, handshake));
    }

    private void disconnected(String nsp, DisconnectReason reason) {
        states.handle(new NamespaceDisconnected(NOW, nsp, reason, "", 0));
    }

    private void failed(FailureKind kind, String fact) {
        states.handle(new ConnectFailed(NOW, Failure.of(kind, fact, "")));
    }
}
