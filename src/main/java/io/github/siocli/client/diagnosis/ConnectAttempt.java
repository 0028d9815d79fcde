package io.github.siocli.client.diagnosis;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.tls.TlsDiagnosis;
import io.github.siocli.net.websocket.ProtocolGuess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The observations of a connection attempt, and the failures to which several of them lead.
 *
 * @param tls the TLS settings; null if the server is not reached over TLS
 */
record ConnectAttempt(
        ConnectOptions options,
        EnginePath path,
        ConnectProgress progress,
        PayloadLimit limit,
        @Nullable ClientTls tls,
        Clock clock) {

    Instant now() {
        return clock.instant();
    }

    String serverUrl() {
        return options.server().url();
    }

    String engineUrl() {
        return serverUrl() + path.current();
    }

    Optional<ProxyAddress> proxy() {
        return options.network().proxy();
    }

    /** Returns true if a proxy or TLS hides the first bytes that the server sends. */
    boolean isIndirect() {
        return options.server().secure() || proxy().isPresent();
    }

    /** Returns the addresses that were tried, for a message. */
    String addresses() {
        ServerAddress server = options.server();
        // An address with a zone is the only one, and its zone name is clearer than the interface number.
        String tried = server.hasZone() || progress.addresses().isEmpty() ? server.hostAndPort() : progress.addresses();
        return tried + proxy().map(proxy -> " through the proxy " + proxy.url()).orElse("");
    }

    /** Returns the connect timeout, for a message. */
    String timeout() {
        Duration timeout = options.network().connectTimeout();
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }

    /** Returns the diagnosis of TLS; empty if the server is not reached over TLS. */
    Optional<TlsDiagnosis> tlsDiagnosis() {
        return Optional.ofNullable(tls).map(used -> new TlsDiagnosis(options.server(), "", used, now()));
    }

    /** Returns the failure for a server that expects TLS. */
    Failure tlsRequired() {
        return Failure.of(
                FailureKind.TLS_REQUIRED,
                options.server().hostAndPort(),
                options.server().otherScheme().url());
    }

    /** Explains that the server does not support the requested protocol generation. */
    Failure otherGeneration(String seen) {
        if (options.protocol().eio().isEmpty()) {
            return Failure.of(FailureKind.OTHER_GENERATION, seen);
        }
        boolean is3 = options.protocol().eio().getAsInt() == 3;
        return is3
                ? Failure.of(FailureKind.OTHER_THAN_FORCED, "3", "Engine.IO 4, as Socket.IO 3.x or 4.x does")
                : Failure.of(FailureKind.OTHER_THAN_FORCED, "4", "Engine.IO 3, as Socket.IO 1.x or 2.x does");
    }

    /** Explains a response in another protocol; empty if it is HTTP, or if TLS hides the first bytes. */
    Optional<Failure> otherProtocol(ProtocolGuess start) {
        if (isIndirect() || start.isEmpty() || start.isHttp()) {
            return Optional.empty();
        }
        return Optional.of(start.isTls() ? tlsRequired() : notHttp(start.description()));
    }

    Failure notHttp(String description) {
        return Failure.of(FailureKind.NOT_HTTP, addresses(), description);
    }

    /** Explains that no TCP connection was made in time. */
    Failure tcpTimeout() {
        if (proxy().isEmpty()) {
            return Failure.of(FailureKind.TCP_TIMEOUT, addresses(), timeout());
        }
        String proxy = proxy().get().url();
        return progress.isProxyReached()
                ? Failure.of(FailureKind.PROXY_SILENT, proxy, options.server().hostAndPort(), timeout())
                : Failure.of(FailureKind.PROXY_TIMEOUT, proxy, timeout());
    }

    /** Explains a 407 from a proxy that is not configured. */
    Failure proxyInFront(String seen) {
        return Failure.of(
                FailureKind.PROXY_CREDENTIALS_MISSING,
                "in front of " + options.server().hostAndPort(),
                seen,
                "http://NAME:PASSWORD@HOST:PORT");
    }
}
