package io.github.siocli.net.trace;

import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.socketio.PacketHeader;
import io.github.siocli.secret.KnownSecrets;
import io.github.siocli.secret.Redaction;
import io.github.siocli.secret.SecretNames;
import io.github.siocli.secret.UrlSecrets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks secrets in traced data: the configured ones everywhere, others by their position in the protocol. Names of
 * header fields, cookies, parameters and members stay visible. The session id would let others act in the session; its
 * first characters stay visible, so that readers can follow it.
 */
final class SecretMasker {

    private static final int SHOWN_OF_ID = 6;
    private static final Pattern SESSION_PARAMETER = Pattern.compile("(?<=[?&]sid=)[^&\\s,]*");
    private static final Pattern SESSION = Pattern.compile("(\"sid\"\\s*:\\s*\")([^\"]*)(?=\")");
    private static final Pattern RECOVERY = Pattern.compile("(\"pid\"\\s*:\\s*\")([^\"]*)(?=\")");
    private static final Pattern PAIR = Pattern.compile("([^=;\\s]+)=([^;]*)");

    private final KnownSecrets known;
    private volatile String sessionId = "";

    SecretMasker(KnownSecrets known) {
        this.known = known;
    }

    /** Masks the known secrets in any text. */
    String mask(String text) {
        String id = sessionId;
        // Before Engine.IO 4 the id of a socket is the session id, and applications send it in events.
        return known.mask(id.isEmpty() ? text : text.replace(id, shortened(id)));
    }

    /** Masks the head of an HTTP request or response, whose lines are separated by line feeds. */
    String maskHead(String head) {
        StringBuilder hidden = new StringBuilder(head.length());
        for (String line : head.split("\n")) {
            hidden.append(hidden.length() == 0 ? maskQuery(line) : "\n" + maskField(line));
        }
        return mask(hidden.toString());
    }

    private static String maskQuery(String line) {
        String masked = UrlSecrets.maskParameters(line, SecretNames::isCredential);
        return SESSION_PARAMETER.matcher(masked).replaceAll(id -> Matcher.quoteReplacement(shortened(id.group())));
    }

    private static String maskField(String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        if (name.equals("location")) {
            return maskQuery(line);
        }
        // The names of accepted headers and the challenge of a server are not secret.
        if (!SecretNames.isCredential(name) || name.startsWith("access-control-") || name.endsWith("-authenticate")) {
            return line;
        }
        return line.substring(0, colon + 1) + ' ' + maskValue(name, value);
    }

    private static String maskValue(String name, String value) {
        return switch (name) {
            case "cookie" -> PAIR.matcher(value).replaceAll("$1=" + Redaction.MASK);
            case "set-cookie" -> PAIR.matcher(value).replaceFirst("$1=" + Redaction.MASK);
            case "authorization", "proxy-authorization" ->
                value.indexOf(' ') < 0 ? Redaction.MASK : value.substring(0, value.indexOf(' ') + 1) + Redaction.MASK;
            default -> Redaction.MASK;
        };
    }

    /** Masks an Engine.IO text packet. */
    String maskPacket(Direction direction, String packet) {
        if (packet.startsWith("0{")) {
            Matcher id = SESSION.matcher(packet);
            sessionId = id.find() ? id.group(2) : "";
            return mask(packet);
        }
        if (packet.length() > 1 && packet.charAt(0) == EnginePacket.MESSAGE && packet.charAt(1) == '0') {
            return mask(PacketHeader.read(packet, 1)
                    .map(head -> maskConnect(direction, packet, head))
                    .orElse(packet));
        }
        return mask(packet);
    }

    private static String maskConnect(Direction direction, String packet, PacketHeader head) {
        String start = packet.substring(0, head.payload());
        int query = start.indexOf('?');
        if (query >= 0) {
            start = start.substring(0, query) + UrlSecrets.maskParameters(start.substring(query), name -> true);
        }
        String data = packet.substring(head.payload());
        if (direction == Direction.IN) {
            return start + RECOVERY.matcher(data).replaceFirst("$1" + Redaction.MASK);
        }
        return start + (data.isEmpty() ? "" : maskAuth(data));
    }

    /** Masks the values of an auth payload. The names of its members stay visible. */
    private static String maskAuth(String data) {
        Optional<Json> json = parsed(data);
        if (json.isEmpty() || json.get().kind() != Json.Kind.OBJECT) {
            return Redaction.MASK;
        }
        StringBuilder hidden = new StringBuilder("{");
        json.get()
                .members()
                .keySet()
                .forEach(name -> hidden.append(hidden.length() > 1 ? "," : "")
                        .append(Json.string(name))
                        .append(":\"" + Redaction.MASK + '"'));
        return hidden.append('}').toString();
    }

    private static Optional<Json> parsed(String data) {
        try {
            return Optional.of(Json.parse(data));
        } catch (JsonSyntaxException notJson) {
            return Optional.empty();
        }
    }

    private static String shortened(String id) {
        return id.length() <= SHOWN_OF_ID ? id : id.substring(0, SHOWN_OF_ID) + Redaction.MASK;
    }
}
