package io.github.siocli.command;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.output.PrivateFile;
import io.github.siocli.render.SizeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of {@code sio report} in their order, and the zip archive that contains them. */
final class ReportArchive {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** Adds a file, unless it is empty. */
    void add(String name, String text) {
        if (!text.isEmpty()) {
            entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Returns a line for each file, with its size. */
    List<String> list() {
        return entries.entrySet().stream()
                .map(entry -> "  %-18s %s".formatted(entry.getKey(), SizeText.text(entry.getValue().length)))
                .toList();
    }

    /** Returns the failure for a file that must not be replaced. */
    static FailureException exists(Path file) {
        return UsageErrors.error(file + " exists", "--force replaces it, or -o FILE");
    }

    /**
     * Writes the archive to a file that only its owner can read.
     *
     * @param time the time of the entries
     * @param overwrites true to replace an existing file
     * @throws FailureException if the file exists, or cannot be written
     */
    void write(Path file, Instant time, boolean overwrites) throws FailureException {
        try {
            if (overwrites) {
                Files.deleteIfExists(file);
            }
            PrivateFile.createNew(file);
            write(Files.newOutputStream(file), time);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, file.toString(), IoErrorText.of(e)), e);
        }
    }

    private void write(OutputStream file, Instant time) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTime(time.toEpochMilli());
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }
}
