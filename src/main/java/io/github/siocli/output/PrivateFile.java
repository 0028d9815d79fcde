package io.github.siocli.output;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates files that only their owner can read and write, as the data of a session may contain credentials. */
public final class PrivateFile {

    private static final String PERMISSIONS = "rw-------";

    private PrivateFile() {}

    /**
     * Creates the file if it does not exist. An existing file keeps its permissions.
     *
     * @throws IOException if it cannot be created
     */
    public static void createIfMissing(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file, StandardOpenOption.CREATE);
        }
    }

    /**
     * Creates the file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it exists
     * @throws IOException if it cannot be created
     */
    public static void createNew(Path file) throws IOException {
        create(file, StandardOpenOption.CREATE_NEW);
    }

    /**
     * Removes the permissions of everyone but the owner from an existing file.
     *
     * @throws IOException if this process may not change them
     */
    public static void restrict(Path file) throws IOException {
        if (hasPermissions()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(PERMISSIONS));
        }
    }

    private static void create(Path file, OpenOption createOption) throws IOException {
        Files.newByteChannel(file, Set.of(createOption, StandardOpenOption.WRITE), attributes(PERMISSIONS))
                .close();
    }

    /**
     * Returns the attributes of a new file or directory. On Windows there are none: the directories of a user are private there.
     *
     * @param permissions permissions in the form {@code rwx------}
     */
    static FileAttribute<?>[] attributes(String permissions) {
        return hasPermissions()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
