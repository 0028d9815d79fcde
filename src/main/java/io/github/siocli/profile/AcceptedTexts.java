package io.github.siocli.profile;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.output.PrivateFile;
import io.github.siocli.output.UserDirectories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The texts that the user has seen and accepted, as a list of digests (SHA-256) in a file of the state.
 *
 * @param file the file; empty if the user has no directory for it
 */
record AcceptedTexts(Optional<Path> file) {

    /** Returns the list of this name. */
    static AcceptedTexts of(UserDirectories directories, String name) {
        return new AcceptedTexts(directories.state().map(state -> state.resolve(name)));
    }

    /** Returns true if the list contains a text. */
    boolean contains(String text) {
        try {
            return file.isPresent()
                    && Files.exists(file.get())
                    && Files.readAllLines(file.get()).contains(digest(text));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Adds a text to the list.
     *
     * @throws FailureException if it cannot be stored
     */
    void add(String text) throws FailureException {
        if (file.isEmpty()) {
            throw UsageErrors.error("there is no directory for the state: neither XDG_STATE_HOME nor HOME is set", "");
        }
        try {
            UserDirectories.create(file.get().getParent());
            PrivateFile.createIfMissing(file.get());
            Files.writeString(file.get(), digest(text) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw UsageErrors.error("cannot write " + file.get() + ": " + IoErrorText.of(e), "");
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
