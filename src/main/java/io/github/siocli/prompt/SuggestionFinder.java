package io.github.siocli.prompt;

import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.EventSummary;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Line;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.WordKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Finds completions for a position of a line, from the verbs and from earlier events. */
final class SuggestionFinder<S extends Context> {

    private static final String DEFAULT_EVENT = "emit";

    private final Interpreter<S> interpreter;
    private final FileSuggestions files;

    SuggestionFinder(Interpreter<S> interpreter) {
        this.interpreter = interpreter;
        this.files = new FileSuggestions(interpreter.inputs().directory());
    }

    /** Returns all suggestions for a position; they need not begin with the typed text. */
    List<Suggestion> find(CompletionContext position) {
        return line(position, position.words());
    }

    private List<Suggestion> line(CompletionContext position, List<String> words) {
        if (words.isEmpty()) {
            return position.jsonPath().isPresent() ? List.of() : verbs();
        }
        if (Line.clientName(words.get(0)).isPresent()) {
            return line(position, words.subList(1, words.size()));
        }
        Optional<Verb<? super S>> verb = interpreter.findVerb(words.get(0));
        return verb.isPresent() ? arguments(position, verb.get(), words.subList(1, words.size())) : List.of();
    }

    private S context() {
        return interpreter.contexts().current();
    }

    private List<Suggestion> verbs() {
        return interpreter.verbs().stream()
                .map(verb -> Suggestion.word(verb.name(), verb.summary()))
                .toList();
    }

    private List<Suggestion> arguments(CompletionContext position, Verb<? super S> verb, List<String> words) {
        CommandSpec model = verb.model();
        List<String> parameters = new ArrayList<>();
        Optional<OptionSpec> openOption = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (openOption.isPresent()) {
                openOption = Optional.empty();
            } else if (isOption(word)) {
                openOption = Optional.ofNullable(model.findOption(word))
                        .filter(option -> option.arity().max() > 0);
            } else if (verb.parameterKind(parameters.size()) == WordKind.LINE) {
                return line(position, words.subList(i, words.size()));
            } else {
                parameters.add(word);
            }
        }
        if (openOption.isPresent()) {
            return optionValue(openOption.get(), position.typed());
        }
        if (isOption(position.typed())) {
            return options(model, words);
        }
        return parameter(position, verb, parameters);
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && !word.matches("-\\d.*");
    }

    private static List<Suggestion> options(CommandSpec model, List<String> words) {
        return model.options().stream()
                .filter(option ->
                        option.isMultiValue() || Stream.of(option.names()).noneMatch(words::contains))
                .map(option -> Suggestion.word(option.longestName(), summary(option)))
                .toList();
    }

    private static String summary(OptionSpec option) {
        return option.description().length == 0 ? "" : option.description()[0];
    }

    private List<Suggestion> optionValue(OptionSpec option, String typed) {
        if (option.longestName().equals("--namespace")) {
            return joined();
        }
        if (option.completionCandidates() != null) {
            List<Suggestion> choices = new ArrayList<>();
            option.completionCandidates().forEach(choice -> choices.add(Suggestion.word(choice)));
            return choices;
        }
        return typed.startsWith("@") ? files.of("@", typed.substring(1)) : List.of();
    }

    private List<Suggestion> parameter(CompletionContext position, Verb<? super S> verb, List<String> preceding) {
        int index = preceding.size();
        Optional<List<CompletionCandidate>> candidates = verb.candidates(preceding, context());
        if (candidates.isPresent()) {
            return candidates.get().stream()
                    .map(offer -> Suggestion.word(offer.text(), offer.description()))
                    .toList();
        }
        return switch (verb.parameterKind(index)) {
            case EVENT -> events();
            case ARGUMENT, EXPRESSION -> argument(position, preceding);
            case NAMESPACE -> namespaces();
            case JOINED_NAMESPACE -> joined();
            case FILE -> files.of("", position.typed());
            case VERB, LINE -> verbs();
            case ANYTHING -> List.of();
        };
    }

    private List<Suggestion> events() {
        Map<EventName, String> names = new LinkedHashMap<>();
        List<EventSummary> latestFirst = new ArrayList<>(context().eventSummaries());
        Collections.reverse(latestFirst);
        for (EventSummary summary : latestFirst) {
            names.putIfAbsent(summary.name(), summary.incoming() ? "received" : "sent");
        }
        return names.entrySet().stream()
                .map(name -> Suggestion.name(name.getKey(), name.getValue()))
                .toList();
    }

    private List<Suggestion> argument(CompletionContext position, List<String> preceding) {
        if (position.jsonPath().isPresent()) {
            IncompleteJsonPath path = position.jsonPath().get();
            return path.expectsKey() ? keys(path, preceding, position.typed()) : List.of();
        }
        String typed = position.typed();
        String prefix = typed.startsWith("bin:@") ? "bin:@" : typed.startsWith("@") ? "@" : "";
        return prefix.isEmpty() ? List.of() : files.of(prefix, typed.substring(prefix.length()));
    }

    /** Suggests the keys of the event's latest payload; a sent payload takes precedence over a received one. */
    private List<Suggestion> keys(IncompleteJsonPath path, List<String> preceding, String typed) {
        String event = preceding.isEmpty() ? DEFAULT_EVENT : name(preceding.get(0));
        int argument = preceding.size() - 1;
        List<EventSummary> summaries = context().eventSummaries().stream()
                .filter(summary -> summary.name().text().equals(event))
                .toList();
        Set<String> keys = new LinkedHashSet<>();
        for (boolean incoming : new boolean[] {false, true}) {
            for (int i = summaries.size() - 1; i >= 0 && keys.isEmpty(); i--) {
                EventSummary summary = summaries.get(i);
                List<Json> values = summary.sample().values();
                if (summary.incoming() == incoming && argument >= 0 && argument < values.size()) {
                    keys.addAll(path.keysOf(values.get(argument)));
                }
            }
        }
        keys.removeAll(path.existingKeys());
        return keys.stream()
                .map(key -> Suggestion.key(key, typed.startsWith("\"")))
                .toList();
    }

    private static String name(String word) {
        return word.startsWith("\"") ? Json.literal(word).stringValue() : word;
    }

    private List<Suggestion> joined() {
        return context().joinedNamespaces().stream().map(Suggestion::word).toList();
    }

    private List<Suggestion> namespaces() {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(context().knownNamespaces());
        context().eventSummaries().forEach(summary -> names.add(summary.nsp()));
        return names.stream().map(Suggestion::word).toList();
    }
}
