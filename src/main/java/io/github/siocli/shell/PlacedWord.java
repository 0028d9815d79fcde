package io.github.siocli.shell;

import io.github.siocli.command.option.MatchOption;
import io.github.siocli.expression.Word;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A word behind a verb with its place in the line.
 *
 * @param place its place
 * @param kind the kind of word that the verb expects there
 */
record PlacedWord(Word word, Place place, WordKind kind) {

    /** The kinds of places, which decide if values in the word are replaced. */
    enum Place {
        PARAMETER,
        /** The value of an option. */
        OPTION,
        /** The value of the option for a condition. */
        CONDITION,
        /** The name of an option, or a word of a part that the verb evaluates itself. */
        KEPT
    }

    /** Returns the words behind a verb with their places. */
    static List<PlacedWord> of(Verb<?> verb, List<Word> words) {
        CommandSpec model = verb.model();
        List<PlacedWord> placed = new ArrayList<>();
        Place next = Place.PARAMETER;
        int parameters = 0;
        for (Word word : words) {
            WordKind kind = verb.parameterKind(parameters);
            OptionSpec option = word.json() ? null : model.findOption(word.text());
            if (next != Place.PARAMETER) {
                placed.add(new PlacedWord(word, next, WordKind.ANYTHING));
                next = Place.PARAMETER;
            } else if (option != null) {
                placed.add(new PlacedWord(word, Place.KEPT, WordKind.ANYTHING));
                if (option.arity().min() > 0) {
                    next = option.longestName().equals(MatchOption.NAME) ? Place.CONDITION : Place.OPTION;
                }
            } else if (kind == WordKind.LINE || kind == WordKind.EXPRESSION) {
                placed.add(new PlacedWord(word, Place.KEPT, kind));
            } else {
                placed.add(new PlacedWord(word, Place.PARAMETER, kind));
                parameters++;
            }
        }
        return placed;
    }
}
