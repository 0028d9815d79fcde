package io.github.siocli.shell.verb;

import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Context;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The option {@code --namespace} of a line. */
public final class NamespaceOption implements OptionGroup {

    @Override
    public String title() {
        return "Namespace";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(OptionSpecs.value("/NSP", "Namespace (default: the current one)", "-n", "--namespace"));
    }

    /**
     * Returns the namespace that a line names, or the current one.
     *
     * @throws FailureException if the value is not a namespace
     */
    public static String namespace(ParseResult parsed, Context context) throws FailureException {
        Optional<String> named = explicitNamespace(parsed);
        return named.isPresent() ? named.get() : context.currentNamespace();
    }

    /** Returns the namespace that a line names, if it names one. */
    public static Optional<String> explicitNamespace(ParseResult parsed) throws FailureException {
        Optional<String> named = OptionSpecs.text(parsed, "--namespace");
        return named.isEmpty() ? named : Optional.of(NamespaceReader.read(named.get()));
    }
}
