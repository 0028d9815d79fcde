package io.github.siocli.shell.verb;

import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.CheckRunner;
import io.github.siocli.doctor.DoctorSettings;
import io.github.siocli.doctor.check.Doctor;
import io.github.siocli.doctor.check.Doctor.Examination;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.render.CheckRenderer;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.ShellSettings;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.text.Utf8Builder;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code doctor}: checks every layer of a connection with the current settings. */
final class DoctorVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String summary() {
        return "Check every layer of a connection, and say what to change";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CONNECTION;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  doctor");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        ClientContext context = interpreter.context();
        ShellSettings settings = context.settings();
        Display display = context.display();
        CheckRenderer renderer = display.checkRenderer();
        Examination examination = Doctor.examine(
                settings.connection(),
                DoctorSettings.of(settings.urlNamespace(), settings.urlNotes(), settings.proxySource()),
                false,
                context.clock(),
                new CheckRunner.Listener() {
                    @Override
                    public void running(List<CheckModel> checks) {
                        // The prompt shows results only.
                    }

                    @Override
                    public void ended(CheckResult result) throws FailureException {
                        Utf8Builder lines = new Utf8Builder();
                        renderer.render(result, lines);
                        display.showText(lines.toString());
                    }
                });
        Utf8Builder lines = new Utf8Builder();
        renderer.render(examination.summary(), lines);
        display.showText(lines.toString());
        Optional<Failure> failure = examination.summary().failure();
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
    }
}
