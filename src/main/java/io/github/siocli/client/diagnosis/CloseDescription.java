package io.github.siocli.client.diagnosis;

/**
 * The close frame of a server (RFC 6455, section 7.4).
 *
 * @param code close code; 1005 if the frame has none
 * @param reason reason text, may be empty
 */
public record CloseDescription(int code, String reason) {

    /** Code of a normal close. */
    public static final int NORMAL = 1000;

    private static final int NO_CODE = 1005;
    private static final int TOO_LARGE = 1009;

    /** Returns true if the server closed because of the size of a message. */
    public boolean isForSize() {
        return code == TOO_LARGE;
    }

    /** Returns true if the code gives no reason. */
    public boolean isUnexplained() {
        return code == NO_CODE || code == NORMAL;
    }

    /** Describes the close frame for people. */
    public String description() {
        return switch (code) {
            case NO_CODE -> "close frame without a code";
            case TOO_LARGE -> "close code 1009, a packet is too large for it";
            default -> "close code " + code + (reason.isEmpty() ? "" : " \"" + reason + "\"");
        };
    }
}
