package io.github.siocli.cli;

import io.github.siocli.cli.options.ArgumentReader;
import io.github.siocli.cli.options.EmissionOptions.Emission;
import io.github.siocli.cli.options.Usage;
import io.github.siocli.event.FailureException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Reads a line of {@code --exec}, which is run on each connection: {@code emit EVENT ARG…}. */
final class ExecLine {

    private ExecLine() {}

    /**
     * The emission that a line stands for.
     *
     * @throws FailureException where the line is wrong
     */
    static Emission parse(String text, List<String> namespaces, ArgumentReader arguments) throws FailureException {
        List<String> words = Line.parse(text).words();
        if (words.isEmpty() || !words.get(0).equals(EmitVerb.NAME)) {
            throw Usage.error("--exec takes a line such as 'emit EVENT ARG…', not \"" + text + "\"", "emit " + text);
        }
        EmitVerb verb = new EmitVerb();
        CommandSpec model = verb.lineModel();
        model.addOption(OptionSpec.builder("-n", "--namespace")
                .type(String.class)
                .arity("1")
                .description("Namespace to emit in")
                .build());
        ParseResult parsed = Parsing.parse(model, words.subList(1, words.size()));
        if (!parsed.hasMatchedPositional(0)) {
            throw Usage.error("\"" + text + "\" names no event", "emit EVENT ARG…");
        }
        Emission emission = verb.read(parsed, 0, arguments);
        Optional<String> nsp = Optional.ofNullable(parsed.matchedOptionValue("--namespace", (String) null));
        if (nsp.isPresent() && !namespaces.contains(nsp.get())) {
            throw Usage.error("\"" + text + "\" emits in " + nsp.get() + ", which is not connected", "-n " + nsp.get());
        }
        return new Emission(nsp, emission.name(), emission.args(), emission.ackTimeout());
    }
}
