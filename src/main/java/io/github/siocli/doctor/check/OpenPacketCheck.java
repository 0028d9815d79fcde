package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Check;
import io.github.siocli.doctor.CheckContext;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.doctor.result.CheckLayer;
import io.github.siocli.doctor.result.Finding;
import io.github.siocli.event.Handshake;
import io.github.siocli.render.Durations;
import io.github.siocli.render.SizeText;
import java.util.ArrayList;
import java.util.List;

/** Reads the OPEN packet: generation, server family, ping times, upgrades and the largest payload. */
final class OpenPacketCheck implements Check {

    @Override
    public CheckModel model() {
        return CheckModel.of("open", CheckLayer.ENGINE_IO, "OPEN packet").requiring(ServerFacts.OPENING);
    }

    @Override
    public Finding run(CheckContext context) {
        EngineOpening opening = context.facts().get(ServerFacts.OPENING);
        Handshake handshake = opening.handshake();
        List<String> parts = new ArrayList<>();
        parts.add(handshake.protocol());
        parts.add("ping every " + Durations.text(handshake.pingInterval()) + ", timeout "
                + Durations.text(handshake.pingTimeout()));
        parts.add(
                handshake.upgrades().isEmpty() ? "no upgrades" : "upgrades " + String.join(", ", handshake.upgrades()));
        handshake.maxPayload().ifPresent(size -> parts.add("payloads up to " + SizeText.text(size)));
        return Finding.ok(String.join("; ", parts));
    }
}
