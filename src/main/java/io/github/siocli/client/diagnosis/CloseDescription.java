package io.github.siocli.client.diagnosis;

/**
 * The code and reason with which a server closes a websocket (RFC 6455, section 7.4).
 *
 * @param code the code of the close frame; 1005 if the frame has none
 * @param reason the reason, may be empty
 */
public record CloseDescription(int code, String reason) {

    /** The code of a normal close. */
    public static final int NORMAL = 1000;

    private static final int NO_CODE = 1005;
    private static final int TOO_LARGE = 1009;

    /** Returns true if the server closed because a message was too large. */
    public boolean isTooLarge() {
        return code == TOO_LARGE;
    }

    /** Returns true if the close frame does not explain why the server closed. */
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
}
