package io.github.siocli.profile;

import io.github.siocli.command.option.Target;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.output.Environment;
import io.github.siocli.output.UserDirectories;
import io.github.siocli.secret.UrlSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The actions of {@code sio profile}. Each returns the text for standard output, or throws {@link FailureException}. */
public final class ProfileActions {

    private static final String MASK = "…";

    /** The options whose values are secrets, unless they are references such as {@code @env:NAME}. */
    private static final List<String> SECRET =
            List.of("auth", "bearer", "user", "cookie", "key-pass", "header", "query");

    /** A value, or the part behind the name in it, that is a reference or a file. */
    private static final Pattern REFERENCE = Pattern.compile("([^=:]*[=:]\\s*)?@.*");

    /** The options whose values are names of files. */
    private static final Set<String> FILE_OPTIONS = Set.of("cacert", "cert", "key");

    /** A value that is read from a file, with the name of the file. */
    private static final Pattern FILE = Pattern.compile("((?:[^=:@]*[=:]\\s*)?@(?:file:)?)(?!env:|cmd:|file:|-$)(.+)");

    private final Environment environment;
    private final ProfileStore store;

    /** Creates the actions for a process. */
    public ProfileActions(Environment environment) {
        this.environment = environment;
        this.store = new ProfileStore(UserDirectories.of(environment.variables()), environment.directory());
    }

    /**
     * Adds a profile to the user's file.
     *
     * @param parsed the options of the profile
     */
    public String add(String name, String url, ParseResult parsed) throws FailureException {
        if (!ProfileFile.isName(name)) {
            throw UsageErrors.error("\"" + name + "\" cannot be the name of a profile", "letters, digits, - and _");
        }
        Target.parse(url, null);
        ProfileFile file = store.userFile();
        if (file.profiles().containsKey(name)) {
            throw UsageErrors.error(
                    "there is a profile " + name + " already", "sio profile edit, or sio profile rm " + name);
        }
        Map<String, List<String>> options = new LinkedHashMap<>();
        ProfileFile.options().forEach((key, option) -> {
            List<String> values = values(parsed, option);
            if (!values.isEmpty()) {
                options.put(
                        key,
                        values.stream().map(value -> withWholePath(key, value)).toList());
            }
        });
        Profile profile = new Profile(name, url, options);
        store.write(file.withProfile(profile));
        boolean hasSecret = options.entrySet().stream()
                .anyMatch(entry -> entry.getValue().stream().anyMatch(value -> isSecret(entry.getKey(), value)));
        return "saved @" + name + " in " + store.userPath() + "\n"
                + (hasSecret ? "it holds secrets in plain text; NAME=@env:VARIABLE keeps them out of the file\n" : "");
    }

    /** Returns a value with the whole path of the file that it names, so that the profile works in every directory. */
    private String withWholePath(String key, String value) {
        if (FILE_OPTIONS.contains(key)) {
            return wholePath(value);
        }
        Matcher file = FILE.matcher(value);
        if (!SECRET.contains(key) || !file.matches()) {
            return value;
        }
        // In a header or a name and password, another @ is part of the value.
        boolean isFile = file.group(1).endsWith("file:")
                || key.equals("auth")
                || value.startsWith("@")
                        && List.of("bearer", "cookie", "key-pass").contains(key);
        return isFile ? file.group(1) + wholePath(file.group(2)) : value;
    }

    private String wholePath(String file) {
        return environment
                .directory()
                .toAbsolutePath()
                .resolve(file)
                .normalize()
                .toString();
    }

    private static List<String> values(ParseResult parsed, OptionSpec option) {
        if (!parsed.hasMatchedOption(option.longestName())) {
            return List.of();
        }
        if (option.arity().max() == 0) {
            return List.of("true");
        }
        return parsed.matchedOption(option.longestName()).stringValues();
    }

    private static boolean isSecret(String key, String value) {
        boolean isPlainHeader =
                key.equals("header") && !value.toLowerCase(Locale.ROOT).startsWith("authorization");
        return SECRET.contains(key)
                && !key.equals("query")
                && !isPlainHeader
                && !REFERENCE.matcher(value).matches();
    }

