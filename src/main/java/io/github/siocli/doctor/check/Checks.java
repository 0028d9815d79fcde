package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Check;
import java.util.List;

/** Lists the checks. */
public final class Checks {

    /** All checks, in the order of the report: from the lowest layer up. */
    public static final List<Check> ALL = List.of(
            new AddressCheck(),
            new ProxyCheck(),
            new DnsCheck(),
            new TcpCheck(),
            new TlsCheck(),
            new HandshakeCheck(),
            new OpenPacketCheck(),
            new PollingCheck(),
            new StickinessCheck(),
            new WebSocketCheck(),
            new UpgradeCheck(),
            new NamespacesCheck(),
            new ServerExtrasCheck(),
            new LatencyCheck(),
            new HoldCheck(),
            new BrowserCheck());

    private Checks() {}
}
