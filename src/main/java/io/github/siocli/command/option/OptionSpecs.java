package io.github.siocli.command.option;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Makes options, and reads them back. Values are text here; the groups turn them into what they stand for. */
public final class OptionSpecs {

    private OptionSpecs() {}

    public static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** A flag that says more when it is given more often. */
    public static OptionSpec counted(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean[].class)
                .arity("0")
                .description(description)
                .build();
    }

    public static OptionSpec value(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** A value from a small set, which shell completion offers. */
    public static OptionSpec choice(List<String> choices, String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .completionCandidates(choices)
                .description(description)
                .build();
    }

    /** A value that may be given several times. */
    public static OptionSpec values(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    public static boolean isSet(ParseResult parsed, String name) {
        return parsed.hasMatchedOption(name);
    }

    public static int times(ParseResult parsed, String name) {
        boolean[] given = parsed.matchedOptionValue(name, new boolean[0]);
        return given.length;
    }

    public static Optional<String> text(ParseResult parsed, String name) {
        return Optional.ofNullable(parsed.matchedOptionValue(name, (String) null));
    }

    public static List<String> texts(ParseResult parsed, String name) {
        return parsed.matchedOptionValue(name, List.of());
    }
}
