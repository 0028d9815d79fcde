package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Option {@code --auth}: the auth payload of a namespace connection (Socket.IO protocol 5, "Connection to a namespace"). */
public final class AuthOptions implements OptionGroup {

    @Override
    public String title() {
        return "Identity";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(option());
    }

    static OptionSpec option() {
        return OptionSpecs.values(
                "JSON|K=V|@FILE", "Auth payload: JSON, key=value, key=@FILE or @FILE", "-a", "--auth");
    }

    /**
     * Reads the payload from the options, or else from the variable {@code SIO_AUTH}.
     *
     * @param variables environment variables
     * @return empty if neither is given
     * @throws FailureException if the payload is no valid JSON, or a file cannot be read
     */
    public static Optional<Json> read(ParseResult parsed, InputReader inputs, Map<String, String> variables)
            throws FailureException {
        List<String> given = OptionSpecs.texts(parsed, "--auth");
        if (given.isEmpty() && !variables.getOrDefault("SIO_AUTH", "").isEmpty()) {
            given = List.of(variables.get("SIO_AUTH"));
        }
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.stream().allMatch(AuthOptions::isPair)) {
            return Optional.of(object(given, inputs));
        }
        if (given.size() > 1) {
            throw UsageErrors.error(
                    "--auth is given more than once", "several key=value, or one JSON value, or one @FILE");
        }
        return Optional.of(auth(given.get(0), inputs));
    }

    /** An object with one member, whose value may be without quotes. */
    private static final Pattern MEMBER = Pattern.compile("\\{\\s*[\"']?([\\w.-]+)[\"']?\\s*:[^,{}\\[\\]]*}");

    private static boolean isPair(String text) {
        int equals = text.indexOf('=');
        return equals > 0 && "{[\"@".indexOf(text.charAt(0)) < 0;
    }

    private static Json object(List<String> pairs, InputReader inputs) throws FailureException {
        StringBuilder object = new StringBuilder("{");
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1);
            boolean file = value.startsWith("@") && value.length() > 1;
            object.append(object.length() > 1 ? "," : "")
                    .append(Json.string(pair.substring(0, equals)))
                    .append(':')
                    .append(Json.string(file ? inputs.text(value.substring(1)).strip() : value));
        }
        return Json.literal(object.append('}').toString());
    }

    private static Json auth(String text, InputReader inputs) throws FailureException {
        Matcher member = MEMBER.matcher(text);
        String hint = (member.matches() ? "-a " + member.group(1) + "=…; or " : "")
                + "JSON such as '{\"token\":\"…\"}', key=value, or @FILE";
        String json = text.startsWith("@") ? inputs.text(text.substring(1)) : text;
        try {
            return RelaxedJson.parse(json);
        } catch (JsonSyntaxException e) {
            throw UsageErrors.errorAt("the value of --auth", e, json, hint);
        }
    }
}
