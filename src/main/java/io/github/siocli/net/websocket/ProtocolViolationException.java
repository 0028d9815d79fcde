package io.github.siocli.net.websocket;

import io.github.siocli.text.Utf8Text;
import java.net.ProtocolException;

/** A frame of the server breaks a rule of RFC 6455, so the connection must be failed (7.1.7). */
public final class ProtocolViolationException extends ProtocolException {

    private static final long serialVersionUID = 1;

    private final int closeCode;

    ProtocolViolationException(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    /**
     * Checks a part of a text (RFC 6455, 8.1).
     *
     * @param before number of bytes of the text before this part
     * @throws ProtocolViolationException if the part is not UTF-8; the message has the offset of the first wrong byte
     */
    static void requireUtf8(byte[] bytes, int from, int to, int before) throws ProtocolViolationException {
        int invalid = Utf8Text.firstInvalid(bytes, from, to);
        if (invalid >= 0) {
            throw new ProtocolViolationException(
                    CloseFrame.NOT_UTF8, "a text that is not UTF-8 at byte " + (before + invalid - from));
        }
    }

    /** Returns the close code to send to the server: 1002, 1007 or 1009. */
    public int closeCode() {
        return closeCode;
    }
}
