package io.github.siocli.client.trace;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.Traced;
import io.github.siocli.event.Traced.Direction;
import io.github.siocli.event.Traced.Level;
import io.github.siocli.event.Traced.Sight;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonScanner;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.wire.EnginePacket;
import io.github.siocli.wire.PacketHead;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Interceptor;

/** Tells what passes on the wire of one session, as far as it is to be seen. Any thread may call. */
public final class Tracer {

    private static final int BYTES_KEPT = 16;
    private static final int BASE64_GROUP = 4;
    private static final int BYTES_OF_GROUP = 3;

    private final Tracing tracing;
    private final Supplier<Secrets> secrets;
    private final Clock clock;
    private final BooleanSupplier eio3;
    private final Consumer<? super Traced> sink;
    private final AtomicInteger exchanges = new AtomicInteger();
    private Hiding hiding;

    /**
     * Tells of one session.
     *
     * @param tracing what is to be seen
     * @param secrets what is known of secrets; asked for when they are to be hidden
     * @param eio3 whether the session is known to be one of Engine.IO 3
     */
    public Tracer(
            Tracing tracing,
            Supplier<Secrets> secrets,
            BooleanSupplier eio3,
            Clock clock,
            Consumer<? super Traced> sink) {
        this.tracing = tracing;
        this.secrets = secrets;
        this.eio3 = eio3;
        this.clock = clock;
        this.sink = sink;
    }

    /** Sees the HTTP exchanges of a client; to be placed at its connection to the server. */
    public Interceptor exchanges() {
        return new ExchangeTrace(this);
    }

    /** Sees one websocket that is about to be made. */
    public FrameTrace websocket() {
        return new FrameTrace(this);
    }

    /** The number of the exchange that begins. */
    int next() {
        return exchanges.incrementAndGet();
    }

    boolean isOn() {
        return tracing.isOn();
    }

    void head(Direction direction, int exchange, OptionalInt status, String head) {
        if (tracing.wants(Level.HTTP)) {
            tell(direction, exchange, new Traced.Head(status, isOpen() ? head : hiding().inHead(head)));
        }
    }

    void body(Direction direction, int exchange, long size, OptionalLong unpacked, String text) {
        if (tracing.wants(Level.HTTP)) {
            tell(direction, exchange, new Traced.Body(size, unpacked, shown(text)));
        }
    }

    /** An exchange or a websocket ended otherwise than it should. */
    void broken(Level level, int exchange, Throwable cause) {
        if (tracing.wants(level)) {
            String message = cause.getMessage();
            String text = message == null ? cause.getClass().getSimpleName() : message;
            tell(Direction.IN, exchange, new Traced.Broken(level == Level.EIO, shown(text)));
        }
    }

    /** A frame of a websocket that carries no packet. */
    void frame(Direction direction, int exchange, Sight sight) {
        if (tracing.wants(Level.EIO)) {
            tell(direction, exchange, sight);
        }
    }

    /** An Engine.IO packet that is text. */
    void packet(Direction direction, int exchange, String packet) {
        if (tracing.wants(Level.EIO)) {
            String text = isOpen() ? packet : hiding().inPacket(direction, packet);
            tell(direction, exchange, new Traced.EngineText(text));
        }
        if (tracing.wants(Level.SIO) && !packet.isEmpty()) {
            decoded(packet).ifPresent(sight -> tell(direction, exchange, sight));
        }
    }

    /** An Engine.IO packet that is binary. */
    void packet(Direction direction, int exchange, byte[] bytes) {
        if (tracing.wants(Level.EIO)) {
            byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, BYTES_KEPT));
            tell(direction, exchange, new Traced.EngineBytes(bytes.length, new Attachment(start)));
        }
        if (tracing.wants(Level.SIO)) {
            // In Engine.IO 3 the first byte is the type of the packet.
            boolean typed = eio3.getAsBoolean() && bytes.length > 0;
            tell(direction, exchange, new Traced.PacketBytes(bytes.length - (typed ? 1 : 0)));
        }
    }

    private Optional<Sight> decoded(String packet) {
        return switch (packet.charAt(0)) {
            case EnginePacket.MESSAGE -> Optional.of(message(packet));
            case EnginePacket.BINARY -> Optional.of(new Traced.PacketBytes(sizeOfBase64(packet)));
            default -> Optional.empty();
        };
    }

    private Sight message(String packet) {
        Optional<PacketHead> read = PacketHead.read(packet, 1);
        if (read.isEmpty()) {
            return new Traced.NoPacket("it does not begin like one");
        }
        PacketHead head = read.get();
        List<Json> arguments = List.of();
        if (head.hasArguments()) {
            try {
                arguments = JsonScanner.elements(packet, head.payload());
            } catch (JsonSyntaxException e) {
                return new Traced.NoPacket(
                        head.typeName() + " with broken JSON at character " + (e.offset() + 1) + ": " + e.getMessage());
            }
        }
        Optional<String> name = head.isEvent() && !arguments.isEmpty()
                ? Optional.of(shown(arguments.get(0).text()))
                : Optional.empty();
        return new Traced.Packet(
                head.typeName(),
                shown(head.nsp().replaceFirst("\\?.*", "")),
                name,
                head.id(),
                head.hasArguments()
                        ? OptionalInt.of(arguments.size() - (name.isPresent() ? 1 : 0))
                        : OptionalInt.empty(),
                head.attachments(),
                packet.getBytes(StandardCharsets.UTF_8).length - 1L);
    }

    private static long sizeOfBase64(String packet) {
        // The client library breaks its Base64 into lines.
        long digits = packet.chars().skip(1).filter(c -> c != '=' && c > ' ').count();
        return digits * BYTES_OF_GROUP / BASE64_GROUP;
    }

    private String shown(String text) {
        return isOpen() ? text : hiding().in(text);
    }

    /** Made when it is needed: most sessions are never traced. */
    private synchronized Hiding hiding() {
        if (hiding == null) {
            hiding = new Hiding(secrets.get());
        }
        return hiding;
    }

    private boolean isOpen() {
        return tracing.choice().secrets();
    }

    private void tell(Direction direction, int exchange, Sight sight) {
        sink.accept(new Traced(clock.instant(), direction, exchange, sight));
    }
}
