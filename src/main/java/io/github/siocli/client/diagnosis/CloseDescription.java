package io.github.siocli.client.diagnosis;

/**
 * What a server says when it closes a websocket (RFC 6455, section 7.4).
 *
 * @param code the code of its close frame; 1005 where it has none
 * @param reason its text, may be empty
 */
public record CloseDescription(int code, String reason) {

    /** The code of a close frame that only says goodbye. */
    public static final int NORMAL = 1000;

    private static final int NO_CODE = 1005;
    private static final int TOO_LARGE = 1009;

    /** Whether the server closed for what we sent. */
    public boolean isForSize() {
        return code == TOO_LARGE;
    }

    /** Whether it says nothing of why the server closed. */
    public boolean isUnexplained() {
        return code == NO_CODE || code == NORMAL;
    }

    /** What was seen, for a person. */
    public String description() {
        return switch (code) {
            case NO_CODE -> "close frame without a code";
            case TOO_LARGE -> "close code 1009, a packet is too large for it";
            default -> "close code " + code + (reason.isEmpty() ? "" : " \"" + reason + "\"");
        };
    }
}
