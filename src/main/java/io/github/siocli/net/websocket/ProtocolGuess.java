package io.github.siocli.net.websocket;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Guesses the protocol of a server from the first bytes of its response. */
public final class ProtocolGuess {

    private static final int TLS_FIRST_TYPE = 0x14;
    private static final int TLS_LAST_TYPE = 0x17;
    private static final int TLS_MAJOR = 3;
    private static final int SHOWN = 16;
    private static final int PROTOCOL_OF_MYSQL = 10;

    /**
     * The text with which servers of a line protocol greet a client, or answer a request that they do not understand.
     */
    private record Banner(String start, String protocol) {}

    private static final List<Banner> BANNERS = List.of(
            new Banner("SSH-", "SSH"),
            new Banner("220", "SMTP or FTP"),
            new Banner("+OK", "POP3"),
            new Banner("* OK", "IMAP"),
            new Banner("-ERR", "Redis"),
            new Banner("-DENIED", "Redis"),
            new Banner("-NOAUTH", "Redis"),
            new Banner("ERROR\r\n", "memcached"),
            new Banner("RFB ", "VNC"),
            new Banner("AMQP", "AMQP"),
            new Banner("RTSP/", "RTSP"),
            new Banner("SIP/", "SIP"),
            new Banner("ICY ", "SHOUTcast"));

    private final byte[] bytes;
    private final String text;

    /** Creates a guess from the first bytes of a response, as many as are known. */
    public ProtocolGuess(byte[] bytes) {
        this.bytes = bytes.clone();
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * Creates a guess from the start of a response.
     *
     * @param answer the start of the response; null for an empty guess
     */
    public static ProtocolGuess of(@Nullable ResponseStart answer) {
        return new ProtocolGuess(answer == null ? new byte[0] : answer.bytes());
    }

    /** Returns true if there are no bytes. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Returns true if the bytes begin a status line of HTTP/1, or are a prefix of one. */
    public boolean isHttp() {
        return !isEmpty() && (text.startsWith("HTTP/1.") || "HTTP/1.".startsWith(text));
    }

    /** Returns true if the bytes begin with a TLS record, such as an alert (RFC 8446, 5.1). */
    public boolean isTls() {
        return bytes.length >= 2 && bytes[0] >= TLS_FIRST_TYPE && bytes[0] <= TLS_LAST_TYPE && bytes[1] == TLS_MAJOR;
    }

    /** Returns the bytes and their protocol, as text that completes "it answers with". */
    public String description() {
        String protocol = protocol();
        return protocol.isEmpty() ? preview() : preview() + ", which is " + protocol;
    }

    private String protocol() {
        for (Banner banner : BANNERS) {
            if (text.startsWith(banner.start())) {
                return banner.protocol();
            }
        }
        if (isTls()) {
            return "TLS";
        }
        // A SETTINGS frame on stream 0 (RFC 9113, 6.5), which must be the first frame.
        if (bytes.length >= 9 && bytes[0] == 0 && bytes[3] == 4 && bytes[5] == 0 && bytes[8] == 0) {
            return "HTTP/2 only, such as gRPC";
        }
        return bytes.length >= 5 && bytes[3] == 0 && bytes[4] == PROTOCOL_OF_MYSQL ? "MySQL or MariaDB" : "";
    }

    private String preview() {
        String line = text.lines().findFirst().orElse("");
        boolean printable = !line.isBlank() && line.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        if (printable) {
            return '"' + line + '"';
        }
        String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, SHOWN));
        return (bytes.length == 1 ? "the byte " : "the bytes ") + hex + (bytes.length > SHOWN ? " ..." : "");
    }
}
