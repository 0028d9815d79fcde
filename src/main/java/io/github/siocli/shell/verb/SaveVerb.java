package io.github.siocli.shell.verb;

import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.output.PrivateFile;
import io.github.siocli.secret.SecretFinder;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code save FILE}: writes the lines of this session to a script. */
public final class SaveVerb implements Verb<Context> {

    private final OptionGroup options = new FileOptions();

    /** The option to replace an existing file. */
    private static final class FileOptions implements OptionGroup {

        @Override
        public String title() {
            return "File";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(OptionSpecs.flag("Replace an existing file", "--force"));
        }
    }

    @Override
    public String name() {
        return "save";
    }

    @Override
    public String summary() {
        return "Save the lines of this session as a script";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.FILES;
    }

    @Override
    public boolean isForFiles() {
        return false;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "FILE", "1", "File to create")),
                List.of(options),
                "  save login.sio",
                "  save login.sio --force");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.FILE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        String name = parsed.matchedPositionalValue(0, "");
        StringBuilder text = new StringBuilder();
        int omitted = 0;
        for (String line : interpreter.journal()) {
            if (SecretFinder.hasSecret(line)) {
                text.append("# left out: a line with a secret\n");
                omitted++;
            } else {
                text.append(line).append('\n');
            }
        }
        write(interpreter.inputs().path(name), name, text.toString(), OptionSpecs.isSet(parsed, "--force"));
        int saved = interpreter.journal().size() - omitted;
        String lines = saved + (saved == 1 ? " line" : " lines") + " saved to " + name;
        interpreter
                .context()
                .display()
                .showNote(omitted == 0 ? lines : lines + ", and " + omitted + " with secrets left out");
    }

    private static void write(Path file, String name, String text, boolean force) throws FailureException {
        try {
            if (!force) {
                PrivateFile.createNew(file);
            } else if (Files.isRegularFile(file)) {
                restrict(file);
            } else {
                PrivateFile.createIfMissing(file);
            }
            Files.writeString(file, text);
        } catch (FileAlreadyExistsException e) {
            throw new FailureException(
                    Failure.of(FailureKind.FILE_UNWRITABLE, name, "it exists; save --force overwrites it"), e);
        } catch (IOException e) {
            throw new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, name, IoErrorText.of(e)), e);
        }
    }

    private static void restrict(Path file) {
        try {
            PrivateFile.restrict(file);
        } catch (IOException foreign) {
            // The file belongs to another user, who decides about its permissions.
        }
    }
}
