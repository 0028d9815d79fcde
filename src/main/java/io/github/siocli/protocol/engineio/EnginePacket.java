package io.github.siocli.protocol.engineio;

import io.github.siocli.event.Handshake;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Types and limits of Engine.IO packets, and the handshake (Engine.IO protocol 4, "Packet encoding"). */
public final class EnginePacket {

    /** The handshake. */
    public static final char OPEN = '0';
    /** The end of the session. */
    public static final char CLOSE = '1';
    /** A heartbeat, or the probe of an upgrade. */
    public static final char PING = '2';
    /** The response to a ping. */
    public static final char PONG = '3';
    /** A message, which contains a Socket.IO packet. */
    public static final char MESSAGE = '4';
    /** The upgrade to the transport that carries this packet. */
    public static final char UPGRADE = '5';
    /** An empty packet that ends a poll. */
    public static final char NOOP = '6';
    /** A binary message in Base64, over polling only. */
    public static final char BINARY = 'b';

    /** The packet that ends the session. */
    public static final String CLOSE_PACKET = "" + CLOSE;
    /** The packet of a heartbeat. */
    public static final String PING_PACKET = "" + PING;
    /** The packet that responds to a heartbeat. */
    public static final String PONG_PACKET = "" + PONG;

    /** The separator between the packets of a polling payload. */
    public static final char SEPARATOR = '\u001e';

    /**
     * Largest number of packets in one POST. Python-engineio drops all packets of a longer payload, and still responds
     * with 200 (its {@code max_decode_packets}).
     */
    public static final int MAX_POSTED = 16;

    /** Largest time in milliseconds that the timers of servers support. */
    private static final long LONGEST = Integer.MAX_VALUE;

    private static final int PLAIN_DIGITS = 18;

    /** Length to which an invalid value is shortened, in characters. */
    private static final int SHOWN = 40;

    /** An OPEN packet without a handshake, which the client library reports as a failure. */
    public static final String INVALID_OPEN = OPEN + "{}";

    private EnginePacket() {}

    /** Returns true if a polling payload can begin with this byte: a packet type or a separator. */
    public static boolean isBeginning(byte first) {
        return first >= OPEN && first <= NOOP || first == BINARY || first == SEPARATOR;
    }

    /**
     * Parses an OPEN packet. The handshake must have the session id and both heartbeat times.
     *
     * @throws PacketSyntaxException if the packet is not a valid handshake; the message says what is missing or wrong
     */
    public static Handshake handshake(String packet) throws PacketSyntaxException {
        if (packet.isEmpty() || packet.charAt(0) != OPEN) {
            throw new PacketSyntaxException("it is not an OPEN packet");
        }
        Map<String, Json> members = members(packet);
        return new Handshake(
                sid(members),
                upgrades(members),
                Duration.ofMillis(number(members, "pingInterval", LONGEST)),
                Duration.ofMillis(number(members, "pingTimeout", LONGEST)),
                members.containsKey("maxPayload")
                        ? OptionalLong.of(number(members, "maxPayload", Long.MAX_VALUE))
                        : OptionalLong.empty());
    }

    private static Map<String, Json> members(String packet) throws PacketSyntaxException {
        try {
            Json value = Json.parse(packet.substring(1));
            if (value.kind() != Json.Kind.OBJECT) {
                throw new PacketSyntaxException("it is not a JSON object: " + shown(value));
            }
            return value.members();
        } catch (JsonSyntaxException e) {
            throw new PacketSyntaxException("broken JSON at character " + (e.offset() + 2) + ": " + e.getMessage(), e);
        }
    }

    private static Json member(Map<String, Json> members, String name) throws PacketSyntaxException {
        Json value = members.get(name);
        if (value == null) {
            throw new PacketSyntaxException("\"" + name + "\" is missing");
        }
        return value;
    }

    private static String sid(Map<String, Json> members) throws PacketSyntaxException {
        Json sid = member(members, "sid");
        if (sid.kind() != Json.Kind.STRING) {
            throw new PacketSyntaxException("\"sid\" is not a string: " + shown(sid));
        }
        if (sid.stringValue().isEmpty()) {
            throw new PacketSyntaxException("\"sid\" is empty");
        }
        return sid.stringValue();
    }

    private static List<String> upgrades(Map<String, Json> members) throws PacketSyntaxException {
        Json value = members.get("upgrades");
        if (value == null) {
            return List.of();
        }
        List<Json> elements = value.kind() == Json.Kind.ARRAY ? value.elements() : List.of(value);
        List<String> upgrades = new ArrayList<>(elements.size());
        for (Json element : elements) {
            if (value.kind() != Json.Kind.ARRAY || element.kind() != Json.Kind.STRING) {
                throw new PacketSyntaxException("\"upgrades\" is not an array of strings: " + shown(value));
            }
            upgrades.add(element.stringValue());
        }
        return upgrades;
    }

    private static long number(Map<String, Json> members, String name, long most) throws PacketSyntaxException {
        Json value = member(members, name);
        if (value.kind() != Json.Kind.NUMBER) {
            throw new PacketSyntaxException("\"" + name + "\" is not a number: " + shown(value));
        }
        long plain = plain(value.text());
        if (plain >= 0 && plain <= most) {
            return plain;
        }
        BigDecimal number = new BigDecimal(value.text());
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new PacketSyntaxException("\"" + name + "\" is out of range: " + shown(value));
        }
        return number.longValue();
    }

    /** Returns a number that is written with a few digits only, as nearly all are; otherwise -1. */
    private static long plain(String text) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || text.length() > PLAIN_DIGITS) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static String shown(Json value) {
        String text = value.oneLine();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /**
     * Returns a plain OPEN packet with the values of a handshake: the client library's JSON parser fails on deeply
     * nested data.
     */
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
}
