package io.github.siocli.client.engine;

import io.github.siocli.protocol.engineio.EnginePacket;
import java.io.IOException;
import java.util.Optional;
import okio.Buffer;
import okio.BufferedSource;
import okio.Source;
import okio.Timeout;

/** Translates a payload of Engine.IO 3 to Engine.IO 4 while it is read, so that a slow reader slows the server. */
final class TranslatedPayload implements Source {

    /**
     * Only text that is not JSON contains the separator unescaped; it would end the packet, so it is written as a JSON
     * escape.
     */
    private static final String SEPARATOR = String.valueOf(EnginePacket.SEPARATOR);

    private static final String ESCAPED_SEPARATOR = "\\u001e";

    private final BufferedSource payload;
    private final PayloadDecoder decoder;
    private final Eio3Session session;
    private final Buffer ready = new Buffer();

    /**
     * Creates a source.
     *
     * @param payload the payload of the server
     * @param session translates the packets
     */
    TranslatedPayload(BufferedSource payload, Eio3Session session) {
        this.payload = payload;
        this.decoder = new PayloadDecoder(payload);
        this.session = session;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        while (ready.exhausted()) {
            Optional<String> packet = decoder.next();
            if (packet.isEmpty()) {
                return -1;
            }
            Optional<String> shown = session.incoming(packet.get());
            if (shown.isPresent()) {
                // After each packet, so that a packet is delivered even if the next one is invalid.
                ready.writeUtf8(shown.get().replace(SEPARATOR, ESCAPED_SEPARATOR))
                        .writeUtf8(SEPARATOR);
            }
        }
        return ready.read(sink, byteCount);
    }

    @Override
    public Timeout timeout() {
        return payload.timeout();
    }

    @Override
    public void close() throws IOException {
        payload.close();
    }
}
