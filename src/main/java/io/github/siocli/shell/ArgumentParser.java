package io.github.siocli.shell;

import io.github.siocli.command.option.MisplacedPort;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses words with a picocli model, and turns its errors into usage failures. */
public final class ArgumentParser {

    private ArgumentParser() {}

    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d[0-9.eE+-]*");

    /**
     * Parses the words after the name of a command.
     *
     * @throws FailureException if the words do not fit the model
     */
    public static ParseResult parse(CommandSpec model, List<String> words) throws FailureException {
        CommandLine line = new CommandLine(model);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        String help =
                (CommandModels.isCommand(model) ? model.name() + " " + CommandModels.HELP : "help " + model.name())
                        + " lists the options";
        try {
            return line.parseArgs(
                    words.stream().map(ArgumentParser::protectNegativeNumber).toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            String word = e.getUnmatched().get(0);
            Optional<String> url = urlWithPort(word, model, words);
            if (url.isPresent()) {
                throw UsageErrors.error(
                        "\"" + word + "\" is one argument too many; did you mean " + url.get() + "?", help);
            }
            throw word.startsWith("-")
                    ? UsageErrors.error(
                            "unknown option " + word,
                            OptionSynonyms.suggestion(word, model)
                                    .map(meant -> meant + "; or " + help)
                                    .orElse(help))
                    : UsageErrors.error(
                            "\"" + word + "\" is one argument too many",
                            isPortOption(word, model) ? "--port " + word.substring(word.indexOf(':') + 1) : help);
        } catch (MissingParameterException e) {
            throw UsageErrors.error(missing(e), help);
        } catch (OverwrittenOptionException e) {
            throw UsageErrors.error(name(e.getOverwritten()) + " is given twice", "give it once");
        } catch (ParameterException e) {
            throw UsageErrors.error(invalidValue(e), help);
        }
    }

    private static String missing(MissingParameterException e) {
        if (e.getMissing().isEmpty()) {
            return "an argument is missing";
        }
        ArgSpec missing = e.getMissing().get(0);
        return missing.isOption()
                ? name(missing) + " needs a value: " + missing.paramLabel()
                : missing.paramLabel() + " is missing";
    }

    private static String invalidValue(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        if (argument == null) {
            return e.getMessage();
        }
        return argument.arity().max() == 0
                ? name(argument) + " takes no value, not \"" + e.getValue() + "\""
                : "\"" + e.getValue() + "\" is no value of " + name(argument);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static boolean isPortOption(String word, CommandSpec model) {
        return model.findOption("--port") != null && word.matches(":?\\d{1,5}");
    }

    /** Returns the URL joined with its port, if the port was given as a separate argument. */
    private static Optional<String> urlWithPort(String word, CommandSpec model, List<String> words) {
        int index = words.indexOf(word);
        boolean takesUrl = !model.positionalParameters().isEmpty()
                && model.positionalParameters().get(0).paramLabel().equals("URL");
        return takesUrl && index > 0 ? MisplacedPort.inSeparateArgument(words.get(index - 1), word) : Optional.empty();
    }

    /** Protects a negative number from being taken for an option. White space before a JSON value has no effect. */
    private static String protectNegativeNumber(String word) {
        return NEGATIVE_NUMBER.matcher(word).matches() ? " " + word : word;
    }
}
