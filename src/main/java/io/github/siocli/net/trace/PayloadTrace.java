package io.github.siocli.net.trace;

import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.PayloadFraming;
import io.github.siocli.protocol.engineio.PayloadReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Traces the packets of one polling payload while it arrives. What has no valid framing is traced as one packet. For one
 * thread.
 */
final class PayloadTrace {

    private final Tracer tracer;
    private final Direction direction;
    private final int exchange;
    private final Generation requested;
    /** Null until the framing is known. */
    private @Nullable PayloadReader payload;
    /** The first bytes, while the framing is not known. */
    private byte[] prefix = {};

    private boolean isInvalid;

    /**
     * Creates a trace.
     *
     * @param requested the generation that the request asks for; a response may use the framing of Engine.IO 3 even if
     *     the request asks for Engine.IO 4
     */
    PayloadTrace(Tracer tracer, Direction direction, int exchange, Generation requested) {
        this.tracer = tracer;
        this.direction = direction;
        this.exchange = exchange;
        this.requested = requested;
    }

    /** Returns true if a payload of any generation can begin with this byte. */
    static boolean canBegin(byte first) {
        return PayloadReader.canBegin(Generation.EIO3, first) || PayloadReader.canBegin(Generation.EIO4, first);
    }

    /** Adds bytes, and traces the packets that are complete. */
    void add(byte[] bytes) {
        if (payload != null) {
            payload.add(bytes, 0, bytes.length);
            traceComplete();
            return;
        }
        int known = prefix.length;
        prefix = Arrays.copyOf(prefix, known + bytes.length);
        System.arraycopy(bytes, 0, prefix, known, bytes.length);
        if (prefix.length >= PayloadFraming.PREFIX_BYTES) {
            start();
            traceComplete();
        }
    }

    /** Ends the payload, and traces the remaining bytes as a packet. */
    void end() {
        if (payload == null) {
            if (prefix.length == 0) {
                return;
            }
            start();
        }
        payload.end();
        traceComplete();
        if (isInvalid) {
            tracer.packet(direction, exchange, new String(payload.remaining(), StandardCharsets.UTF_8));
        }
    }

    private void start() {
        boolean isBinary = prefix[0] == 0 || prefix[0] == 1;
        boolean isEio3 = requested == Generation.EIO3
                || isBinary
                || PayloadFraming.ofHandshake(prefix).equals(Optional.of(PayloadFraming.COUNTED));
        payload = new PayloadReader(isEio3 ? Generation.EIO3 : Generation.EIO4, Long.MAX_VALUE);
        payload.add(prefix, 0, prefix.length);
    }

    private void traceComplete() {
        try {
            while (!isInvalid) {
                Optional<PayloadReader.RawPacket> packet = payload.next();
                if (packet.isEmpty()) {
                    return;
                }
                trace(packet.get());
            }
        } catch (PacketSyntaxException e) {
            // Traced when the payload ends, as its rest belongs to it.
            isInvalid = true;
        }
    }

    private void trace(PayloadReader.RawPacket packet) {
        if (packet.isBinary()) {
            tracer.packet(direction, exchange, packet.bytes());
        } else {
            tracer.packet(direction, exchange, new String(packet.bytes(), StandardCharsets.UTF_8));
        }
    }
}
