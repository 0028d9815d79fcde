package io.github.siocli.shell.server;

import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.server.RecoveryOptions;
import io.github.siocli.server.ServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Configures the address of a server and the clients that it accepts.
 *
 * @param options the options of the server
 * @param namespaces the namespaces of the server; if empty, the rules define them
 * @param auth the auth payload that clients must send
 * @param portCount number of consecutive ports to try
 */
public record ListenConfig(ServerOptions options, Set<String> namespaces, Optional<Json> auth, int portCount) {

    private static final int HIGHEST_PORT = 65_535;

    public ListenConfig {
        namespaces = Set.copyOf(namespaces);
    }

    /** Returns a copy with connection state recovery. */
    public ListenConfig withRecovery() {
        return new ListenConfig(options.withRecovery(RecoveryOptions.DEFAULT), namespaces, auth, portCount);
    }

    /** Returns true if clients on other machines can connect without an auth payload. */
    boolean isOpenToAll() {
        return auth.isEmpty() && !options.address().getAddress().isLoopbackAddress();
    }

    /** Returns the server options to try, one for each port. */
    List<ServerOptions> candidates() {
        InetSocketAddress first = options.address();
        return IntStream.range(first.getPort(), Math.min(first.getPort() + portCount, HIGHEST_PORT + 1))
                .mapToObj(port -> options.withAddress(new InetSocketAddress(first.getAddress(), port)))
                .toList();
    }

    /** Describes the protocols of the server for the user. */
    String describeProtocols() {
        String transports = List.of(Transport.POLLING, Transport.WEBSOCKET).stream()
                .filter(options.engine().transport().transports()::contains)
                .map(Transport::wireName)
                .collect(Collectors.joining(", "));
        boolean hasCustomPath = !options.engine().path().equals("/socket.io/");
        return "Engine.IO 3 and 4" + (options.engineOnly() ? " only, every message is echoed; " : "; ") + transports
                + (hasCustomPath ? "; path " + options.engine().path() : "");
    }

    /** Describes for the user how clients connect. */
    String describeConnect(int port) {
        boolean isSecure = options.engine().tls().isPresent();
        InetAddress address = options.address().getAddress();
        boolean isLocal = address.isLoopbackAddress() || address.isAnyLocalAddress();
        String host = isLocal
                ? "localhost"
                : AddressText.of(new InetSocketAddress(address, 0)).replaceFirst(":0$", "");
        String url = (isSecure ? "https://" : "http://") + host + ":" + port;
        String path = options.engine().path();
        if (options.engineOnly()) {
            return "an Engine.IO client, in JavaScript new Socket(\"" + url + "\", { path: \"" + path
                    + "\" }) of engine.io-client";
        }
        boolean hasCustomPath = !path.equals("/socket.io/");
        return "sio connect " + (isSecure || !isLocal ? url : ":" + port) + (hasCustomPath ? " --path " + path : "")
                + ", or in JavaScript io(\"" + url + "\"" + (hasCustomPath ? ", { path: \"" + path + "\" }" : "") + ")";
    }
}
