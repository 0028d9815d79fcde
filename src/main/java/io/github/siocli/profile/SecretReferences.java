package io.github.siocli.profile;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.output.Environment;
import io.github.siocli.output.UserDirectories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Resolves {@code @env:NAME} and {@code @cmd:LINE}. The first time that a command is used, a note on standard error shows it, because it may
 * come from a profile that another person wrote.
 */
public final class SecretReferences implements InputReader.References {

    private final Environment environment;

    /** Creates the references of a process. */
    public SecretReferences(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String variable(String name) throws FailureException {
        return environment
                .variable(name)
                .orElseThrow(() -> UsageErrors.error(
                        "@env:" + name + ": the environment variable " + name + " is not set",
                        "export " + name + "=…"));
    }

    @Override
    public String output(String command) throws FailureException {
        AcceptedTexts shownCommands = AcceptedTexts.of(UserDirectories.of(environment.variables()), "commands");
        if (!shownCommands.contains(command)) {
            showNote("note: @cmd: runs this command now and whenever it is used: " + command);
            shownCommands.add(command);
        }
        boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
        ProcessBuilder builder = new ProcessBuilder(
                        isWindows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command))
                .directory(environment.directory().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw UsageErrors.error("@cmd:" + command + " ended with exit code " + code, "run it by hand");
            }
            return output;
        } catch (IOException e) {
            throw UsageErrors.error("@cmd:" + command + " did not start: " + IoErrorText.of(e), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UsageErrors.error("@cmd:" + command + " was interrupted", "");
        }
    }

    private void showNote(String note) {
        try {
            environment.err().write(("sio: " + note + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            environment.err().flush();
        } catch (IOException closed) {
            // Nobody reads the notes.
        }
    }
}
