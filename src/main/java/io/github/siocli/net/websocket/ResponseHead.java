package io.github.siocli.net.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import okhttp3.Headers;
import okhttp3.Protocol;

/**
 * The head of an HTTP/1 response (RFC 9112, 4 and 5).
 *
 * @param protocol the version
 * @param status the status code
 * @param reason the reason phrase, may be empty
 * @param fields the header fields in their order
 * @param text the whole head, verbatim, with the empty line at its end
 */
record ResponseHead(Protocol protocol, int status, String reason, Headers fields, String text) {

    private static final int MAX_SIZE = 64 << 10;
    private static final int MAX_FIELDS = 256;
    private static final String MARK = "HTTP/1.";

    /** Reads a head, and leaves the input behind it. */
    static ResponseHead read(ByteInput in) throws IOException {
        requireHttp(in);
        Reader reader = new Reader(in);
        String status = reader.line();
        if (!isStatus(status)) {
            throw new InvalidResponseException(
                    InvalidResponseException.Kind.MALFORMED, "its status line cannot be read: " + quoted(status));
        }
        Headers fields = fields(reader);
        int code = Integer.parseInt(status.substring(9, 12));
        Protocol protocol = status.charAt(7) == '0' ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1;
        String reason = status.length() > 13 ? status.substring(13) : "";
        return new ResponseHead(protocol, code, reason, fields, reader.text.toString());
    }

    /** Fails as early as possible, because data of another protocol may contain no end of line, and may not end. */
    private static void requireHttp(ByteInput in) throws IOException {
        if (!in.readAtLeast(1)) {
            throw new EOFException("end of stream");
        }
        if (!isNext(in)) {
            byte[] start = Arrays.copyOfRange(in.buffer(), in.position(), in.position() + in.available());
            if (new ProtocolGuess(start).isHttp()) {
                throw new EOFException(InvalidResponseException.CUT_IN_HEAD);
            }
            throw new InvalidResponseException(InvalidResponseException.Kind.NOT_HTTP, described(start));
        }
    }

    private static String described(byte[] start) {
        return new ProtocolGuess(start).description();
    }

    /** Returns true if an HTTP response begins here. Reads only as many bytes as it needs to decide. */
    static boolean isNext(ByteInput in) throws IOException {
        for (int i = 0; i < MARK.length(); i++) {
            if (!in.readAtLeast(i + 1) || in.buffer()[in.position() + i] != MARK.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the value of a header field: empty if it is absent, joined with commas if it occurs several times. */
    String field(String name) {
        return String.join(", ", fields.values(name));
    }

    /** Returns true if a header field with a list of values contains this token, ignoring case. */
    boolean hasToken(String name, String token) {
        for (String value : fields.values(name)) {
            for (String element : value.split(",")) {
                if (element.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isStatus(String line) {
        return line.length() >= 12
                && line.startsWith(MARK)
                && (line.charAt(7) == '0' || line.charAt(7) == '1')
                && line.charAt(8) == ' '
                && line.charAt(9) >= '1'
                && isDigit(line.charAt(9))
                && isDigit(line.charAt(10))
                && isDigit(line.charAt(11))
                && (line.length() == 12 || line.charAt(12) == ' ');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Headers fields(Reader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
            int last = lines.size() - 1;
            if (last >= 0 && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                // An obsolete folded line (RFC 9112, 5.2).
                lines.set(last, lines.get(last) + " " + line.strip());
            } else if (lines.size() == MAX_FIELDS) {
                throw new InvalidResponseException(
                        InvalidResponseException.Kind.HEAD_TOO_LARGE,
                        "it has more than " + MAX_FIELDS + " header fields");
            } else {
                lines.add(line);
            }
        }
        Headers.Builder fields = new Headers.Builder();
        for (String line : lines) {
            add(fields, line);
        }
        return fields.build();
    }

    private static void add(Headers.Builder fields, String line) throws InvalidResponseException {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(0, colon));
        if (!isName(name)) {
            throw new InvalidResponseException(
                    InvalidResponseException.Kind.MALFORMED, "it has an invalid header field: " + quoted(line));
        }
        fields.addUnsafeNonAscii(name, line.substring(colon + 1).strip());
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String quoted(String line) {
        return '"' + (line.length() > 80 ? line.substring(0, 80) + "..." : line) + '"';
    }

    /** Reads the lines of a head, and keeps their text. */
    private static final class Reader {

        private final ByteInput in;
        private final StringBuilder text = new StringBuilder();

        private Reader(ByteInput in) {
            this.in = in;
        }

        /** Returns the next line without its end, which is CRLF or a single LF. */
        private String line() throws IOException {
            int length = 0;
            while (in.available() <= length || in.buffer()[in.position() + length] != '\n') {
                if (in.available() <= length) {
                    more(length);
                } else {
                    length++;
                }
            }
            String line = new String(in.buffer(), in.position(), length, StandardCharsets.ISO_8859_1);
            in.skip(length + 1);
            text.append(line).append('\n');
            return line.endsWith("\r") ? line.substring(0, length - 1) : line;
        }

        private void more(int length) throws IOException {
            if (text.length() + length >= MAX_SIZE - 1) {
                throw new InvalidResponseException(
                        InvalidResponseException.Kind.HEAD_TOO_LARGE, "more than " + (MAX_SIZE >> 10) + " KiB");
            }
            if (!in.readAtLeast(length + 1)) {
                throw length == 0 && text.length() == 0
                        ? new EOFException("end of stream")
                        : new EOFException(InvalidResponseException.CUT_IN_HEAD);
            }
        }
    }
}
