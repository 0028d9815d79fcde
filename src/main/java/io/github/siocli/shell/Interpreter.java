package io.github.siocli.shell;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Runs lines of the tool's language. One thread uses it.
 *
 * @param <S> what the lines are about
 */
public final class Interpreter<S extends Context> {

    private final S subject;
    private final List<Supplier<Verb<? super S>>> verbs;
    private final InputReader inputs;
    private final List<String> journal = new ArrayList<>();
    private boolean sequential;
    private boolean over;
    private int depth;

    /**
     * An interpreter of a language.
     *
     * @param verbs the verbs of the language
     * @param inputs what lines can refer to
     * @param sequential whether a line is done only when it has been answered, as in a script; otherwise what a line
     *     causes is shown when it happens, as at a prompt
     */
    public Interpreter(S subject, List<Supplier<Verb<? super S>>> verbs, InputReader inputs, boolean sequential) {
        this.subject = subject;
        this.verbs = List.copyOf(verbs);
        this.inputs = inputs;
        this.sequential = sequential;
    }

    /** What the lines are about. */
    public S subject() {
        return subject;
    }

    public InputReader inputs() {
        return inputs;
    }

    /** Whether a line is done only when it has been answered. */
    public boolean isSequential() {
        return sequential;
    }

    /** Whether a line said that it is enough. */
    public boolean isOver() {
        return over;
    }

    /** Has no more lines run. */
    public void end() {
        over = true;
    }

    /** The lines that were run, in order, as they were given. */
    public List<String> journal() {
        return List.copyOf(journal);
    }

    /**
     * Runs a line.
     *
     * @throws FailureException where it fails
     * @throws InterruptedException where it is interrupted while it waits
     */
    public void run(String text) throws FailureException, InterruptedException {
        List<String> words = Line.parse(text).words();
        if (words.isEmpty()) {
            return;
        }
        prepare(words).run();
        if (depth == 0) {
            journal.add(text);
        }
    }

    /**
     * Reads the words of a line, which is then run as often as is wanted.
     *
     * @throws FailureException where they do not fit the verb
     */
    public Lines prepare(List<String> words) throws FailureException {
        Verb<? super S> verb = find(words.get(0)).orElseThrow(() -> unknown(words));
        CommandSpec model = verb.model();
        List<String> rest = words.subList(1, words.size());
        if (rest.size() == 1
                && (rest.get(0).equals(CommandModels.HELP) || rest.get(0).equals("-h"))) {
            return () -> subject.display().text(help(verb));
        }
        ParseResult parsed = Parsing.parse(model, takesJson(verb, model) ? rest : plain(rest));
        return () -> verb.run(parsed, this);
    }

    private static boolean takesJson(Verb<?> verb, CommandSpec model) {
        return model.positionalParameters().stream()
                .map(parameter -> verb.expects(parameter.index().min()))
                .anyMatch(expected -> expected == WordKind.ARGUMENT || expected == WordKind.LINE);
    }

    /** Where no JSON is wanted, quotes only hold a word together. */
    private static List<String> plain(List<String> words) {
        return words.stream()
                .map(word -> word.startsWith("\"") ? Json.literal(word).stringValue() : word)
                .toList();
    }

    /** Something that runs lines. */
    @FunctionalInterface
    public interface Lines {
        void run() throws FailureException, InterruptedException;
    }

    /** Runs lines as a script does, whatever the interpreter does otherwise; they do not enter the journal. */
    public void asScript(Lines lines) throws FailureException, InterruptedException {
        boolean before = sequential;
        sequential = true;
        depth++;
        try {
            lines.run();
        } finally {
            depth--;
            sequential = before;
        }
    }

    /** How many scripts are being run within each other. */
    public int depth() {
        return depth;
    }

    /** The verb of that name. */
    public Optional<Verb<? super S>> find(String name) {
        return verbs().stream().filter(verb -> verb.name().equals(name)).findFirst();
    }

    /** All verbs, in the order in which help lists them. */
    public List<Verb<? super S>> verbs() {
        List<Verb<? super S>> made = new ArrayList<>();
        verbs.forEach(verb -> made.add(verb.get()));
        return made;
    }

    /** The help of a verb. */
    public static String help(Verb<?> verb) {
        return new CommandLine(verb.model()).getUsageMessage(Ansi.OFF);
    }

    private FailureException unknown(List<String> words) {
        String typed = words.get(0);
        List<String> names = verbs().stream().map(verb -> verb.name()).toList();
        String asEvent = "emit " + String.join(" ", words) + " to emit an event of that name";
        return UsageErrors.error(
                "there is no verb \"" + typed + "\"",
                NearestName.to(typed, names)
                        .map(near -> near + "; or " + asEvent)
                        .orElse(asEvent));
    }
}
