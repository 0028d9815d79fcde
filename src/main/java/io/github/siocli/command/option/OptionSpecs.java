package io.github.siocli.command.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Builds picocli options, and reads their values as text; the option groups convert the text. */
public final class OptionSpecs {

    private OptionSpecs() {}

    /** Returns an option without a value. */
    public static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** Returns an option without a value that counts how often it is given. */
    public static OptionSpec counted(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean[].class)
                .arity("0")
                .description(description)
                .build();
    }

    /** Returns an option with a value. */
    public static OptionSpec value(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** Returns an option whose values the shell completion offers. The option itself accepts any text. */
    public static OptionSpec choice(List<String> choices, String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .completionCandidates(choices)
                .description(description)
                .build();
    }

    /**
     * Returns an option whose value may be left out. A value follows an equals sign only, because the next word may be
     * another argument.
     *
     * @param choices values that the shell completion offers
     * @param fallback the value if it is left out
     */
    public static OptionSpec optional(
            List<String> choices, String fallback, String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .arity("0..1")
                .paramLabel(label)
                .completionCandidates(choices)
                .preprocessor(new AttachedOnly(fallback))
                .description(description)
                .build();
    }

    /**
     * Uses the fallback unless a value follows an equals sign. It is no record, because picocli calls {@code hashCode},
     * which for a record is linked at run time and delays the start.
     */
    private static final class AttachedOnly implements IParameterPreprocessor {

        private final String fallback;

        AttachedOnly(String fallback) {
            this.fallback = fallback;
        }

        @Override
        public boolean preprocess(Stack<String> args, CommandSpec spec, ArgSpec option, Map<String, Object> info) {
            if (!"=".equals(info.get("separator"))) {
                args.push(fallback);
            }
            return false;
        }
    }

    /** Returns an option with a value that may be given several times. */
    public static OptionSpec values(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** Returns true if an option is given. */
    public static boolean isSet(ParseResult parsed, String name) {
        return parsed.hasMatchedOption(name);
    }

    /** Returns how often an option of {@link #counted} is given. */
    public static int count(ParseResult parsed, String name) {
        boolean[] given = parsed.matchedOptionValue(name, new boolean[0]);
        return given.length;
    }

    /** Returns the value of an option; empty if it is not given. */
    public static Optional<String> text(ParseResult parsed, String name) {
        return Optional.ofNullable(parsed.matchedOptionValue(name, (String) null));
    }

    /** Returns all values of an option of {@link #values}. */
    public static List<String> texts(ParseResult parsed, String name) {
        return parsed.matchedOptionValue(name, List.of());
    }
}
