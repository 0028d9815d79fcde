package io.github.siocli.testing;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.event.Transport;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.tls.TlsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Default options of sessions in tests. */
public final class TestOptions {

    private TestOptions() {}

    /** Returns options for the root namespace of a local server; upgrades if there are several transports. */
    public static ConnectOptions to(
            int port, Duration timeout, ReconnectSettings reconnect, List<Transport> transports) {
        return new ConnectOptions(
                new ConnectOptions.Endpoint(new ServerAddress(false, "127.0.0.1", port), "/socket.io/"),
                List.of("/"),
                Optional.empty(),
                new ConnectOptions.ProtocolSettings(
                        transports, transports.size() > 1, OptionalInt.empty(), ConnectOptions.ParserType.JSON),
                new ConnectOptions.HttpSettings(List.of(), List.of(), List.of()),
                new ConnectOptions.NetworkSettings(
                        new TlsOptions(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        timeout),
                reconnect);
    }

    /** Returns options without reconnection. */
    public static ConnectOptions to(int port, Duration timeout, Transport... transports) {
        return to(port, timeout, ReconnectSettings.NEVER, List.of(transports));
    }
}
