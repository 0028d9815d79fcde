package io.github.siocli.profile;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.output.PrivateFile;
import io.github.siocli.output.UserDirectories;
import io.github.siocli.text.NearestName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of the user and of the project, in files that only the user may read.
 *
 * <p>A file {@code .sio.toml} in the working directory or above it counts only if the user trusts its contents, because a profile can run
 * commands and choose where credentials are sent.
 */
public final class ProfileStore {

    static final String PROJECT_FILE = ".sio.toml";

    private final UserDirectories directories;
    private final Path directory;
    private final AcceptedTexts trusted;

    /**
     * Creates the store.
     *
     * @param directory the working directory
     */
    public ProfileStore(UserDirectories directories, Path directory) {
        this.directories = directories;
        this.directory = directory;
        this.trusted = AcceptedTexts.of(directories, "trusted");
    }

    /**
     * Returns a profile.
     *
     * @param name the name; empty for the default profile
     * @param config the file that {@code --config} names; null if there is none
     * @throws FailureException if there is no such profile, or a file is broken
     */
    public Profile find(String name, @Nullable String config) throws FailureException {
        List<ProfileFile> files = files(config);
        String wanted = name.isEmpty() ? defaultName(files) : name;
        for (ProfileFile file : files) {
            if (file.profiles().containsKey(wanted)) {
                return file.profiles().get(wanted);
            }
        }
        throw missing(wanted, files, config == null);
    }

    /**
     * Returns the names of the profiles that {@link #find} finds.
     *
     * @param config the file that {@code --config} names; null if there is none
     * @throws FailureException if a file is broken
     */
    Set<String> names(@Nullable String config) throws FailureException {
        return names(files(config));
    }

    private static Set<String> names(List<ProfileFile> files) {
        Set<String> names = new LinkedHashSet<>();
        files.forEach(file -> names.addAll(file.profiles().keySet()));
        return names;
    }

    private List<ProfileFile> files(@Nullable String config) throws FailureException {
        List<ProfileFile> files = new ArrayList<>();
        if (config != null) {
            Path file = path(config);
            files.add(read(file)
                    .orElseThrow(() ->
                            new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, config, "no such file"))));
        } else {
            Optional<Path> project = projectFile();
            if (project.isPresent() && isTrusted(project.get())) {
                read(project.get()).ifPresent(files::add);
            }
            files.add(userFile());
        }
        return files;
    }

    private static String defaultName(List<ProfileFile> files) throws FailureException {
        for (ProfileFile file : files) {
            if (file.defaultName().isPresent()) {
                return file.defaultName().get();
            }
        }
        throw UsageErrors.error("there is no default profile", "sio profile use NAME, or SIO_PROFILE=NAME");
    }

    private FailureException missing(String name, List<ProfileFile> files, boolean searchesProject)
            throws FailureException {
        Optional<Path> project = searchesProject ? projectFile() : Optional.empty();
        if (project.isPresent() && !isTrusted(project.get())) {
            return UsageErrors.error(
                    "there is no profile " + name + ", and " + project.get() + " is not trusted",
                    "read it, then: sio profile trust");
        }
        Set<String> names = names(files);
        return UsageErrors.error(
                "there is no profile " + name,
                NearestName.find(name, new ArrayList<>(names))
                        .map(near -> "@" + near)
                        .orElse(names.isEmpty() ? "sio profile add " + name + " URL" : "sio profile ls"));
    }

    /**
     * Returns the user's profiles; none if the file does not exist.
     *
     * @throws FailureException if the file is broken
     */
    ProfileFile userFile() throws FailureException {
        Optional<ProfileFile> file = read(userPath());
        return file.isPresent() ? file.get() : ProfileFile.parse(userPath().toString(), "");
    }

    /**
     * Returns the path of the user's profiles.
     *
     * @throws FailureException if the user has no home directory
     */
    Path userPath() throws FailureException {
        return directories
                .config()
                .map(config -> config.resolve("profiles.toml"))
                .orElseThrow(() -> UsageErrors.error(
                        "there is no directory for profiles: neither XDG_CONFIG_HOME nor HOME is set",
                        "--config FILE"));
    }

    /** Returns the file of the project: the nearest one in the working directory or above it. */
    Optional<Path> projectFile() {
        for (Path place = directory; place != null; place = place.getParent()) {
            Path file = place.resolve(PROJECT_FILE);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Returns true if the user trusts the contents of a file. */
    private boolean isTrusted(Path file) throws FailureException {
        return trusted.contains(file.toAbsolutePath() + "\n" + text(file));
    }

    /**
     * Trusts the contents of a file from now on, until they change.
     *
     * @throws FailureException if the file is broken, or the trust cannot be stored
     */
    void trust(Path file) throws FailureException {
        if (read(file).isEmpty()) {
            throw new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, file.toString(), "no such file"));
        }
        trusted.add(file.toAbsolutePath() + "\n" + text(file));
    }

    /** Resolves a file name. */
    Path path(String name) throws FailureException {
        return InputReader.filesOnly(directory, "").path(name);
    }

    /** Returns the contents of a file; empty if it does not exist. */
    Optional<ProfileFile> read(Path file) throws FailureException {
        return Files.exists(file) ? Optional.of(ProfileFile.parse(file.toString(), text(file))) : Optional.empty();
    }

    private String text(Path file) throws FailureException {
        return InputReader.filesOnly(directory, "").text(file.toString());
    }

    /**
     * Replaces the user's profiles.
     *
     * @throws FailureException if the text is no file of profiles, or cannot be written; the old file stays then
     */
    void write(String text) throws FailureException {
        Path file = userPath();
        ProfileFile.parse(file.toString(), text);
        Path created = file.resolveSibling(file.getFileName() + ".new");
        try {
            UserDirectories.create(file.getParent());
            Files.deleteIfExists(created);
            PrivateFile.createNew(created);
            Files.write(created, text.getBytes(StandardCharsets.UTF_8));
            Files.move(created, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw UsageErrors.error("cannot write " + file + ": " + IoErrorText.of(e), "");
        }
    }
}
