package io.github.siocli.cli;

import io.github.siocli.cli.options.ArgumentReader;
import io.github.siocli.cli.options.EmissionOptions;
import io.github.siocli.cli.options.EmissionOptions.Emission;
import io.github.siocli.event.FailureException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What {@code emit EVENT ARG…} means, in a shell and in a line of the tool's language. */
final class EmitVerb {

    static final String NAME = "emit";

    private static final String EVENT_HELP = "Name of the event";
    private static final String ARGS_HELP =
            "Arguments: JSON (strict or relaxed); @FILE or @- for JSON from a file; bin:@FILE, hex:…, b64:… for"
                    + " bytes; str:… for a string; anything else is a string";

    private final EmissionOptions options = new EmissionOptions();

    EmissionOptions options() {
        return options;
    }

    /** The parameters, of which the first has an index in the command. */
    List<PositionalParamSpec> parameters(int first) {
        return List.of(
                Models.parameter(String.valueOf(first), "EVENT", "0..1", EVENT_HELP),
                Models.parameter((first + 1) + "..*", "ARG", "0..*", ARGS_HELP));
    }

    /** The model of a line, where there is no connection to be described. */
    CommandSpec lineModel() {
        return Models.line(NAME, "Emit an event", parameters(0), List.of(options));
    }

    /**
     * The emission that the parameters name.
     *
     * @throws FailureException where something in it is wrong
     */
    Emission read(ParseResult parsed, int first, ArgumentReader arguments) throws FailureException {
        List<String> words = new ArrayList<>();
        words.add(parsed.matchedPositionalValue(first, ""));
        words.addAll(parsed.matchedPositionalValue(first + 1, List.of()));
        return EmissionOptions.emission(words, options.ackTimeout(parsed), arguments);
    }
}
