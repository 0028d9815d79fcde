package io.github.siocli.command.option;

import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.cookie.StoredCookie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options that identify the user: auth payload, header fields, query parameters and cookies. */
final class IdentityOptions implements OptionGroup {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    @Override
    public String title() {
        return "Identity";
    }

    @Override
    public String topic() {
        return "auth";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                AuthOptions.option(),
                OptionSpecs.values("NAME: VALUE", "Header of every HTTP request; repeatable", "-H", "--header"),
                OptionSpecs.values("NAME=VALUE", "Query parameter of every HTTP request; repeatable", "-q", "--query"),
                OptionSpecs.values("NAME=VALUE|@FILE", "Cookie, or Netscape cookie file; repeatable", "-b", "--cookie"),
                OptionSpecs.value("NAME:PASSWORD", "HTTP Basic credentials", "-u", "--user"),
                OptionSpecs.value("TOKEN|@FILE", "HTTP Bearer token (or SIO_BEARER)", "--bearer"));
    }

    List<NameValue> query(ParseResult parsed, InputReader inputs) throws FailureException {
        List<NameValue> fields = new ArrayList<>();
        for (String text : OptionSpecs.texts(parsed, "--query")) {
            NameValue field = resolved(pair("--query", text), inputs);
            if (EngineUrl.isReserved(field.name())) {
                throw UsageErrors.error(
                        "--query cannot set " + field.name() + ": Engine.IO sets it in each request",
                        alternative(field.name()));
            }
            fields.add(field);
        }
        return fields;
    }

    private static String alternative(String reserved) {
        return switch (reserved) {
            case "EIO" -> "--eio 3 or --eio 4";
            case "transport" -> "--transport polling or --transport websocket";
            case "sid" -> "each session gets its own sid from the server";
            default -> "a parameter of another name";
        };
    }

    /** Returns the header fields of every HTTP request, cookies and credentials included. */
    List<NameValue> fields(ParseResult parsed, Target target, InputReader inputs, Map<String, String> variables)
            throws FailureException {
        List<NameValue> fields = new ArrayList<>();
        Optional<String> user = OptionSpecs.text(parsed, "--user").or(target::user);
        Optional<String> bearer = OptionSpecs.text(parsed, "--bearer");
        if (user.isPresent() && bearer.isPresent()) {
            throw UsageErrors.error("--user and --bearer both set the field Authorization", "one of them");
        }
        if (bearer.isEmpty() && user.isEmpty()) {
            bearer = Optional.ofNullable(variables.get("SIO_BEARER")).filter(token -> !token.isEmpty());
        }
        if (OptionSpecs.text(parsed, "--user")
                .filter(text -> text.indexOf(':') < 0)
                .isPresent()) {
            throw UsageErrors.error("--user takes NAME:PASSWORD, but has no colon", "--user name:");
        }
        if (user.isPresent()) {
            int colon = user.get().indexOf(':');
            String credentials = colon < 0
                    ? user.get()
                    : user.get().substring(0, colon + 1)
                            + inputs.resolve(user.get().substring(colon + 1));
            byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
            fields.add(new NameValue(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes)));
        }
        if (bearer.isPresent()) {
            String token = bearer.get();
            fields.add(new NameValue(
                    "Authorization",
                    "Bearer "
                            + (token.startsWith("@")
                                    ? inputs.text(token.substring(1)).strip()
                                    : token)));
        }
        for (String text : OptionSpecs.texts(parsed, "--header")) {
            fields.add(resolved(field(text), inputs));
        }
        cookies(parsed, inputs).ifPresent(fields::add);
        for (NameValue field : fields) {
            check(field);
        }
        return fields;
    }

    private static NameValue resolved(NameValue field, InputReader inputs) throws FailureException {
        return new NameValue(field.name(), inputs.resolve(field.value()));
    }

    private static Optional<NameValue> cookies(ParseResult parsed, InputReader inputs) throws FailureException {
        List<String> cookies = new ArrayList<>();
        for (String text : OptionSpecs.texts(parsed, "--cookie")) {
            if (!text.startsWith("@")) {
                if (text.indexOf('=') <= 0) {
                    throw UsageErrors.error("--cookie takes NAME=VALUE or @FILE", "--cookie token=abc");
                }
                NameValue cookie = resolved(pair("--cookie", text), inputs);
                cookies.add(cookie.name() + "=" + cookie.value());
            }
        }
        return cookies.isEmpty() ? Optional.empty() : Optional.of(new NameValue("Cookie", String.join("; ", cookies)));
    }

    /** Returns the cookies of all cookie files. */
    List<StoredCookie> storedCookies(ParseResult parsed, InputReader inputs) throws FailureException {
        List<StoredCookie> cookies = new ArrayList<>();
        for (String text : OptionSpecs.texts(parsed, "--cookie")) {
            if (text.startsWith("@")) {
                cookies.addAll(CookieFile.read(text.substring(1), inputs));
            }
        }
        return cookies;
    }

    private static NameValue field(String text) throws FailureException {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw UsageErrors.error(
                    "--header takes NAME: VALUE, not \"" + text + "\"", "--header 'Authorization: Bearer …'");
        }
        return new NameValue(
                text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }

    private static void check(NameValue field) throws FailureException {
        if (!TOKEN.matcher(field.name()).matches()) {
            throw UsageErrors.error("\"" + field.name() + "\" is not a valid header name", "letters, digits and -");
        }
        if (!FIELD_VALUE.matcher(field.value()).matches()) {
            throw UsageErrors.error(
                    "the value of the header field " + field.name() + " holds characters that HTTP does not allow",
                    "ASCII only; percent-encode or Base64 the rest");
        }
    }

    private static NameValue pair(String option, String text) throws FailureException {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw UsageErrors.error(option + " takes NAME=VALUE, not \"" + text + "\"", option + " token=abc");
        }
        return new NameValue(text.substring(0, equals), text.substring(equals + 1));
    }
}