    /** Returns the names of the profiles. */
    public List<String> names() throws FailureException {
        return List.copyOf(store.userFile().profiles().keySet());
    }

    /** Lists the profiles with their URLs. */
    public String list() throws FailureException {
        ProfileFile file = store.userFile();
        int width =
                file.profiles().keySet().stream().mapToInt(String::length).max().orElse(0);
        return file.profiles().values().stream()
                .map(profile -> String.format(
                        "@%-" + width + "s  %s%s%n",
                        profile.name(),
                        UrlSecrets.mask(profile.url()),
                        file.defaultName().filter(profile.name()::equals).isPresent() ? "  (default)" : ""))
                .collect(Collectors.joining());
    }

    /** Shows a profile without the secrets in it. */
    public String show(String name) throws FailureException {
        Profile profile = store.find(name.startsWith("@") ? name.substring(1) : name, null);
        Map<String, List<String>> options = new LinkedHashMap<>();
        profile.options()
                .forEach((key, values) -> options.put(
                        key, values.stream().map(value -> masked(key, value)).toList()));
        return ProfileFile.section(new Profile(profile.name(), UrlSecrets.mask(profile.url()), options));
    }

    private static String masked(String key, String value) {
        if (!SECRET.contains(key) || REFERENCE.matcher(value).matches()) {
            return value;
        }
        int end = key.equals("header") || key.equals("user") ? value.indexOf(':') : value.indexOf('=');
        boolean isPair = end > 0 && "{[\"".indexOf(value.charAt(0)) < 0;
        return isPair ? value.substring(0, end + 1) + MASK : MASK;
    }

    /** Removes a profile from the user's file. */
    public String remove(String name) throws FailureException {
        ProfileFile file = existing(name);
        String rest = file.withoutProfile(name);
        String text = file.defaultName().filter(name::equals).isPresent() ? ProfileFile.withoutDefault(rest) : rest;
        if (!ProfileFile.parse(file.name(), text).profiles().keySet().equals(others(file, name))) {
            throw UsageErrors.error("the profile " + name + " is not one table of " + file.name(), "sio profile edit");
        }
        store.write(text);
        return "removed @" + name + "\n";
    }

    private static Set<String> others(ProfileFile file, String name) {
        return file.profiles().keySet().stream()
                .filter(other -> !other.equals(name))
                .collect(Collectors.toSet());
    }

    /** Makes a profile the one that {@code @} stands for. */
    public String use(String name) throws FailureException {
        store.write(existing(name).withDefault(name));
        return "@ stands for @" + name + " now\n";
    }

    private ProfileFile existing(String name) throws FailureException {
        ProfileFile file = store.userFile();
        if (!file.profiles().containsKey(name)) {
            throw UsageErrors.error("there is no profile " + name + " in " + file.name(), "sio profile ls");
        }
        return file;
    }

    /** Trusts the project's file, or another one. */
    public String trust(Optional<String> name) throws FailureException {
        Path file;
        if (name.isPresent()) {
            file = store.path(name.get());
        } else {
            file = store.projectFile()
                    .orElseThrow(() -> UsageErrors.error(
                            "there is no " + ProfileStore.PROJECT_FILE + " in this directory or above it", ""));
        }
        store.trust(file);
        return "trusted until it changes: " + file + "\n";
    }

    /** Opens the user's file in the editor of VISUAL or EDITOR, and checks it afterwards. */
    public String edit() throws FailureException {
        Path file = store.userPath();
        String editor = environment
                .variable("VISUAL")
                .or(() -> environment.variable("EDITOR"))
                .orElseThrow(
                        () -> UsageErrors.error("neither VISUAL nor EDITOR is set", "open " + file + " in an editor"));
        if (!Files.exists(file)) {
            store.write("");
        }
        try {
            int code = new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw UsageErrors.error("the editor \"" + editor + "\" ended with exit code " + code, "");
            }
        } catch (IOException e) {
            throw UsageErrors.error("the editor \"" + editor + "\" did not start: " + IoErrorText.of(e), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int count = store.userFile().profiles().size();
        return count + (count == 1 ? " profile" : " profiles") + " in " + file + "\n";
    }
}
