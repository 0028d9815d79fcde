package io.github.siocli.net.trace;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.event.TraceEvent.TraceItem;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.secret.KnownSecrets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/** Reports the wire data of one session as trace events, for the levels that are selected. Any thread may call. */
public final class Tracer {

    private static final int BYTES_KEPT = 16;

    private final TraceSettings settings;
    private final Supplier<KnownSecrets> secrets;
    private final Clock clock;
    private final BooleanSupplier eio3;
    private final PacketDecoding decoding;
    private final Consumer<? super TraceEvent> sink;
    private final AtomicInteger exchanges = new AtomicInteger();
    /** Null until something is masked. */
    private @Nullable SecretMasker masker;

    /**
     * Creates a tracer for one session.
     *
     * @param tracing selects what is traced
     * @param secrets supplies the known secrets; called when the first data is masked
     * @param eio3 returns true if the session uses Engine.IO 3
     * @param decoding decodes Socket.IO packets
     */
    public Tracer(
            TraceSettings tracing,
            Supplier<KnownSecrets> secrets,
            BooleanSupplier eio3,
            PacketDecoding decoding,
            Clock clock,
            Consumer<? super TraceEvent> sink) {
        this.settings = tracing;
        this.secrets = secrets;
        this.eio3 = eio3;
        this.decoding = decoding;
        this.clock = clock;
        this.sink = sink;
    }

    /** Returns a network interceptor that traces the HTTP exchanges of a client. */
    public Interceptor exchanges() {
        return new ExchangeTrace(this);
    }

    /** Returns a trace for one new websocket. */
    public FrameTrace websocket() {
        return new FrameTrace(this);
    }

    /** Returns the number of a new exchange. */
    int nextExchange() {
        return exchanges.incrementAndGet();
    }

    boolean isOn() {
        return settings.isOn();
    }

    /** Reports the head of a request. */
    void requestHead(int exchange, String head) {
        if (settings.wants(Level.HTTP)) {
            emit(Direction.OUT, exchange, new TraceEvent.HttpHead(OptionalInt.empty(), maskedHead(head)));
        }
    }

    /** Reports the head of a response. */
    void responseHead(int exchange, int status, String head) {
        if (settings.wants(Level.HTTP)) {
            emit(Direction.IN, exchange, new TraceEvent.HttpHead(OptionalInt.of(status), maskedHead(head)));
        }
    }

    /** Reports the end of a body that is not encoded. */
    void body(Direction direction, int exchange, long size, String text) {
        if (settings.wants(Level.HTTP)) {
            emit(direction, exchange, new TraceEvent.HttpBody(size, OptionalLong.empty(), masked(text)));
        }
    }

    /**
     * Reports the end of an encoded body.
     *
     * @param size number of bytes on the wire
     * @param unpacked number of bytes after decoding
     */
    void encodedBody(Direction direction, int exchange, long size, long unpacked, String text) {
        if (settings.wants(Level.HTTP)) {
            emit(direction, exchange, new TraceEvent.HttpBody(size, OptionalLong.of(unpacked), masked(text)));
        }
    }

    /** Reports that an exchange or a websocket failed. */
    void failed(Level level, int exchange, Throwable cause) {
        if (settings.wants(level)) {
            String message = cause.getMessage();
            String text = message == null ? cause.getClass().getSimpleName() : message;
            emit(Direction.IN, exchange, new TraceEvent.AbnormalEnd(level == Level.EIO, masked(text)));
        }
    }

    /** Reports a websocket frame without a packet. */
    void frame(Direction direction, int exchange, TraceItem sight) {
        if (settings.wants(Level.EIO)) {
            emit(direction, exchange, sight);
        }
    }

    /** Reports an Engine.IO text packet. */
    void packet(Direction direction, int exchange, String packet) {
        if (settings.wants(Level.EIO)) {
            String text = showsSecrets() ? packet : masker().maskPacket(direction, packet);
            emit(direction, exchange, new TraceEvent.EngineTextPacket(text));
        }
        if (settings.wants(Level.SIO) && !packet.isEmpty()) {
            decoded(packet).ifPresent(sight -> emit(direction, exchange, masked(sight)));
        }
    }

    /** Reports an Engine.IO binary packet. */
    void packet(Direction direction, int exchange, byte[] bytes) {
        if (settings.wants(Level.EIO)) {
            byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, BYTES_KEPT));
            emit(direction, exchange, new TraceEvent.EngineBinaryPacket(bytes.length, new Attachment(start)));
        }
        if (settings.wants(Level.SIO)) {
            // In Engine.IO 3 the first byte is the packet type.
            boolean typed = eio3.getAsBoolean() && bytes.length > 0;
            byte[] message = typed ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
            emit(direction, exchange, masked(decoding.binary(message)));
        }
    }

    private Optional<TraceItem> decoded(String packet) {
        return switch (packet.charAt(0)) {
            case EnginePacket.MESSAGE -> Optional.of(decoding.text(packet));
            case EnginePacket.BINARY -> Optional.of(inBase64(packet));
            default -> Optional.empty();
        };
    }

    private TraceItem inBase64(String packet) {
        try {
            // The client library breaks Base64 into lines.
            return decoding.binary(Base64.getMimeDecoder().decode(packet.substring(1)));
        } catch (IllegalArgumentException e) {
            return new TraceEvent.InvalidPacket("it is not Base64: " + e.getMessage());
        }
    }

    private TraceItem masked(TraceItem sight) {
        if (sight instanceof TraceEvent.InvalidPacket broken) {
            return new TraceEvent.InvalidPacket(masked(broken.problem()));
        }
        if (!(sight instanceof TraceEvent.SocketIoPacket packet)) {
            return sight;
        }
        return new TraceEvent.SocketIoPacket(
                packet.type(),
                masked(packet.nsp().replaceFirst("\\?.*", "")),
                packet.name().map(this::masked),
                packet.id(),
                packet.arguments(),
                packet.attachments(),
                packet.size());
    }

    private String masked(String text) {
        return showsSecrets() ? text : masker().mask(text);
    }

    private String maskedHead(String head) {
        return showsSecrets() ? head : masker().maskHead(head);
    }

    /** Created on first use, because most sessions are never traced. */
    private synchronized SecretMasker masker() {
        if (masker == null) {
            masker = new SecretMasker(secrets.get());
        }
        return masker;
    }

    private boolean showsSecrets() {
        return settings.choice().secrets();
    }

    private void emit(Direction direction, int exchange, TraceItem sight) {
        sink.accept(new TraceEvent(clock.instant(), direction, exchange, sight));
    }
}
