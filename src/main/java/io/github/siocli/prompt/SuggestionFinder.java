package io.github.siocli.prompt;

import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.EventSummary;
import io.github.siocli.shell.Interpreter;
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

    private static final String EVENTS_OF_A_VERB = "emit";

    private final Interpreter<S> interpreter;
    private final S subject;
    private final FileSuggestions files;

    SuggestionFinder(Interpreter<S> interpreter) {
        this.interpreter = interpreter;
        this.subject = interpreter.subject();
        this.files = new FileSuggestions(interpreter.inputs().directory());
    }

    /** Returns all suggestions for a position; they need not begin with the typed text. */
    List<Suggestion> at(CompletionContext place) {
        return line(place, place.words());
    }

    private List<Suggestion> line(CompletionContext place, List<String> words) {
        if (words.isEmpty()) {
            return place.json().isPresent() ? List.of() : verbs();
        }
        Optional<Verb<? super S>> verb = interpreter.find(words.get(0));
        return verb.isPresent() ? arguments(place, verb.get(), words.subList(1, words.size())) : List.of();
    }

    private List<Suggestion> verbs() {
        return interpreter.verbs().stream()
                .map(verb -> Suggestion.word(verb.name(), verb.summary()))
                .toList();
    }

    private List<Suggestion> arguments(CompletionContext place, Verb<? super S> verb, List<String> words) {
        CommandSpec model = verb.model();
        List<String> parameters = new ArrayList<>();
        Optional<OptionSpec> open = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (open.isPresent()) {
                open = Optional.empty();
            } else if (isOption(word)) {
                open = Optional.ofNullable(model.findOption(word))
                        .filter(option -> option.arity().max() > 0);
            } else if (verb.expects(parameters.size()) == WordKind.LINE) {
                return line(place, words.subList(i, words.size()));
            } else {
                parameters.add(word);
            }
        }
        if (open.isPresent()) {
            return optionValue(open.get(), place.typed());
        }
        if (isOption(place.typed())) {
            return options(model, words);
        }
        return parameter(place, verb, parameters);
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

    private List<Suggestion> parameter(CompletionContext place, Verb<? super S> verb, List<String> before) {
        int index = before.size();
        Optional<List<CompletionCandidate>> offers = verb.offers(before, subject);
        if (offers.isPresent()) {
            return offers.get().stream()
                    .map(offer -> Suggestion.word(offer.text(), offer.description()))
                    .toList();
        }
        return switch (verb.expects(index)) {
            case EVENT -> events();
            case ARGUMENT -> argument(place, before);
            case NAMESPACE -> namespaces();
            case JOINED_NAMESPACE -> joined();
            case FILE -> files.of("", place.typed());
            case VERB, LINE -> verbs();
            case ANYTHING -> List.of();
        };
    }

    private List<Suggestion> events() {
        Map<EventName, String> names = new LinkedHashMap<>();
        List<EventSummary> latestFirst = new ArrayList<>(subject.seen());
        Collections.reverse(latestFirst);
        for (EventSummary seen : latestFirst) {
            names.putIfAbsent(seen.name(), seen.incoming() ? "received" : "sent");
        }
        return names.entrySet().stream()
                .map(name -> Suggestion.name(name.getKey(), name.getValue()))
                .toList();
    }

    private List<Suggestion> argument(CompletionContext place, List<String> before) {
        if (place.json().isPresent()) {
            IncompleteJsonPath path = place.json().get();
            return path.expectsKey() ? keys(path, before, place.typed()) : List.of();
        }
        String typed = place.typed();
        String prefix = typed.startsWith("bin:@") ? "bin:@" : typed.startsWith("@") ? "@" : "";
        return prefix.isEmpty() ? List.of() : files.of(prefix, typed.substring(prefix.length()));
    }

    /** Suggests the keys of the event's latest payload; a sent payload takes precedence over a received one. */
    private List<Suggestion> keys(IncompleteJsonPath path, List<String> before, String typed) {
        String event = before.isEmpty() ? EVENTS_OF_A_VERB : name(before.get(0));
        int argument = before.size() - 1;
        List<EventSummary> ofName = subject.seen().stream()
                .filter(seen -> seen.name().text().equals(event))
                .toList();
        Set<String> keys = new LinkedHashSet<>();
        for (boolean incoming : new boolean[] {false, true}) {
            for (int i = ofName.size() - 1; i >= 0 && keys.isEmpty(); i--) {
                EventSummary seen = ofName.get(i);
                List<Json> values = seen.sample().values();
                if (seen.incoming() == incoming && argument >= 0 && argument < values.size()) {
                    keys.addAll(path.keysOf(values.get(argument)));
                }
            }
        }
        keys.removeAll(path.taken());
        return keys.stream()
                .map(key -> Suggestion.key(key, typed.startsWith("\"")))
                .toList();
    }

    private static String name(String word) {
        return word.startsWith("\"") ? Json.literal(word).stringValue() : word;
    }

    private List<Suggestion> joined() {
        return subject.joined().stream().map(Suggestion::word).toList();
    }

    private List<Suggestion> namespaces() {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(subject.known());
        subject.seen().forEach(seen -> names.add(seen.nsp()));
        return names.stream().map(Suggestion::word).toList();
    }
}
