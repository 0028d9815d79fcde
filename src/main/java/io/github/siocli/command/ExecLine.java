package io.github.siocli.command;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.EmissionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.shell.ArgumentParser;
import io.github.siocli.shell.Line;
import io.github.siocli.shell.verb.EmitVerb;
import io.github.siocli.shell.verb.NamespaceOption;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** Reads a line of {@code sio tail --exec}: {@code emit EVENT ARG…}. */
final class ExecLine {

    private ExecLine() {}

    /**
     * Parses a line.
     *
     * @param namespaces the connected namespaces
     * @throws FailureException if the line is no valid {@code emit}, or names a namespace that is not connected
     */
    static Emission parse(String text, List<String> namespaces, ArgumentReader arguments, ValueSources sources)
            throws FailureException {
        EmitVerb verb = new EmitVerb();
        List<String> line = Line.parse(text).words();
        RepetitionValues values = new RepetitionValues(sources, arguments, line.contains(EmissionOptions.TEMPLATE));
        List<String> words = values.expand(line, 1);
        if (words.isEmpty() || !words.get(0).equals(verb.name())) {
            throw UsageErrors.error(
                    "--exec takes a line such as 'emit EVENT ARG…', not \"" + text + "\"", "emit " + text);
        }
        ParseResult parsed = ArgumentParser.parse(verb.model(), words.subList(1, words.size()));
        if (!parsed.hasMatchedPositional(0)) {
            throw UsageErrors.error("\"" + text + "\" names no event", "emit EVENT ARG…");
        }
        Emission emission =
                verb.readEmission(parsed, 0, verb.options().ackTimeout(parsed).orElse(null), arguments);
        Optional<String> nsp = NamespaceOption.explicitNamespace(parsed);
        if (nsp.isPresent() && !namespaces.contains(nsp.get())) {
            throw UsageErrors.error(
                    "\"" + text + "\" emits in " + nsp.get() + ", which is not connected", "-n " + nsp.get());
        }
        return nsp.map(emission::in).orElse(emission);
    }
}
