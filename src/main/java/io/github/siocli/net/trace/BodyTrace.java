package io.github.siocli.net.trace;

import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.event.TraceEvent.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/**
 * Traces the body of a response while it is read: its Engine.IO packets, or its text if it has none. For one thread at
 * a time.
 */
final class BodyTrace extends ForwardingSource {

    private static final int TEXT_KEPT = 64 << 10;

    private final CountingSource wire;
    private final Tracer tracer;
    private final int exchange;
    private final boolean sized;
    private final boolean encoded;
    private final PayloadTrace payload;
    private final Buffer text = new Buffer();
    private boolean packets;
    private boolean started;
    private boolean ended;
    private long decodedSize;

    /**
     * Creates a trace of one body.
     *
     * @param plain the decoded body
     * @param wire the body on the wire, which counts its bytes
     * @param packets true if the body may contain Engine.IO packets
     */
    BodyTrace(Source plain, CountingSource wire, Tracer tracer, Response response, int exchange, boolean packets) {
        super(plain);
        this.wire = wire;
        this.tracer = tracer;
        this.exchange = exchange;
        this.packets = packets;
        this.encoded = plain != wire;
        this.sized = response.header("Content-Length") != null;
        this.payload = new PayloadTrace(tracer, Direction.IN, exchange, ExchangeTrace.generation(response.request()));
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        try {
            long read = super.read(sink, byteCount);
            if (read < 0) {
                end();
            } else {
                trace(sink, read);
            }
            return read;
        } catch (IOException e) {
            if (!ended) {
                ended = true;
                tracer.failed(Level.HTTP, exchange, e);
            }
            throw e;
        }
    }

    private void trace(Buffer sink, long read) throws IOException {
        Buffer copy = new Buffer();
        sink.copyTo(copy, sink.size() - read, read);
        decodedSize += read;
        if (!started && read > 0) {
            started = true;
            packets = packets && PayloadTrace.canBegin(copy.getByte(0));
        }
        if (packets) {
            payload.add(copy.readByteArray());
        } else if (text.size() < TEXT_KEPT) {
            text.write(copy, Math.min(copy.size(), TEXT_KEPT - text.size()));
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (packets) {
            payload.end();
        }
        String shown = text.readString(StandardCharsets.UTF_8);
        if (encoded) {
            tracer.encodedBody(Direction.IN, exchange, wire.count(), decodedSize, shown);
        } else if (!sized || !shown.isEmpty()) {
            tracer.body(Direction.IN, exchange, wire.count(), shown);
        }
    }

    @Override
    public void close() throws IOException {
        if (started) {
            end();
        }
        super.close();
    }
}
