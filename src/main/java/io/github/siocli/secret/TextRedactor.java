package io.github.siocli.secret;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks secret members in text that is not known to be JSON: packets, bodies and heads of HTTP. */
final class TextRedactor {

    private static final String JSON_MASK = '"' + Redaction.MASK + '"';
    /** A member in broken JSON, or in a string that contains JSON. An object or array extends to the end of the text. */
    private static final Pattern MEMBER = Pattern.compile("\\\\*\"([^\"\\\\]+)\\\\*\"(\\s*:\\s*)"
            + "(\"(?:[^\"\\\\]|\\\\.)*+\"?|\\\\+\"[^\"\\\\]*+\\\\*\"?|[\\[{](?s:.*)|[^\\s,}\\]]+)");

    /** Values that stay, as {@link Json#replaceMembers} leaves them. */
    private static final List<String> PLAIN = List.of("true", "false", "null", "\"\"");

    private static final Pattern FIELD = Pattern.compile("(?<=\n)([^:\n]+):[^\n]*");

    private final SecretNames names;

    TextRedactor(SecretNames names) {
        this.names = names;
    }

    /** Masks members in a text that ends with JSON; if the JSON is broken, in everything that looks like a member. */
    String redact(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) != '[' && text.charAt(start) != '{') {
            start++;
        }
        if (start == text.length()) {
            return text;
        }
        try {
            Json json = Json.parse(text.substring(start));
            Json redacted = json.replaceMembers(names, JSON_MASK);
            return redacted == json ? text : text.substring(0, start) + redacted.text();
        } catch (JsonSyntaxException e) {
            return MEMBER.matcher(text).replaceAll(this::maskMember);
        }
    }

    private String maskMember(MatchResult found) {
        String masked = names.matches(found.group(1)) && !PLAIN.contains(found.group(3))
                ? found.group().substring(0, found.start(3) - found.start()) + JSON_MASK
                : found.group();
        return Matcher.quoteReplacement(masked);
    }

    /** Masks parameters and header fields in the head of a request or response. */
    String redactHead(String head) {
        return FIELD.matcher(UrlSecrets.maskParameters(head, names::matches)).replaceAll(this::maskField);
    }

    private String maskField(MatchResult found) {
        String name = found.group(1);
        return Matcher.quoteReplacement(names.matches(name) ? name + ": " + Redaction.MASK : found.group());
    }
}
