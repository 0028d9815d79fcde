package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.net.proxy.ProxyAddress;
import java.util.Optional;

/** Names the proxy of the options, and the option or variable that chose it. */
final class ProxyCheck implements Check {

    @Override
    public CheckModel model() {
        return CheckModel.of("proxy", CheckLayer.NETWORK, "proxy");
    }

    @Override
    public Finding run(CheckContext context) {
        String source = context.settings().proxySource();
        Optional<ProxyAddress> proxy = context.options().network().proxy();
        if (proxy.isPresent()) {
            return Finding.ok(proxy.get().url() + ", from " + source);
        }
        return Finding.skipped(source.isEmpty() ? "none" : "none, because of " + source);
    }
}
