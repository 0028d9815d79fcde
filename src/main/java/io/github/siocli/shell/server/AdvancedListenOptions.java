package io.github.siocli.shell.server;

import io.github.siocli.command.option.CertificateFileOptions;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a server that few users need; {@link ListenOptions} reads them with its own. */
public final class AdvancedListenOptions implements OptionGroup {

    @Override
    public String title() {
        return "Server";
    }

    @Override
    public String topic() {
        return "server";
    }

    @Override
    public List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>(List.of(
                OptionSpecs.choice(
                        List.of("polling,websocket", "polling", "websocket"),
                        "NAMES",
                        "Offered transports (default: polling,websocket)",
                        "--transport"),
                OptionSpecs.flag("Offer no upgrade from polling to websocket", "--no-upgrade"),
                OptionSpecs.flag("Serve only Engine.IO and echo every message", "--engine-only"),
                OptionSpecs.value("TIME", "Heartbeat interval (default: 25s)", "--ping-interval"),
                OptionSpecs.value("TIME", "Heartbeat timeout (default: 20s)", "--ping-timeout"),
                OptionSpecs.value("SIZE", "Maximum payload, such as 64k (default: 1000000)", "--max-payload"),
                OptionSpecs.value("TIME", "Keep the session of a lost client for this time", "--recovery"),
                OptionSpecs.values("ORIGIN", "Allowed web origin, null or '*'; repeatable", "--cors")));
        options.addAll(CertificateFileOptions.options("TLS certificate"));
        return List.copyOf(options);
    }
}
