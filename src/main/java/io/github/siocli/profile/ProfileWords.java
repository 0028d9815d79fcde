package io.github.siocli.profile;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.UserDirectories;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Replaces a profile in the words of a command line by its URL and its options. An option of the command line wins over the same option of
 * the profile, and so does an environment variable for it; of headers, query parameters, cookies and pairs of the auth payload, only
 * those with the same name are replaced.
 */
public final class ProfileWords {

    /** Parses the words of a command line. */
    @FunctionalInterface
    public interface Parser {
        ParseResult parse(CommandSpec model, List<String> words) throws FailureException;
    }

    private static final String URL_OPTION = "--url";

    /** {@code @NAME}, and what follows the name in the URL. */
    private static final Pattern REFERENCE = Pattern.compile("@([A-Za-z0-9_-]*)([/?].*)?");

    private static final Pattern ORIGIN = Pattern.compile("((?:[A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]*)([^?#]*)(.*)");

    /** The options whose values have names, with the character behind the name. */
    private static final Map<String, Character> NAMED =
            Map.of("--header", ':', "--query", '=', "--cookie", '=', "--auth", '=');

    private static final Map<String, String> VARIABLES = Map.of(
            "--auth", "SIO_AUTH", "--bearer", "SIO_BEARER", "--user", "SIO_BEARER", "--key-pass", "SIO_KEY_PASS");

    /** The options that the command line may give instead of another one. */
    private static final Map<String, List<String>> ALTERNATIVES = Map.of(
            "--bearer",
            List.of("--user"),
            "--user",
            List.of("--bearer"),
            "--reconnect",
            List.of("--no-reconnect"),
            "--no-reconnect",
            List.of("--reconnect"));

    private final Environment environment;
    private final Parser parser;
    private final @Nullable String config;

    /**
     * Creates the expansion for a process.
     *
     * @param parser parses the words to find the URL among them
     */
    public ProfileWords(Environment environment, Parser parser) {
        this(environment, parser, null);
    }

    private ProfileWords(Environment environment, Parser parser, @Nullable String config) {
        this.environment = environment;
        this.parser = parser;
        this.config = config;
    }

    /**
     * Creates the expansion for the lines of a command.
     *
     * @param command the command line of the process, which may name the file of profiles
     */
    public static ProfileWords ofLine(Environment environment, Parser parser, ParseResult command) {
        return new ProfileWords(environment, parser, command.matchedOptionValue(ProfileOptions.CONFIG, null));
    }

    /**
     * Returns the words of a command line without a profile.
     *
     * @param model the model of a command
     * @param words the words after the name of the command
     * @throws FailureException if the profile cannot be used, or the words do not fit the model
     */
    public List<String> expand(CommandSpec model, List<String> words) throws FailureException {
        boolean hasUrlParameter = !model.positionalParameters().isEmpty()
                && model.positionalParameters().get(0).paramLabel().equals("URL");
        if (!hasUrlParameter && model.findOption(URL_OPTION) == null) {
            return words;
        }
        Optional<String> variable = environment.variable(ProfileOptions.VARIABLE);
        List<String> all = hasUrlParameter && variable.isPresent() ? withUrl(model, words) : words;
        ParseResult parsed = parser.parse(model, all);
        Matcher reference = REFERENCE.matcher(url(parsed));
        if (!reference.matches()) {
            return words;
        }
        String file = parsed.matchedOptionValue(ProfileOptions.CONFIG, config);
        String name = reference.group(1).isEmpty() ? variable.orElse("") : reference.group(1);
        Profile profile = store().find(name, file);
        String rest = Optional.ofNullable(reference.group(2)).orElse("");
        List<String> result = options(model, parsed, profile, rest.startsWith("/"));
        result.addAll(withReplaced(model, all, reference.group(), url(profile.url(), rest)));
        return result;
    }

    /**
     * Returns the names of the profiles, each with the {@code @} in front.
     *
     * @throws FailureException if a file is broken
     */
    public List<String> names() throws FailureException {
        return store().names(config).stream().map(name -> "@" + name).toList();
    }

