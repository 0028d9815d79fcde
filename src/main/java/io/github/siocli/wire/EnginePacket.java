package io.github.siocli.wire;

import io.github.siocli.event.Handshake;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The characters that Engine.IO packets begin with (Engine.IO protocol 4, "Packet encoding"). */
public final class EnginePacket {

    /** The handshake. */
    public static final char OPEN = '0';
    /** The end of the session. */
    public static final char CLOSE = '1';
    /** A heartbeat of the server, or the probe of an upgrade. */
    public static final char PING = '2';
    /** The answer to a ping. */
    public static final char PONG = '3';
    /** A message, that is a Socket.IO packet. */
    public static final char MESSAGE = '4';
    /** The upgrade to the transport that it is sent over. */
    public static final char UPGRADE = '5';
    /** Nothing; ends a poll. */
    public static final char NOOP = '6';
    /** A binary message in Base64; on polling only. */
    public static final char BINARY = 'b';

    /** Between the packets of a polling payload. */
    public static final char SEPARATOR = '\u001e';

    /** In milliseconds; the timers of servers go no further. */
    private static final long LONGEST = Integer.MAX_VALUE;

    private EnginePacket() {}

    /**
     * Reads the handshake out of an OPEN packet.
     *
     * @throws PacketSyntaxException where it is not one
     */
    public static Handshake handshake(String packet) throws PacketSyntaxException {
        if (packet.isEmpty()) {
            throw new PacketSyntaxException("not a handshake");
        }
        try {
            Map<String, Json> members = Json.parse(packet.substring(1)).members();
            return new Handshake(
                    members.get("sid").stringValue(),
                    members.containsKey("upgrades")
                            ? members.get("upgrades").elements().stream()
                                    .map(Json::stringValue)
                                    .toList()
                            : List.of(),
                    millis(members.get("pingInterval")),
                    millis(members.get("pingTimeout")),
                    members.containsKey("maxPayload")
                            ? OptionalLong.of(number(members.get("maxPayload"), Long.MAX_VALUE))
                            : OptionalLong.empty());
        } catch (JsonSyntaxException | IllegalStateException | NullPointerException | NumberFormatException e) {
            throw new PacketSyntaxException("not a handshake", e);
        }
    }

    /** The OPEN packet with a handshake. */
    public static String open(Handshake handshake) {
        String upgrades = handshake.upgrades().stream()
                .map(upgrade -> Json.string(upgrade).text())
                .collect(Collectors.joining(","));
        return OPEN
                + "{\"sid\":" + Json.string(handshake.sid()).text()
                + ",\"upgrades\":[" + upgrades
                + "],\"pingInterval\":" + handshake.pingInterval().toMillis()
                + ",\"pingTimeout\":" + handshake.pingTimeout().toMillis()
                + (handshake.maxPayload().isPresent()
                        ? ",\"maxPayload\":" + handshake.maxPayload().getAsLong()
                        : "")
                + "}";
    }

    private static Duration millis(Json value) {
        return Duration.ofMillis(number(value, LONGEST));
    }

    private static long number(Json value, long most) {
        long number = Long.parseLong(value.text());
        if (number < 0 || number > most) {
            throw new NumberFormatException("out of range: " + number);
        }
        return number;
    }
}
