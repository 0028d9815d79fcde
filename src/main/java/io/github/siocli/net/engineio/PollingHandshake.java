package io.github.siocli.net.engineio;

import io.github.siocli.net.http.EnginePath;
import io.github.siocli.protocol.engineio.EngineError;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.engineio.PayloadFraming;
import io.github.siocli.protocol.engineio.PayloadReader;
import io.github.siocli.protocol.engineio.StrictUtf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Requests the handshake of a session over polling: with the other generation of Engine.IO if the server refuses the first
 * one, and at the other path if the server has nothing at the first one. Any thread may call.
 */
public final class PollingHandshake {

    /** Number of bytes of a response body that are kept for a failure message. */
    private static final long MAX_KEPT_BYTES = 64 << 10;

    /** A server may send packets after the handshake, but hardly this much; some send a body without an end. */
    private static final long MAX_PAYLOAD_BYTES = 16 << 20;

    private static final long MAX_SHOWN_BYTES = 1024;

    private final ProtocolDetector detector;
    private final EnginePath path;

    /** Creates the handshake of a connection. */
    public PollingHandshake(ProtocolDetector detector, EnginePath path) {
        this.detector = detector;
        this.path = path;
    }

    /**
     * The response to a handshake, whose body is not read.
     *
     * @param eio3Framing the framing of Engine.IO 3 in the body; null if it does not open a session of Engine.IO 3
     */
    public record Answer(Response response, @Nullable PayloadFraming eio3Framing) {

        /** Interprets a response to a handshake request of either generation. */
        public static Answer of(Response response) throws IOException {
            return new Answer(response, PollingHandshake.eio3Framing(response).orElse(null));
        }

        /**
         * Reads the body. If it is too long for a handshake, reads its beginning and closes the connection.
         *
         * @throws PacketSyntaxException if it begins like a handshake and is not UTF-8; other responses may be in any
         *     encoding
         */
        public Payload read() throws IOException {
            return eio3Framing == null ? readEio4(response) : readEio3(response);
        }
    }

    /**
     * The payload of a handshake.
     *
     * @param packet the first packet, which should be an OPEN packet
     * @param rest the payload after it
     */
    public record Payload(Generation generation, String packet, byte[] rest) {

        /** Returns the whole payload, for a failure message. */
        public String text() {
            return rest.length == 0
                    ? packet
                    : packet + EnginePacket.SEPARATOR + new String(rest, StandardCharsets.UTF_8);
        }
    }

    /** Requests a handshake; returns the response that explains most if none opens a session. */
    public Answer request(Chain chain, Request request) throws IOException {
        Answer first = requestInEitherGeneration(chain, request);
        if (!path.isMissing(first.response())) {
            return first;
        }
        ResponseBody body = first.response().peekBody(MAX_KEPT_BYTES);
        first.response().close();
        Response missing = first.response().newBuilder().body(body).build();
        String other = path.alternative();
        Answer second = requestInEitherGeneration(chain, EnginePath.withPath(other, request));
        if (path.acceptAlternative(other, missing, second.response())) {
            return second;
        }
        second.response().close();
        return new Answer(missing, null);
    }

    private Answer requestInEitherGeneration(Chain chain, Request request) throws IOException {
        int eio = detector.nextEio();
        Response response = chain.proceed(detector.handshakeRequest(request, eio));
        boolean isForced = detector.forcedEio().isPresent();
        if (!isForced && isRefusal(response)) {
            response.close();
            eio = ProtocolDetector.otherEio(eio);
            response = chain.proceed(detector.handshakeRequest(request, eio));
        }
        Optional<PayloadFraming> framing = eio3Framing(response);
        if (framing.isPresent() && eio == 4) {
            if (isForced) {
                return new Answer(closeUnused(chain, request, response), null);
            }
            detector.eio4AnsweredWithEio3();
            if (detector.needsAuthInHandshake()) {
                closeUnused(chain, request, response).close();
                response = chain.proceed(detector.handshakeRequest(request, 3));
                framing = eio3Framing(response);
            }
        }
        return new Answer(response, framing.orElse(null));
    }

    private static boolean isRefusal(Response response) throws IOException {
        return response.code() == EngineError.STATUS
                && EngineError.isOtherGeneration(
                        response.code(), response.peekBody(MAX_KEPT_BYTES).string());
    }

    private static Optional<PayloadFraming> eio3Framing(Response response) throws IOException {
        if (!response.isSuccessful()) {
            return Optional.empty();
        }
        BufferedSource payload = response.body().source();
        payload.request(PayloadFraming.PREFIX_BYTES);
        byte[] start = payload.getBuffer()
                .snapshot((int) Math.min(payload.getBuffer().size(), PayloadFraming.PREFIX_BYTES))
                .toByteArray();
        return PayloadFraming.ofHandshake(start).filter(framing -> framing != PayloadFraming.SEPARATED);
    }

    /** Closes a session that is not used, so that the server need not wait for its heartbeat timeout. */
    private static Response closeUnused(Chain chain, Request request, Response response) throws IOException {
        byte[] body = response.peekBody(MAX_KEPT_BYTES).bytes();
        String sid = ProtocolDetector.readHandshake(readEio3(body).packet()).sid();
        response.close();
        Request close = Eio3Session.post(request, sid, List.of(EnginePacket.CLOSE_PACKET));
        try {
            chain.proceed(close).close();
        } catch (IOException unheard) {
            // The server ends the session at its heartbeat timeout.
        }
        return response.newBuilder().body(ResponseBody.create(body, null)).build();
    }

    private static Payload readEio4(Response response) throws IOException {
        try (BufferedSource body = response.body().source()) {
            boolean isTooLong = body.request(MAX_PAYLOAD_BYTES);
            boolean isHandshake = !body.exhausted() && body.getBuffer().getByte(0) == EnginePacket.OPEN;
            if (isTooLong && isHandshake) {
                throw new PacketSyntaxException("a handshake of more than " + MAX_PAYLOAD_BYTES + " bytes");
            }
            byte[] bytes = isTooLong ? body.readByteArray(MAX_SHOWN_BYTES) : body.readByteArray();
            String payload = isHandshake ? StrictUtf8.decode(bytes) : new String(bytes, StandardCharsets.UTF_8);
            int end = payload.indexOf(EnginePacket.SEPARATOR);
            return end < 0
                    ? new Payload(Generation.EIO4, payload, new byte[0])
                    : new Payload(
                            Generation.EIO4,
                            payload.substring(0, end),
                            payload.substring(end + 1).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Payload readEio3(Response response) throws IOException {
        try (BufferedSource payload = response.body().source()) {
            if (payload.request(MAX_PAYLOAD_BYTES)) {
                throw new PacketSyntaxException("more than a handshake");
            }
            return readEio3(payload.readByteArray());
        }
    }

    private static Payload readEio3(byte[] payload) throws PacketSyntaxException {
        PayloadReader reader = new PayloadReader(Generation.EIO3, MAX_PAYLOAD_BYTES);
        reader.add(payload, 0, payload.length);
        reader.end();
        String packet = StrictUtf8.decode(reader.next().orElseThrow().bytes());
        return new Payload(Generation.EIO3, packet, reader.remaining());
    }
}
