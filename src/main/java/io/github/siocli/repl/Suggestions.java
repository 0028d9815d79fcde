package io.github.siocli.repl;

import io.github.siocli.cli.dialogue.Dialogue;
import io.github.siocli.cli.dialogue.Seen;
import io.github.siocli.cli.dialogue.Settings;
import io.github.siocli.cli.language.Expected;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Verb;
import io.github.siocli.event.Traced.Level;
import io.github.siocli.json.Json;
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

/** What may stand at a place of a line, as the verbs and what went by tell it. */
final class Suggestions {

    private static final String EVENTS_OF_A_VERB = "emit";

    private final Interpreter interpreter;
    private final Dialogue dialogue;
    private final FileSuggestions files;

    Suggestions(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.dialogue = interpreter.dialogue();
        this.files = new FileSuggestions(interpreter.inputs().directory());
    }

    /** All suggestions; those that do not begin with what has been typed may be among them. */
    List<Suggestion> at(Place place) {
        return line(place, place.words());
    }

    private List<Suggestion> line(Place place, List<String> words) {
        if (words.isEmpty()) {
            return place.json().isPresent() ? List.of() : verbs();
        }
        Optional<Verb> verb = interpreter.find(words.get(0));
        return verb.map(known -> arguments(place, known, words.subList(1, words.size())))
                .orElse(List.of());
    }

    private List<Suggestion> verbs() {
        return interpreter.verbs().stream()
                .map(verb -> Suggestion.word(verb.name(), verb.summary()))
                .toList();
    }

    private List<Suggestion> arguments(Place place, Verb verb, List<String> words) {
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
            } else if (verb.expects(parameters.size()) == Expected.LINE) {
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

    private List<Suggestion> parameter(Place place, Verb verb, List<String> before) {
        int index = before.size();
        if (verb.name().equals("ack") && index == 0) {
            return openAcks();
        }
        if (verb.name().equals("set") && index == 1) {
            return settingValues(before.get(0).replaceFirst("^--", ""));
        }
        if (verb.name().equals("trace") && !before.equals(List.of("to"))) {
            return traceWords(before);
        }
        return switch (verb.expects(index)) {
            case EVENT -> events();
            case ARGUMENT -> argument(place, before);
            case NAMESPACE -> namespaces();
            case JOINED_NAMESPACE -> joined();
            case FILE -> files.of("", place.typed());
            case VERB, LINE -> verbs();
            case SETTING -> settings();
            case ANYTHING -> List.of();
        };
    }

    private List<Suggestion> events() {
        Map<String, String> names = new LinkedHashMap<>();
        List<Seen> latestFirst = new ArrayList<>(dialogue.seen());
        Collections.reverse(latestFirst);
        for (Seen seen : latestFirst) {
            names.putIfAbsent(seen.name(), seen.incoming() ? "received" : "sent");
        }
        return names.entrySet().stream()
                .map(name -> Suggestion.name(name.getKey(), name.getValue()))
                .toList();
    }

    private List<Suggestion> argument(Place place, List<String> before) {
        if (place.json().isPresent()) {
            JsonPath path = place.json().get();
            return path.expectsKey() ? keys(path, before, place.typed()) : List.of();
        }
        String typed = place.typed();
        String prefix = typed.startsWith("bin:@") ? "bin:@" : typed.startsWith("@") ? "@" : "";
        return prefix.isEmpty() ? List.of() : files.of(prefix, typed.substring(prefix.length()));
    }

    /** The keys that the last payload of that event had, one that we sent before one that came in. */
    private List<Suggestion> keys(JsonPath path, List<String> before, String typed) {
        String event = before.isEmpty() ? EVENTS_OF_A_VERB : name(before.get(0));
        int argument = before.size() - 1;
        List<Seen> ofName = dialogue.seen().stream()
                .filter(seen -> seen.name().equals(event))
                .toList();
        Set<String> keys = new LinkedHashSet<>();
        for (boolean incoming : new boolean[] {false, true}) {
            for (int i = ofName.size() - 1; i >= 0 && keys.isEmpty(); i--) {
                Seen seen = ofName.get(i);
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
        return dialogue.joined().stream().map(Suggestion::word).toList();
    }

    private List<Suggestion> namespaces() {
        Set<String> names = new LinkedHashSet<>();
        dialogue.namespaces().forEach(state -> names.add(state.nsp()));
        dialogue.seen().forEach(seen -> names.add(seen.nsp()));
        return names.stream().map(Suggestion::word).toList();
    }

    private List<Suggestion> openAcks() {
        List<Suggestion> open = new ArrayList<>();
        dialogue.askedAcks(dialogue.namespace()).forEach(id -> open.add(Suggestion.word(String.valueOf(id))));
        if (!open.isEmpty()) {
            open.add(Suggestion.word("last"));
        }
        return open;
    }

    private static List<Suggestion> traceWords(List<String> before) {
        Stream<String> words = before.isEmpty()
                ? Stream.of("on", "off", "to")
                : before.get(0).equals("on") ? Stream.of(Level.values()).map(Level::label) : Stream.empty();
        return words.filter(word -> !before.contains(word))
                .map(Suggestion::word)
                .toList();
    }

    private List<Suggestion> settings() {
        Settings settings = dialogue.settings();
        Map<String, String> set = settings.shown();
        return settings.names().stream()
                .map(name -> Suggestion.word(name, set.getOrDefault(name, "")))
                .toList();
    }

    private List<Suggestion> settingValues(String name) {
        if (name.equals("output")) {
            return Stream.of("human", "json", "raw").map(Suggestion::word).toList();
        }
        Optional<OptionSpec> option = dialogue.settings().groups().stream()
                .flatMap(group -> group.options().stream())
                .filter(known -> known.longestName().equals("--" + name))
                .findFirst();
        List<Suggestion> values = new ArrayList<>();
        if (option.isPresent() && option.get().arity().max() == 0) {
            values.add(Suggestion.word("on"));
        } else if (option.isPresent() && option.get().completionCandidates() != null) {
            option.get().completionCandidates().forEach(choice -> values.add(Suggestion.word(choice)));
        }
        if (option.isPresent()) {
            values.add(Suggestion.word("off"));
        }
        return values;
    }
}
