package io.github.siocli.json;

import io.github.siocli.text.ByteScan;
import io.github.siocli.text.NotUtf8Exception;
import io.github.siocli.text.Utf8Builder;
import io.github.siocli.text.Utf8Text;
import java.nio.charset.StandardCharsets;

/**
 * Replaces the values of the members whose keys a test selects, at any depth, also in strings that contain JSON. Everything
 * else stays as it was written.
 */
final class MemberScanner extends JsonScanner {

    private static final byte FIRST_OF_BYTE_ORDER_MARK = (byte) 0xef;

    private final KeyTest keys;
    private final String replacement;
    private final Utf8Builder out = new Utf8Builder();
    /** The text before this index is in {@link #out}, or replaced. */
    private int copied;

    private boolean hasReplaced;

    private MemberScanner(byte[] utf8, int from, int to, KeyTest keys, String replacement) {
        super(utf8, from, to);
        this.copied = from;
        this.keys = keys;
        this.replacement = replacement;
    }

    /** Returns the value with its members replaced, or the same object if it has none of them. */
    static Json replace(Json json, byte[] utf8, int from, int to, KeyTest keys, String replacement) {
        if (json.isScalar() && !isJsonInString(utf8, from, to) || !mayContain(utf8, from, to, keys)) {
            return json;
        }
        MemberScanner scanner = new MemberScanner(utf8, from, to, keys, replacement);
        try {
            scanner.value();
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return scanner.hasReplaced ? scanner.result() : json;
    }

    /**
     * Returns false if no key can match. It looks at the text before each colon only, and does not distinguish keys from
     * other strings.
     */
    private static boolean mayContain(byte[] utf8, int from, int to, KeyTest keys) {
        if (ByteScan.contains(utf8, from, to, "\\u00")) {
            // Quotes, colons and letters of keys may be escaped.
            return true;
        }
        for (int colon = ByteScan.indexOf(utf8, (byte) ':', from, to);
                colon < to;
                colon = ByteScan.indexOf(utf8, (byte) ':', colon + 1, to)) {
            int end = skipSpaceBackwards(utf8, from, colon);
            if (end == from || utf8[end - 1] != '"') {
                continue;
            }
            end--;
            // The quotes of JSON in a string are escaped.
            while (end > from && utf8[end - 1] == '\\') {
                end--;
            }
            int start = end;
            while (start > from && utf8[start - 1] != '"' && utf8[start - 1] != '\\') {
                start--;
            }
            boolean isEscaped = start > from && utf8[start - 1] == '\\';
            if (isEscaped || keys.matches(utf8, start, end)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the index after the last character before {@code end} that is no white space, escaped or not. */
    private static int skipSpaceBackwards(byte[] utf8, int from, int end) {
        int i = end;
        while (i > from) {
            byte last = utf8[i - 1];
            boolean isEscape = (last == 'n' || last == 'r' || last == 't') && i - 1 > from && utf8[i - 2] == '\\';
            if (!isEscape && !isWhitespace(last)) {
                return i;
            }
            i--;
            while (isEscape && i > from && utf8[i - 1] == '\\') {
                i--;
            }
        }
        return i;
    }

    @Override
    void key() throws JsonSyntaxException {
        int start = at;
        super.key();
        if (start >= copied && matches(start) && !isPlain(at)) {
            replace(at, skipValue(utf8, at), replacement);
        }
    }

    /** Returns true if the key that begins at an index matches. */
    private boolean matches(int start) throws JsonSyntaxException {
        JsonScanner key = new JsonScanner(utf8, start, end);
        key.string();
        String text = key.textFrom(start);
        if (text.indexOf('\\') < 0) {
            return keys.matches(utf8, start + 1, key.at - 1);
        }
        byte[] plain = JsonStrings.unquote(text).getBytes(StandardCharsets.UTF_8);
        return keys.matches(plain, 0, plain.length);
    }

    /** Returns true for values that tell nothing: {@code true}, {@code false}, {@code null} and empty ones. */
    private boolean isPlain(int from) {
        byte first = utf8[from];
        byte second = from + 1 < end ? utf8[from + 1] : 0;
        return first == 't'
                || first == 'f'
                || first == 'n'
                || first == '"' && second == '"'
                || first == '{' && second == '}'
                || first == '[' && second == ']';
    }

    @Override
    void scalar(char first) throws JsonSyntaxException {
        int start = at;
        super.scalar(first);
        if (isJsonInString(utf8, start, at) && start >= copied) {
            replaceIn(start);
        }
    }

    /** Returns true if a value may be a string that contains JSON: it begins with a bracket, white space or an escape. */
    private static boolean isJsonInString(byte[] utf8, int from, int to) {
        if (to - from <= 2 || utf8[from] != '"') {
            return false;
        }
        byte first = utf8[from + 1];
        return first == '{' || first == '[' || first == '\\' || first == ' ' || first == FIRST_OF_BYTE_ORDER_MARK;
    }

    /** Replaces members in the JSON that the string before the current position contains. */
    private void replaceIn(int start) {
        byte[] content = JsonStrings.unquote(textFrom(start)).getBytes(StandardCharsets.UTF_8);
        try {
            Utf8Builder replaced = new Utf8Builder();
            if (replaceInAll(content, replaced)) {
                replace(start, at, Json.string(replaced.toString()).text());
            }
        } catch (JsonSyntaxException | NotUtf8Exception other) {
            // It is a text that begins like JSON.
        }
    }

    /**
     * Appends a text of one or several JSON values with their members replaced.
     *
     * @return false if there is nothing to replace
     * @throws JsonSyntaxException if the text contains anything else than JSON
     * @throws NotUtf8Exception if the text begins with the byte order mark of another encoding
     */
    private boolean replaceInAll(byte[] content, Utf8Builder out) throws JsonSyntaxException, NotUtf8Exception {
        boolean isChanged = false;
        int next = skipWhitespace(content, Utf8Text.start(content, 0, content.length));
        int done = 0;
        while (next < content.length) {
            int after = skipValue(content, next);
            Json value = Json.checked(content, next, after);
            Json replaced = value.replaceMembers(keys, replacement);
            isChanged |= replaced != value;
            out.append(content, done, next);
            replaced.appendTo(out);
            done = after;
            next = skipWhitespace(content, after);
        }
        out.append(content, done, content.length);
        return isChanged;
    }

    private void replace(int from, int to, String text) {
        out.append(utf8, copied, from).append(text);
        copied = to;
        hasReplaced = true;
    }

    private Json result() {
        out.append(utf8, copied, end);
        byte[] bytes = out.toBytes();
        return Json.checked(bytes, 0, bytes.length);
    }
}
