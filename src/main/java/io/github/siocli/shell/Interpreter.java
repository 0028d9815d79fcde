package io.github.siocli.shell;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.EmissionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.Constants;
import io.github.siocli.expression.EvaluationException;
import io.github.siocli.expression.ExpressionParser;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.Value;
import io.github.siocli.expression.Word;
import io.github.siocli.expression.WordExpander;
import io.github.siocli.json.Json;
import io.github.siocli.text.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final int MAX_SHOWN = 40;

    private final Contexts<S> contexts;
    private final List<Supplier<Verb<? super S>>> verbs;
    private final InputReader inputs;
    private final LineValues values;
    private final boolean isForFiles;
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
        this(
                contexts,
                verbs,
                inputs,
                sequential,
                false,
                new LineValues(contexts.current().sources(), false));
    }

    /**
     * Creates an interpreter of files with tests, which cannot use all verbs.
     *
     * @param values the values that lines refer to
     */
    public Interpreter(
            Contexts<S> contexts, List<Supplier<Verb<? super S>>> verbs, InputReader inputs, LineValues values) {
        this(contexts, verbs, inputs, true, true, values);
    }

    private Interpreter(
            Contexts<S> contexts,
            List<Supplier<Verb<? super S>>> verbs,
            InputReader inputs,
            boolean sequential,
            boolean isForFiles,
            LineValues values) {
        this.contexts = contexts;
        this.isForFiles = isForFiles;
        this.values = values;
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

    /** Returns the lines that were run and that files can contain, in order, as they were entered. */
    public List<String> journal() {
        return List.copyOf(journal);
    }

    /** Returns the values that lines refer to. */
    public LineValues values() {
        return values;
    }

    /**
     * Runs a line.
     *
     * @throws FailureException if the line fails
     * @throws InterruptedException if the thread is interrupted while the line waits
     */
    public void run(String text) throws FailureException, InterruptedException {
        List<Word> words = Line.parse(text).parts();
        if (words.isEmpty()) {
            return;
        }
        Optional<String> note = note(words, text);
        if (note.isPresent()) {
            context().display().showNote(note.get());
        }
        if (!sequential && text.indexOf('$') >= 0) {
            useLatestAsResult();
        }
        prepare(words, text).run();
        if (depth == 0 && verbOf(withoutClient(words)).filter(Verb::isForFiles).isPresent()) {
            journal.add(text);
        }
    }

    /**
     * Returns a note about a line that sends as text what looks like something else: JSON in single quotes as for a shell, or a
     * value such as {@code $id}; empty if there is none.
     *
     * @throws FailureException if the line cannot be split into words
     */
    public Optional<String> note(String text) throws FailureException {
        return note(Line.parse(text).parts(), text);
    }

    private Optional<String> note(List<Word> words, String text) {
        if (words.isEmpty() || !text.contains("'{") && !text.contains("'[") && text.indexOf('$') < 0) {
            return Optional.empty();
        }
        List<Word> line = withoutClient(words);
        Optional<Verb<? super S>> verb = verbOf(line);
        if (verb.isEmpty()) {
            return Optional.empty();
        }
        List<Word> arguments = line.subList(1, line.size());
        WordExpander expander = expander(line.stream().map(Word::text).toList());
        for (PlacedWord placed : PlacedWord.of(verb.get(), arguments)) {
            Word word = placed.word();
            if (placed.kind() == WordKind.LINE) {
                return note(arguments.subList(arguments.indexOf(word), arguments.size()), text);
            }
            if (placed.kind() == WordKind.ARGUMENT && expander.keepsValueAsText(word.text())) {
                return Optional.of(
                        word.text() + " is sent as text; " + EmissionOptions.TEMPLATE + " inserts the value");
            }
            if (placed.kind() == WordKind.ARGUMENT && word.isJsonInSingleQuotes(text)) {
                String typed = text.substring(word.start(), word.end()).replace('\n', ' ');
                String shown = typed.length() <= MAX_SHOWN ? typed : typed.substring(0, MAX_SHOWN) + "…'";
                return Optional.of(shown + " is sent as a string; JSON needs no quotes here");
            }
        }
        return Optional.empty();
    }

    private List<Word> withoutClient(List<Word> words) {
        return isClientWord(words.get(0).text()) ? words.subList(1, words.size()) : words;
    }

    private Optional<Verb<? super S>> verbOf(List<Word> line) {
        return line.isEmpty() ? Optional.empty() : findVerb(line.get(0).text());
    }

    /** Takes the latest event or acknowledgement of any client as the result of the lines before, which do not wait for it. */
    private void useLatestAsResult() {
        Optional<Event> latest = contexts.all().stream()
                .flatMap(each -> each.latestEvents(1, event -> !(event instanceof EventSent)).stream())
                .max(Comparator.comparing(Event::time));
        if (latest.isEmpty()) {
            return;
        }
        if (latest.get() instanceof EventReceived event) {
            values.setResult(event.name(), event.args());
        } else if (latest.get() instanceof AckReceived ack && ack.answeredEmit().isPresent()) {
            values.setResult(ack.answeredEmit().get().name(), ack.args());
        }
    }

    /**
     * Parses the words of a line that is part of another one; the result can be run repeatedly.
     *
     * @throws FailureException if the words do not fit the verb
     */
    public LineTask prepare(List<String> words) throws FailureException {
        String text = String.join(" ", words);
        return prepare(Line.parse(text).parts(), text);
    }

    private LineTask prepare(List<Word> words, String text) throws FailureException {
        String first = words.get(0).text();
        if (!isClientWord(first)) {
            return prepareVerb(words, text);
        }
        if (words.size() == 1) {
            throw UsageErrors.error("the line behind " + first + " is missing", first + " emit hello");
        }
        LineTask task = prepareVerb(words.subList(1, words.size()), text);
        return () -> runFor(clientName(words.get(0), text), task);
    }

    boolean isClientWord(String word) {
        return Line.clientName(word).isPresent()
                || word.endsWith(":") && expander(List.of()).mayHaveValues(word);
    }

    private String clientName(Word word, String text) throws FailureException {
        String expanded = expandText(word, expander(List.of()), false, text).get(0);
        return Line.clientName(expanded).orElseThrow(() -> unknownClient(expanded));
    }

    /** Runs a line for the context of a name. */
    private void runFor(String name, LineTask task) throws FailureException, InterruptedException {
        S previous = named;
        named = contexts.find(name).orElseThrow(() -> unknownClient(name));
        try {
            task.run();
        } finally {
            named = previous;
        }
    }

    /** Returns the failure of a line that names a client that does not exist. */
    public static FailureException unknownClient(String name) {
        return UsageErrors.error("there is no client " + name, "client " + name + " opens it, clients lists all");
    }

    private LineTask prepareVerb(List<Word> words, String text) throws FailureException {
        List<String> line = words.stream().map(Word::text).toList();
        Verb<? super S> verb = verb(line);
        CommandSpec model = verb.model();
        List<String> arguments = line.subList(1, line.size());
        if (isHelp(arguments)) {
            return () -> context().display().showText(help(verb));
        }
        boolean hasValues = arguments.stream().anyMatch(word -> word.indexOf('$') >= 0);
        if (!hasValues) {
            ParseResult parsed = parse(verb, model, arguments);
            return () -> verb.run(parsed, this);
        }
        return () -> verb.run(parse(verb, model, expand(verb, words.subList(1, words.size()), text)), this);
    }

    private static boolean isHelp(List<String> arguments) {
        return arguments.equals(List.of(CommandModels.HELP)) || arguments.equals(List.of("-h"));
    }

    static ParseResult parse(Verb<?> verb, CommandSpec model, List<String> arguments) throws FailureException {
        return ArgumentParser.parse(model, takesJson(verb, model) ? arguments : plain(arguments));
    }

    /**
     * Emits an event as a line does. In a script, its acknowledgement is the result of the line.
     *
     * @throws FailureException if it cannot be sent, or an awaited acknowledgement is missing
     */
    public void emit(String nsp, Emission emission) throws FailureException, InterruptedException {
        context().emit(nsp, emission, sequential).ifPresent(args -> values.setResult(emission.name(), args));
    }

    // --- values in words ---------------------------------------------------------------

    /**
     * Evaluates a text that is one value.
     *
     * @throws FailureException if it is no value, or cannot be evaluated
     */
    public Value evaluate(String text) throws FailureException {
        try {
            return parser().expression(text).evaluate(values);
        } catch (SyntaxException e) {
            throw UsageErrors.errorAt(e.getMessage(), text, e.offset(), e.hint());
        } catch (EvaluationException e) {
            throw UsageErrors.error(e.getMessage(), "");
        }
    }

    ExpressionParser parser() {
        return ExpressionParser.of(constants(), values);
    }

    Constants constants() {
        ArgumentReader arguments = new ArgumentReader(inputs);
        return word -> arguments.read(List.of(word));
    }

    /** Returns an expander for a line, which inserts values into strings if the line has the option for it. */
    WordExpander expander(List<String> words) {
        boolean inserts = values.insertsIntoStrings() || words.contains(EmissionOptions.TEMPLATE);
        return new WordExpander(constants(), values, inserts);
    }

    /**
     * Replaces the values in the words of a line, after its verb.
     *
     * @throws FailureException if a value is unknown, or cannot be evaluated
     */
    public List<String> expand(Verb<?> verb, List<String> words) throws FailureException {
        String text = String.join(" ", words);
        return expand(verb, Line.parse(text).parts(), text);
    }

    private List<String> expand(Verb<?> verb, List<Word> words, String text) throws FailureException {
        WordExpander expander = expander(words.stream().map(Word::text).toList());
        boolean takesJson = takesJson(verb, verb.model());
        List<String> expanded = new ArrayList<>();
        for (PlacedWord placed : PlacedWord.of(verb, words)) {
            switch (placed.place()) {
                case KEPT, CONDITION -> expanded.add(placed.word().text());
                // The value of an option is no JSON argument; verbs without JSON take the quotes off again.
                case OPTION -> expanded.addAll(expandText(placed.word(), expander, !takesJson, text));
                case PARAMETER -> expanded.addAll(expandText(placed.word(), expander, true, text));
            }
        }
        return expanded;
    }

    private static List<String> expandText(Word word, WordExpander expander, boolean quotesText, String text)
            throws FailureException {
        try {
            return expander.expand(word.text(), quotesText);
        } catch (SyntaxException e) {
            throw UsageErrors.errorAt(e.getMessage(), text, word.offsetIn(text, e.offset()), e.hint());
        } catch (EvaluationException e) {
            throw UsageErrors.errorAt(e.getMessage(), text, word.start(), "");
        }
    }

    static boolean takesJson(Verb<?> verb, CommandSpec model) {
        return model.positionalParameters().stream()
                .map(parameter -> verb.parameterKind(parameter.index().min()))
                .anyMatch(kind -> kind == WordKind.ARGUMENT || kind == WordKind.EXPRESSION || kind == WordKind.LINE);
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
        depth++;
        try {
            runSequentially(task);
        } finally {
            depth--;
        }
    }

    /** Consumes all events so far, so that sequential lines wait for later ones only. */
    public void consumeEvents() {
        contexts.all()
                .forEach(context -> context.waitConditions().expectations().skipAll());
    }

    /** Runs lines of which each ends only when its effect is complete. */
    public void runSequentially(LineTask task) throws FailureException, InterruptedException {
        boolean previous = sequential;
        sequential = true;
        try {
            task.run();
        } finally {
            sequential = previous;
        }
    }

    /** Returns the nesting depth of running scripts. */
    public int depth() {
        return depth;
    }

    /**
     * Returns the verb of a line.
     *
     * @param line its words, of which the first is the name of the verb
     * @throws FailureException if there is no such verb, or the file cannot use it
     */
    Verb<? super S> verb(List<String> line) throws FailureException {
        Verb<? super S> verb = findVerb(line.get(0)).orElseThrow(() -> unknown(line));
        if (isForFiles && !verb.isForFiles()) {
            throw UsageErrors.error(verb.name() + " works only at the prompt", "");
        }
        return verb;
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
