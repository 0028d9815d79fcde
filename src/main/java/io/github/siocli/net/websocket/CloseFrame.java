package io.github.siocli.net.websocket;

import java.nio.charset.StandardCharsets;

/**
 * The code and reason of a close frame (RFC 6455, 5.5.1 and 7.4).
 *
 * @param code the close code; {@link #NO_CODE} for a frame without one
 * @param reason the reason, at most 123 bytes of UTF-8
 */
public record CloseFrame(int code, String reason) {

    /** The code of a normal close. */
    public static final int NORMAL = 1000;

    static final int PROTOCOL_ERROR = 1002;
    static final int NO_CODE = 1005;
    static final int NOT_UTF8 = 1007;
    static final int TOO_LARGE = 1009;

    private static final int MAX_REASON = 123;

    /** Parses the payload of a received close frame. */
    static CloseFrame parse(byte[] bytes, int offset, int length) throws ProtocolViolationException {
        if (length == 0) {
            return new CloseFrame(NO_CODE, "");
        }
        if (length == 1) {
            throw new ProtocolViolationException(PROTOCOL_ERROR, "a close frame with half a close code");
        }
        int code = (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
        if (!isSendable(code)) {
            throw new ProtocolViolationException(PROTOCOL_ERROR, "a close frame with the close code " + code);
        }
        ProtocolViolationException.requireUtf8(bytes, offset + 2, offset + length, 0);
        return new CloseFrame(code, new String(bytes, offset + 2, length - 2, StandardCharsets.UTF_8));
    }

    /**
     * Creates a close frame to send.
     *
     * @throws IllegalArgumentException if the code must not be sent or the reason is too long
     */
    static CloseFrame of(int code, String reason) {
        if (!isSendable(code)) {
            throw new IllegalArgumentException("close code " + code + " must not be sent");
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > MAX_REASON) {
            throw new IllegalArgumentException("a reason for closing has at most " + MAX_REASON + " bytes");
        }
        return new CloseFrame(code, reason);
    }

    /** Returns the payload of the frame. */
    byte[] payload() {
        if (code == NO_CODE) {
            return new byte[0];
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return payload;
    }

    /** Returns true if the sender closed because a message was too large. */
    public boolean isTooLarge() {
        return code == TOO_LARGE;
    }

    /** Returns true if the frame does not explain why the sender closed. */
    public boolean isUnexplained() {
        return code == NO_CODE || code == NORMAL;
    }

    /** Returns a description for a user. */
    public String description() {
        return switch (code) {
            case NO_CODE -> "close frame without a code";
            case TOO_LARGE -> "close code 1009, a packet is too large for it";
            default -> "close code " + code + (reason.isEmpty() ? "" : " \"" + reason + "\"");
        };
    }

    private static boolean isSendable(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }
}
