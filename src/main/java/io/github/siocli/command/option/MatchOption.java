package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.expression.Scope;
import io.github.siocli.expression.SyntaxException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The option {@code --match}: a condition on received events. */
public final class MatchOption {

    /** Name of the option. */
    public static final String NAME = "--match";

    private MatchOption() {}

    /** Declares the option. */
    public static OptionSpec declare(String description) {
        return OptionSpecs.value("COND", description, NAME);
    }

    /**
     * Reads the condition; empty if there is none.
     *
     * @param inputs reads the files that the condition names
     * @param scope the values that are not those of an event
     * @throws FailureException if the condition is invalid; the failure points at the position
     */
    public static Optional<EventCondition> read(ParseResult parsed, InputReader inputs, Scope scope)
            throws FailureException {
        Optional<String> text = OptionSpecs.text(parsed, NAME);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        ArgumentReader arguments = new ArgumentReader(inputs);
        try {
            return Optional.of(EventCondition.parse(text.get(), word -> arguments.read(List.of(word)), scope));
        } catch (SyntaxException e) {
            throw UsageErrors.errorAt(NAME + ": " + e.getMessage(), text.get(), e.offset(), e.hint());
        }
    }
}