    private ProfileStore store() {
        return new ProfileStore(UserDirectories.of(environment.variables()), environment.directory());
    }

    /** Returns the URL of a command line, a parameter or an option; empty if it has none. */
    private static String url(ParseResult parsed) {
        return parsed.commandSpec().findOption(URL_OPTION) == null
                ? parsed.matchedPositionalValue(0, "")
                : parsed.matchedOptionValue(URL_OPTION, "");
    }

    /** Adds the default profile if the command line has no URL. */
    private List<String> withUrl(CommandSpec model, List<String> words) throws FailureException {
        List<String> more = new ArrayList<>(words);
        more.add(0, "@");
        try {
            return parser.parse(model, words).hasMatchedPositional(0) ? words : more;
        } catch (FailureException missing) {
            try {
                parser.parse(model, more);
            } catch (FailureException other) {
                throw missing;
            }
            return more;
        }
    }

    /** Returns the options of the profile that the command has, and the command line and the environment do not set. */
    private List<String> options(CommandSpec model, ParseResult parsed, Profile profile, boolean hasNamespace) {
        List<String> words = new ArrayList<>();
        profile.options().forEach((key, values) -> {
            String name = "--" + key;
            OptionSpec option = model.findOption(name);
            boolean isReplaced = parsed.hasMatchedOption(name) && !NAMED.containsKey(name)
                    || ALTERNATIVES.getOrDefault(name, List.of()).stream()
                            .anyMatch(other -> model.findOption(other) != null && parsed.hasMatchedOption(other))
                    || VARIABLES.containsKey(name)
                            && environment.variable(VARIABLES.get(name)).isPresent()
                    || name.equals("--namespace") && hasNamespace;
            if (option == null || isReplaced) {
                return;
            }
            Set<String> given = givenNames(parsed, name);
            for (String value : values) {
                if (option.arity().max() == 0) {
                    words.add(name);
                } else if (!NAMED.containsKey(name)
                        || given.isEmpty()
                        || nameOf(value, NAMED.get(name))
                                .filter(named -> !given.contains(named))
                                .isPresent()) {
                    words.add(name + "=" + value);
                }
            }
        });
        return words;
    }

    private static Set<String> givenNames(ParseResult parsed, String option) {
        Set<String> names = new HashSet<>();
        if (NAMED.containsKey(option) && parsed.hasMatchedOption(option)) {
            List<String> values = parsed.matchedOptionValue(option, List.of());
            values.forEach(value -> names.add(nameOf(value, NAMED.get(option)).orElse("")));
        }
        return names;
    }

    /** Returns the name in a value such as {@code name=value}; empty for a JSON value or a file. */
    private static Optional<String> nameOf(String value, char separator) {
        int end = value.indexOf(separator);
        boolean isPair = end > 0 && "{[\"@".indexOf(value.charAt(0)) < 0;
        return isPair ? Optional.of(value.substring(0, end).strip().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Returns the URL of the profile, with another namespace or query if the command line has one. */
    private static String url(String profileUrl, String rest) {
        Matcher parts = ORIGIN.matcher(profileUrl);
        if (rest.isEmpty() || !parts.matches()) {
            return profileUrl;
        }
        String query = rest.indexOf('?') >= 0 ? "" : parts.group(3);
        return parts.group(1) + (rest.startsWith("/") ? "" : parts.group(2)) + rest + query;
    }

    /** Replaces the word that is the URL; the value of an option may have the same text. */
    private List<String> withReplaced(CommandSpec model, List<String> words, String reference, String url)
            throws FailureException {
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index);
            if (word.equals(reference) || word.equals(URL_OPTION + "=" + reference)) {
                List<String> replaced = new ArrayList<>(words);
                replaced.set(index, word.substring(0, word.length() - reference.length()) + url);
                if (url(parser.parse(model, replaced)).equals(url)) {
                    return replaced;
                }
            }
        }
        throw new IllegalStateException("the URL is none of the words");
    }
}
