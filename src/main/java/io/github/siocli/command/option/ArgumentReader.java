package io.github.siocli.command.option;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.Base64Exception;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the arguments of an event from the words of a command line.
 *
 * <p>A word is one of:
 * <ul>
 *   <li>strict or relaxed JSON, in which {@code {"$binary":"<base64>"}} stands for bytes,
 *   <li>{@code @FILE} or {@code @-}: JSON from a file or standard input,
 *   <li>{@code bin:@FILE}, {@code hex:…} or {@code b64:…}: bytes,
 *   <li>{@code str:…} or any other text that does not begin like JSON: a string.
 * </ul>
 */
public final class ArgumentReader {

    private final InputReader inputs;

    public ArgumentReader(InputReader inputs) {
        this.inputs = inputs;
    }

    /**
     * Reads all arguments of an event.
     *
     * @throws FailureException if an argument cannot be read; the message has its number and the position in it
     */
    public Arguments read(List<String> words) throws FailureException {
        Arguments.Builder arguments = new Arguments.Builder();
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index);
            String label = words.size() == 1 ? "the argument" : "argument " + (index + 1);
            if (isBinary(word)) {
                arguments.add(new Attachment(bytes(word, label)));
            } else {
                arguments.add(value(words, index, label));
            }
        }
        try {
            return arguments.build();
        } catch (Base64Exception e) {
            throw UsageErrors.error(
                    "a \"$binary\" in the arguments is not Base64: " + e.getMessage(),
                    "{\"$escape\":{\"$binary\":…}} sends such an object unchanged");
        }
    }

    /**
     * Reads one value that is not binary.
     *
     * @param label name of the value in messages
     * @throws FailureException if the value cannot be read
     */
    public Json value(String word, String label) throws FailureException {
        return value(List.of(word), 0, label);
    }

    private Json value(List<String> words, int index, String label) throws FailureException {
        String word = words.get(index);
        if (word.startsWith("str:")) {
            return Json.string(word.substring("str:".length()));
        }
        if (word.startsWith("@") && word.length() > 1) {
            String name = word.substring(1);
            String source = name.equals("-") ? "standard input" : name;
            return json(inputs.utf8(name), label + ", from " + source + ",");
        }
        String trimmed = word.strip();
        if (trimmed.startsWith("{") || trimmed.startsWith("[") || trimmed.startsWith("\"")) {
            try {
                return RelaxedJson.parse(word);
            } catch (JsonSyntaxException e) {
                throw UsageErrors.errorAt(label, e, word, ShellQuoting.hint(words, index));
            }
        }
        try {
            return Json.parse(word);
        } catch (JsonSyntaxException notJson) {
            return Json.string(word);
        }
    }

    private static Json json(byte[] utf8, String label) throws FailureException {
        try {
            return RelaxedJson.parse(utf8);
        } catch (JsonSyntaxException e) {
            throw UsageErrors.errorAt(label, e, new String(utf8, StandardCharsets.UTF_8), "");
        }
    }

    private static boolean isBinary(String word) {
        return word.startsWith("bin:@") || word.startsWith("hex:") || word.startsWith("b64:");
    }

    private byte[] bytes(String word, String label) throws FailureException {
        if (word.startsWith("bin:@")) {
            return inputs.bytes(word.substring("bin:@".length()));
        }
        String text = word.substring(4).replaceAll("\\s", "");
        try {
            return word.startsWith("hex:")
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw UsageErrors.error(
                    label + " is not " + (word.startsWith("hex:") ? "hexadecimal" : "Base64") + ": " + e.getMessage(),
                    "use str:… for a string");
        }
    }
}
