package io.github.siocli.shell;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.ShellOptions;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.secret.SecretFinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The settings of a client context, which the user can change at run time.
 *
 * <p>A setting is a command-line option under its long name. After each change all settings are parsed again like a
 * command line, so that only the option groups validate them. Used by one thread.
 */
public final class ShellSettings {

    /** When a change takes effect. */
    public enum Effect {
        AT_ONCE,
        NEXT_CONNECTION
    }

    /** Options that have their own verb, or that are fixed for the whole run. */
    private static final Set<String> FIXED = Set.of("--namespace", "--output", "--color", "--theme");

    private static final String OUTPUT_FORMAT = "output";

    /** The default in the description of an option: {@code (default: 5s; 0: none)} or {@code json (default)}. */
    private static final Pattern DEFAULT = Pattern.compile("\\(default: ([^;)]+)|(\\S+) \\(default\\)");

    /** Accepts an empty value, which stands for no proxy. */
    private static final String NO_PROXY = "--proxy";

    private static final Set<String> OUTPUT_FORMATS = Set.of("human", "json", "raw", "off");
    private static final Set<String> FORMAT_OPTIONS = Set.of("--json", "--raw", "--format");

    private final ConnectionOptions connection = new ConnectionOptions(true);
    private final OutputOptions output = new OutputOptions();
    private final ShellOptions shell = new ShellOptions();
    private final ExpectationTimes expectationTimes;
    private final InputReader inputs;
    private final Map<String, String> variables;
    private final SavedServers savedServers;
    private String url;
    private Map<String, List<String>> values;
    /** The namespaces to connect instead of those of the URL; empty for those. */
    private List<String> namespaces = List.of();
    /** The parsed settings; null after a change. */
    private @Nullable ParseResult cachedResult;

    /**
     * Creates settings from a command line.
     *
     * @param url URL of the server
     * @param parsed the options, parsed with a model that contains those of {@link #groups}
     * @param variables environment variables
     * @param savedServers finds the settings of names such as {@code @staging} that lines use in place of URLs
     */
    public ShellSettings(
            String url,
            ParseResult parsed,
            InputReader inputs,
            Map<String, String> variables,
            SavedServers savedServers) {
        this.url = url;
        this.expectationTimes = new ExpectationTimes();
        this.inputs = inputs;
        this.variables = variables;
        this.savedServers = savedServers;
        this.values = matchedValues(parsed);
    }

    private ShellSettings(ShellSettings base, String url) {
        this.url = url;
        this.expectationTimes = base.expectationTimes;
        this.inputs = base.inputs;
        this.variables = base.variables;
        this.savedServers = base.savedServers;
        this.values = new LinkedHashMap<>(base.values);
    }

    /**
     * Returns the settings of another client, which begin with these. The settings of a saved server replace all options of the
     * connection, so that no credentials go to another server.
     *
     * @param otherUrl its URL, a namespace on the server of these settings, or the name of a saved server; null for the same
     *     URL
     * @param parsed its options, parsed with a model that contains those of the connection
     * @throws FailureException if the URL or an option is invalid
     */
    public ShellSettings derive(@Nullable String otherUrl, ParseResult parsed) throws FailureException {
        if (otherUrl != null && isSaved(otherUrl)) {
            ShellSettings derived = new ShellSettings(this, otherUrl);
            derived.useSaved(otherUrl, matchedValues(parsed));
            derived.check();
            return derived;
        }
        boolean isNamespace = otherUrl != null && otherUrl.startsWith("/");
        ShellSettings derived = new ShellSettings(this, otherUrl == null || isNamespace ? url : otherUrl);
        Map<String, List<String>> own = matchedValues(parsed);
        if (otherUrl != null || own.containsKey("--namespace")) {
            derived.values.remove("--namespace");
        }
        derived.values.putAll(own);
        if (isNamespace) {
            List<String> joined = new ArrayList<>(List.of(NamespaceReader.read(otherUrl)));
            joined.addAll(own.getOrDefault("--namespace", List.of()));
            derived.namespaces = List.copyOf(joined);
        } else if (otherUrl == null && !own.containsKey("--namespace")) {
            derived.namespaces = namespaces;
        }
        derived.check();
        return derived;
    }

    /** Returns the names of saved servers, such as {@code @staging}, that stand for URLs. */
    public List<String> savedServers() {
        return savedServers.names();
    }

    private static boolean isSaved(String url) {
        return url.startsWith("@");
    }

    /**
     * Uses the settings of a saved server.
     *
     * @param own options that win over the saved ones
     */
    private void useSaved(String name, Map<String, List<String>> own) throws FailureException {
        CommandSpec model = model();
        List<String> words = words(model, own);
        words.add(name);
        model.addPositional(CommandModels.parameter("0", "URL", "1", "Server"));
        ParseResult parsed = ArgumentParser.parse(model, savedServers.expand(model, words));
        url = parsed.matchedPositionalValue(0, "");
        namespaces = List.of();
        connection.groups().forEach(group -> group.options().forEach(option -> values.remove(option.longestName())));
        values.putAll(matchedValues(parsed));
    }

