package io.github.siocli.shell.server;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.mock.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parsed rules with their source texts.
 *
 * @param sources the texts, in order
 * @param rules the parsed rules
 */
public record RuleSet(List<Source> sources, Rules rules) {

    /** No rules: every event is echoed. */
    static final RuleSet NONE = new RuleSet(List.of(), Rules.none());

    private static final InputReader NO_INPUTS = InputReader.filesOnly(Path.of(""), "rules cannot read it");

    /**
     * A source text of rules.
     *
     * @param name name of the file, or another origin
     * @param text the text of the rules
     * @param file true if the name is that of a file
     */
    record Source(String name, String text, boolean file) {}

    public RuleSet {
        sources = List.copyOf(sources);
    }

    /**
     * Reads rules.
     *
     * @param files names of files
     * @param lines rules given on the command line
     * @throws FailureException if a file cannot be read or a rule is invalid
     */
    public static RuleSet read(List<String> files, List<String> lines, InputReader inputs) throws FailureException {
        List<Source> sources = new ArrayList<>();
        for (String file : files) {
            sources.add(new Source(file, inputs.text(file), true));
        }
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.size() == 1 ? "-e" : "-e " + (i + 1);
            sources.add(new Source(name, lines.get(i), false));
        }
        return of(sources, inputs);
    }

    /** Parses rules that are part of the program. */
    public static RuleSet of(String name, String text) throws FailureException {
        return of(List.of(new Source(name, text, false)), NO_INPUTS);
    }

    private static RuleSet of(List<Source> sources, InputReader inputs) throws FailureException {
        Optional<Rules> all = Optional.empty();
        List<FailureException> errors = new ArrayList<>();
        for (Source source : sources) {
            try {
                Rules next = Rules.parse(source.name(), source.text(), inputs);
                all = Optional.of(all.map(before -> before.and(next)).orElse(next));
            } catch (FailureException e) {
                errors.add(e);
            }
        }
        if (!errors.isEmpty()) {
            throw UsageErrors.together(errors);
        }
        return all.map(rules -> new RuleSet(sources, rules)).orElse(NONE);
    }

    /** Returns a copy with one more source. */
    RuleSet with(String name, String text, InputReader inputs) throws FailureException {
        List<Source> extended = new ArrayList<>(sources);
        extended.add(new Source(name, text, false));
        return of(extended, inputs);
    }

    /** Returns a copy whose files are read again. */
    RuleSet reload(InputReader inputs) throws FailureException {
        List<Source> reloaded = new ArrayList<>();
        for (Source source : sources) {
            reloaded.add(source.file() ? new Source(source.name(), inputs.text(source.name()), true) : source);
        }
        return of(reloaded, inputs);
    }
}
