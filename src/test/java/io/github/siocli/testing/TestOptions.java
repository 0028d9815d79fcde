package io.github.siocli.testing;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.client.option.ConnectOptions.Endpoint;
import io.github.siocli.client.option.ConnectOptions.HttpSettings;
import io.github.siocli.client.option.ConnectOptions.NetworkSettings;
import io.github.siocli.client.option.ConnectOptions.ParserType;
import io.github.siocli.client.option.ConnectOptions.ProtocolSettings;
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
                new Endpoint(new ServerAddress(false, "127.0.0.1", port), "/socket.io/"),
                List.of("/"),
                Optional.empty(),
                new ProtocolSettings(transports, transports.size() > 1, OptionalInt.empty(), ParserType.JSON),
                HttpSettings.NONE,
                new NetworkSettings(
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
