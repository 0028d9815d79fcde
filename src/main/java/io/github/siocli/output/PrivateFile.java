package io.github.siocli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates files that only their owner can read and write, as the data of a session may contain credentials. */
public final class PrivateFile {

    private static final Set<PosixFilePermission> PERMISSIONS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

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
        Files.setPosixFilePermissions(file, PERMISSIONS);
    }

    private static void create(Path file, OpenOption createOption) throws IOException {
        Files.newByteChannel(
                        file,
                        Set.of(createOption, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PERMISSIONS))
                .close();
    }
}
