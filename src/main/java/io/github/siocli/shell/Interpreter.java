package io.github.siocli.shell;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Runs lines of the line language. Used by one thread.
 *
 * @param <S> type of the context that the lines act on
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
     * Creates an interpreter.
     *
     * @param verbs the verbs, in the order in which help lists them
     * @param inputs reads the files that lines name
     * @param sequential true if a line ends only when its effect is complete, such as an acknowledgement (scripts);
     *     false if effects are shown when they happen (prompts)
     */
    public Interpreter(S subject, List<Supplier<Verb<? super S>>> verbs, InputReader inputs, boolean sequential) {
        this.subject = subject;
        this.verbs = List.copyOf(verbs);
        this.inputs = inputs;
        this.sequential = sequential;
    }

    /** Returns the context that the lines act on. */
    public S subject() {
        return subject;
    }

    public InputReader inputs() {
        return inputs;
    }

    /** Returns true if a line ends only when its effect is complete, as in a script. */
    public boolean isSequential() {
        return sequential;
    }

    /** Returns true if a line has ended the run. */
    public boolean isOver() {
        return over;
    }

    /** Ends the run: no further lines are run. */
    public void end() {
        over = true;
    }

    /** Returns the lines that were run, in order, as they were entered. */
    public List<String> journal() {
        return List.copyOf(journal);
    }

    /**
     * Runs a line.
     *
     * @throws FailureException if the line fails
     * @throws InterruptedException if the thread is interrupted while the line waits
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
     * Parses the words of a line; the result can be run repeatedly.
     *
     * @throws FailureException if the words do not fit the verb
     */
    public Lines prepare(List<String> words) throws FailureException {
        Verb<? super S> verb = find(words.get(0)).orElseThrow(() -> unknown(words));
        CommandSpec model = verb.model();
        List<String> rest = words.subList(1, words.size());
        if (rest.size() == 1
                && (rest.get(0).equals(CommandModels.HELP) || rest.get(0).equals("-h"))) {
            return () -> subject.display().showText(help(verb));
        }
        ParseResult parsed = Parsing.parse(model, takesJson(verb, model) ? rest : plain(rest));
        return () -> verb.run(parsed, this);
    }

    private static boolean takesJson(Verb<?> verb, CommandSpec model) {
        return model.positionalParameters().stream()
                .map(parameter -> verb.expects(parameter.index().min()))
                .anyMatch(expected -> expected == WordKind.ARGUMENT || expected == WordKind.LINE);
    }

    /** Verbs that take no JSON use quotes only to hold a word together. */
    private static List<String> plain(List<String> words) {
        return words.stream()
                .map(word -> word.startsWith("\"") ? Json.literal(word).stringValue() : word)
                .toList();
    }

    /** A task that runs lines. */
    @FunctionalInterface
    public interface Lines {
        void run() throws FailureException, InterruptedException;
    }

    /** Runs lines sequentially, as a script does. They do not enter the journal. */
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

    /** Returns the nesting depth of running scripts. */
    public int depth() {
        return depth;
    }

    /** Returns the verb of a name. */
    public Optional<Verb<? super S>> find(String name) {
        return verbs().stream().filter(verb -> verb.name().equals(name)).findFirst();
    }

    /** Returns all verbs, in the order in which help lists them. */
    public List<Verb<? super S>> verbs() {
        List<Verb<? super S>> made = new ArrayList<>();
        verbs.forEach(verb -> made.add(verb.get()));
        return made;
    }

    /** Returns the help text of a verb. */
    public static String help(Verb<?> verb) {
        return CommandModels.help(verb.model(), Ansi.OFF, true);
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
