package io.github.siocli.doctor.check;

import io.github.siocli.doctor.Exchange;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.PayloadReader;
import io.github.siocli.protocol.engineio.PayloadReader.RawPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the packets in the response to a poll. */
final class Payload {

    private Payload() {}

    /** Returns the packets in text up to the first that is invalid; none if the server did not respond. */
    static List<String> packets(int eio, Exchange poll) {
        byte[] body = poll.body().getBytes(StandardCharsets.UTF_8);
        PayloadReader reader = new PayloadReader(eio == 3 ? Generation.EIO3 : Generation.EIO4, body.length);
        reader.add(body, 0, body.length);
        reader.end();
        List<String> packets = new ArrayList<>();
        try {
            for (Optional<RawPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (!next.get().isBinary()) {
                    packets.add(new String(next.get().bytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (PacketSyntaxException e) {
            // The packets before it are enough for a check.
        }
        return packets;
    }
}