    /** Returns the environment variables. */
    Map<String, String> variables() {
        return variables;
    }

    /** Returns the option groups of the settings, for the model of a command. */
    public List<OptionGroup> groups() {
        List<OptionGroup> groups = new ArrayList<>();
        groups.add(shell);
        groups.addAll(connection.groups());
        groups.add(output);
        return groups;
    }

    private Map<String, List<String>> matchedValues(ParseResult parsed) {
        Map<String, List<String>> matched = new LinkedHashMap<>();
        for (OptionSpec option : model().options()) {
            String name = option.longestName();
            if (parsed.hasMatchedOption(name)) {
                OptionSpec matchedOption = parsed.matchedOption(name);
                matched.put(name, isFlag(option) ? List.of("") : List.copyOf(matchedOption.originalStringValues()));
            }
        }
        return matched;
    }

    private CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        groups().forEach(group -> group.options().forEach(model::addOption));
        return model;
    }

    /** Caches the parsed settings, because lines read them far more often than they change them. */
    private ParseResult parsed() throws FailureException {
        if (cachedResult == null) {
            cachedResult = parse();
        }
        return cachedResult;
    }

    private ParseResult parse() throws FailureException {
        CommandSpec model = model();
        List<String> words = words(model, values);
        CommandLine line = new CommandLine(model);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        try {
            return line.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw UsageErrors.error(e.getMessage(), "");
        }
    }

    /** Returns options as the words of a command line. */
    private static List<String> words(CommandSpec model, Map<String, List<String>> values) {
        List<String> words = new ArrayList<>();
        values.forEach((name, optionValues) -> optionValues.forEach(value ->
                words.add(value.isEmpty() && isValueOptional(model.findOption(name)) ? name : name + "=" + value)));
        return words;
    }

    /**
     * Returns the connection options.
     *
     * @throws FailureException if a setting is invalid, or a file that it names cannot be read
     */
    public ConnectOptions connection() throws FailureException {
        ConnectOptions options = connection.read(parsed(), url, inputs, variables);
        return namespaces.isEmpty() ? options : options.withNamespaces(namespaces);
    }

    /**
     * Returns the namespace that is the path of the URL; empty if the URL has none.
     *
     * @throws FailureException if the URL is invalid
     */
    public Optional<String> urlNamespace() throws FailureException {
        return namespaces.isEmpty() ? ConnectionOptions.urlNamespace(parsed(), url) : Optional.empty();
    }

    /**
     * Returns the option or variable that decides whether a proxy is used; empty if there is none.
     *
     * @throws FailureException if a setting is invalid
     */
    public String proxySource() throws FailureException {
        return connection.proxySource(parsed(), url, variables);
    }

    /**
     * Returns notes about the interpretation of the URL, one line each.
     *
     * @throws FailureException if the URL is invalid
     */
    public List<String> urlNotes() throws FailureException {
        return connection.notes(parsed(), url);
    }

    /**
     * Validates all settings.
     *
     * @throws FailureException if a setting is invalid
     */
    public void check() throws FailureException {
        connection();
        output();
        ackTimeout();
    }

    /** Returns the output options. */
    public OutputConfig output() throws FailureException {
        return output.read(parsed(), inputs, variables);
    }

    /** Returns the default timeout of acknowledgements. */
    public Duration ackTimeout() throws FailureException {
        return shell.ackTimeout(parsed());
    }

    /** Returns the default times of expectations. */
    public ExpectationTimes expectationTimes() {
        return expectationTimes;
    }

    /** Returns true if events are queued while there is no connection. */
    public boolean isQueueing() throws FailureException {
        return shell.queuesEmissions(parsed());
    }

    /**
     * Sets the URL of the server; the namespace is that of the URL. The name of a saved server also sets the options of the
     * connection.
     *
     * @throws FailureException if the URL is invalid; the settings then stay as they were
     */
    public void setUrl(String newUrl) throws FailureException {
        change(() -> {
            if (isSaved(newUrl)) {
                useSaved(newUrl, Map.of());
                return;
            }
            url = newUrl;
            namespaces = List.of();
            values.remove("--namespace");
        });
    }

    /** Returns the names of all settings, without dashes. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(OUTPUT_FORMAT, "within", "quiet"));
        for (OptionSpec option : model().options()) {
            if (!FIXED.contains(option.longestName()) && !FORMAT_OPTIONS.contains(option.longestName())) {
                names.add(option.longestName().substring(2));
            }
        }
        return names;
    }

    /** Returns the values that are set, by the names of {@link #names}. Secrets are hidden. */
    public Map<String, String> displayedValues() {
        Map<String, String> shown = new LinkedHashMap<>(expectationTimes.values());
        values.forEach((name, optionValues) -> {
            String value = SecretFinder.isSecret(name) ? "(hidden)" : String.join(", ", optionValues);
            shown.put(name.substring(2), value.isEmpty() ? "on" : value);
        });
        return shown;
    }

    /**
     * Returns the value of every setting, by the names of {@link #names}: the value that is set, or else the default, which
     * is empty for most. Secrets are hidden.
     */
    public Map<String, String> effectiveValues() {
        Map<String, String> shown = displayedValues();
        Map<String, String> effective = new LinkedHashMap<>();
        effective.put(OUTPUT_FORMAT, outputFormat());
        CommandSpec model = model();
        for (String name : names()) {
            effective.computeIfAbsent(
                    name,
                    key -> ExpectationTimes.isSetting(key)
                            ? expectationTimes.value(key)
                            : shown.getOrDefault(key, defaultValue(model.findOption("--" + key))));
        }
        return effective;
    }

    private String outputFormat() {
        return FORMAT_OPTIONS.stream()
                .filter(values::containsKey)
                .map(name -> name.equals("--format") ? values.get(name).get(0) : name.substring(2))
                .findFirst()
                .orElse("human");
    }

    /** Returns the default that the description of an option names; empty if it names none. */
    private static String defaultValue(OptionSpec option) {
        Matcher matcher = DEFAULT.matcher(String.join(" ", option.description()));
        if (matcher.find()) {
            return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        }
        return isValueOptional(option) ? "off" : "";
    }

    /**
     * Changes a setting; the value {@code off} resets it.
     *
     * @return when the change takes effect
     * @throws FailureException if the setting is unknown or the value is invalid; the settings then stay as they were
     */
    public Effect set(String name, String value) throws FailureException {
        if (name.equals(OUTPUT_FORMAT)) {
            change(() -> setOutputFormat(value));
            return Effect.AT_ONCE;
        }
        if (ExpectationTimes.isSetting(name)) {
            expectationTimes.set(name, value);
            return Effect.AT_ONCE;
        }
        OptionSpec option = option(name);
        change(() -> setOption(option, value));
        boolean isConnectionOption = connection.groups().stream()
                .flatMap(group -> group.options().stream())
                .anyMatch(candidate -> candidate.longestName().equals(option.longestName()));
        return isConnectionOption ? Effect.NEXT_CONNECTION : Effect.AT_ONCE;
    }

    private OptionSpec option(String name) throws FailureException {
        String flag = name.startsWith("--") ? name : "--" + name;
        Optional<OptionSpec> option = model().options().stream()
                .filter(candidate -> candidate.longestName().equals(flag))
                .filter(candidate -> !FIXED.contains(flag) && !FORMAT_OPTIONS.contains(flag))
                .findFirst();
        return option.orElseThrow(() -> new FailureException(
                Failure.of(FailureKind.USAGE, "there is no setting \"" + name + "\"", String.join(", ", names()))));
    }

    private void setOutputFormat(String value) throws FailureException {
        if (!OUTPUT_FORMATS.contains(value) && value.indexOf('%') < 0) {
            throw UsageErrors.error(
                    "unknown output \"" + value + "\"", "human, json, raw, or a format such as %{event} %{args}");
        }
        FORMAT_OPTIONS.forEach(values::remove);
        switch (value) {
            case "human", "off" -> {}
            case "json", "raw" -> values.put("--" + value, List.of(""));
            default -> values.put("--format", List.of(value));
        }
    }

    private void setOption(OptionSpec option, String value) throws FailureException {
        String name = option.longestName();
        if (value.equals("off")) {
            values.remove(name);
        } else if (isValueOptional(option) && value.equals("on")) {
            values.put(name, List.of(""));
        } else if (isFlag(option)) {
            throw UsageErrors.error(name.substring(2) + " takes on or off, not \"" + value + "\"", "");
        } else if (value.isEmpty() && !name.equals(NO_PROXY)) {
            throw UsageErrors.error(
                    name.substring(2) + " needs a value", "set " + name.substring(2) + " off resets it");
        } else if (option.isMultiValue() && !name.equals("--auth")) {
            List<String> optionValues = new ArrayList<>(values.getOrDefault(name, List.of()));
            optionValues.removeIf(other -> pairName(other).equalsIgnoreCase(pairName(value)));
            optionValues.add(value);
            values.put(name, optionValues);
        } else {
            values.put(name, List.of(value));
        }
    }

    /** Returns the name part of a header field, a query parameter or a cookie. */
    private static String pairName(String pair) {
        return pair.split("[:=]", 2)[0].strip();
    }

    private static boolean isFlag(OptionSpec option) {
        return option.arity().max() == 0;
    }

    private static boolean isValueOptional(OptionSpec option) {
        return option.arity().min() == 0;
    }

    private interface Change {
        void apply() throws FailureException;
    }

    private void change(Change change) throws FailureException {
        String previousUrl = url;
        List<String> previousNamespaces = namespaces;
        Map<String, List<String>> previousValues = new LinkedHashMap<>(values);
        cachedResult = null;
        try {
            change.apply();
            check();
        } catch (FailureException e) {
            url = previousUrl;
            namespaces = previousNamespaces;
            values = previousValues;
            cachedResult = null;
            throw e;
        }
    }
}
