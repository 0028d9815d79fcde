package io.github.siocli.shell;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Runs lines of the line language. Used by one thread.
 *
 * @param <S> type of the context that the lines act on
 */
public final class Interpreter<S extends Context> {

    private final Contexts<S> contexts;
    private final List<Supplier<Verb<? super S>>> verbs;
    private final InputReader inputs;
    private final List<String> journal = new ArrayList<>();
    /** The context that the running line names; null if it names none. */
    private @Nullable S named;

    private boolean sequential;
    private boolean ended;
    private int depth;

    /**
     * Creates an interpreter.
     *
     * @param contexts the contexts that lines act on
     * @param verbs the verbs, in the order in which help lists them
     * @param inputs reads the files that lines name
     * @param sequential true if a line ends only when its effect is complete, such as an acknowledgement (scripts);
     *     false if effects are shown when they happen (prompts)
     */
    public Interpreter(
            Contexts<S> contexts, List<Supplier<Verb<? super S>>> verbs, InputReader inputs, boolean sequential) {
        this.contexts = contexts;
        this.verbs = List.copyOf(verbs);
        this.inputs = inputs;
        this.sequential = sequential;
    }

    /** Returns all contexts that lines can act on. */
    public Contexts<S> contexts() {
        return contexts;
    }

    /** Returns the context that the running line acts on: the one that it names, or the current one. */
    public S context() {
        return named == null ? contexts.current() : named;
    }

    public InputReader inputs() {
        return inputs;
    }

    /** Returns true if a line ends only when its effect is complete, as in a script. */
    public boolean isSequential() {
        return sequential;
    }

    /** Returns true if a line has ended the run. */
    public boolean isEnded() {
        return ended;
    }

    /** Ends the run: no further lines are run. */
    public void end() {
        ended = true;
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
    public LineTask prepare(List<String> words) throws FailureException {
        Optional<String> name = Line.clientName(words.get(0));
        return name.isPresent() ? prepareFor(name.get(), words.subList(1, words.size())) : prepareVerb(words);
    }

    /** Prepares a line for the context of a name, which is searched when the line runs. */
    private LineTask prepareFor(String name, List<String> words) throws FailureException {
        if (words.isEmpty()) {
            throw UsageErrors.error("the line for " + name + " is missing", name + ": emit hello, or use " + name);
        }
        LineTask task = prepare(words);
        return () -> {
            S previous = named;
            named = contexts.find(name).orElseThrow(() -> unknownClient(name));
            try {
                task.run();
            } finally {
                named = previous;
            }
        };
    }

    /** Returns the failure of a line that names a client that does not exist. */
    public static FailureException unknownClient(String name) {
        return UsageErrors.error("there is no client " + name, "client " + name + " opens it, clients lists all");
    }

    private LineTask prepareVerb(List<String> words) throws FailureException {
        Verb<? super S> verb = findVerb(words.get(0)).orElseThrow(() -> unknown(words));
        CommandSpec model = verb.model();
        List<String> arguments = words.subList(1, words.size());
        if (arguments.size() == 1
                && (arguments.get(0).equals(CommandModels.HELP)
                        || arguments.get(0).equals("-h"))) {
            return () -> context().display().showText(help(verb));
        }
        ParseResult parsed = ArgumentParser.parse(model, takesJson(verb, model) ? arguments : plain(arguments));
        return () -> verb.run(parsed, this);
    }

    private static boolean takesJson(Verb<?> verb, CommandSpec model) {
        return model.positionalParameters().stream()
                .map(parameter -> verb.parameterKind(parameter.index().min()))
                .anyMatch(kind -> kind == WordKind.ARGUMENT || kind == WordKind.LINE);
    }

    /** Verbs that take no JSON use quotes only to hold a word together. */
    private static List<String> plain(List<String> words) {
        return words.stream()
                .map(word -> word.startsWith("\"") ? Json.literal(word).stringValue() : word)
                .toList();
    }

    /** A task that runs lines. */
    @FunctionalInterface
    public interface LineTask {
        void run() throws FailureException, InterruptedException;
    }

    /** Runs lines sequentially, as a script does. They do not enter the journal. */
    public void runAsScript(LineTask task) throws FailureException, InterruptedException {
        boolean previous = sequential;
        sequential = true;
        depth++;
        try {
            task.run();
        } finally {
            depth--;
            sequential = previous;
        }
    }

    /** Returns the nesting depth of running scripts. */
    public int depth() {
        return depth;
    }

    /** Returns the verb of a name. */
    public Optional<Verb<? super S>> findVerb(String name) {
        return verbs().stream().filter(verb -> verb.name().equals(name)).findFirst();
    }

    /** Returns all verbs, in the order in which help lists them. */
    public List<Verb<? super S>> verbs() {
        List<Verb<? super S>> instances = new ArrayList<>();
        verbs.forEach(verb -> instances.add(verb.get()));
        return instances;
    }

    /** Returns the help text of a verb. */
    public static String help(Verb<?> verb) {
        return CommandModels.help(verb.model(), Ansi.OFF, true);
    }

    private FailureException unknown(List<String> words) {
        String name = words.get(0);
        List<String> names = verbs().stream().map(verb -> verb.name()).toList();
        String asEvent = "emit " + String.join(" ", words) + " to emit an event of that name";
        return UsageErrors.error(
                "there is no verb \"" + name + "\"",
                NearestName.find(name, names)
                        .map(similar -> similar + "; or " + asEvent)
                        .orElse(asEvent));
    }
}
