package io.github.siocli.doctor.check;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.event.Transport;
import io.github.siocli.net.websocket.Cancellation;
import io.github.siocli.net.websocket.Deadline;
import io.github.siocli.net.websocket.HostLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Resolves the host to its addresses, unless a proxy does so. */
final class DnsCheck implements Check {

    @Override
    public CheckModel model() {
        return CheckModel.of("dns", CheckLayer.NETWORK, "DNS").providing(ServerFacts.ADDRESSES);
    }

    @Override
    public Finding run(CheckContext context) {
        ConnectOptions options = context.options();
        String host = options.server().host();
        if (options.network().proxy().isPresent()) {
            context.facts().put(ServerFacts.ADDRESSES, List.of());
            return Finding.skipped(
                    "the proxy " + options.network().proxy().get().url() + " resolves " + host);
        }
        try {
            List<InetAddress> addresses =
                    Arrays.asList(new HostLookup().find(host, Deadline.in(context.timeout()), new Cancellation()));
            context.facts().put(ServerFacts.ADDRESSES, addresses);
            String list = addresses.stream()
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return Finding.ok(list.equals(host) ? host + " is an address" : host + " is " + list);
        } catch (IOException e) {
            return Finding.failed(context.newClient()
                    .diagnosis(options.endpoint().enginePath())
                    .of(e, Transport.POLLING));
        }
    }
}
