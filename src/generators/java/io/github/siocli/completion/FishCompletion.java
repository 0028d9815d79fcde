package io.github.siocli.completion;

import io.github.siocli.completion.CompletionModel.Command;
import io.github.siocli.completion.CompletionModel.Option;
import io.github.siocli.completion.CompletionModel.Parameter;
import io.github.siocli.completion.CompletionModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generates the completion script for fish: one {@code complete} command for each option and parameter. */
final class FishCompletion {

    private static final String TEMPLATE = """
            # __sio_runs COMMAND: succeeds if the line runs this command.
            function __sio_runs
              set -l words (commandline -opc)
              test "$words[2]" = "$argv[1]"
            end

            # __sio_lacks flag|value COMMAND NAME...: succeeds if the line runs this command and has no option with these names. An option that takes
            # a value and is the last word before the cursor does not count, because its value is being completed.
            function __sio_lacks
              set -l words (commandline -opc)
              set -l names $argv[3..-1]
              test "$words[2]" = "$argv[2]"; or return
              if test $argv[1] = value; and contains -- $words[-1] $names
                set -e words[-1]
              end
              for name in $names
                string match -q -r -- "^$name(=|\\$)" $words; and return 1
              end
              return 0
            end

            # __sio_given COMMAND -eq|-ge COUNT: succeeds if the line runs this command with that number of parameters before the cursor.
            function __sio_given
              __sio_runs $argv[1]; or return
              set -l valued \\
                @VALUED@
              set -l count 0
              set -l previous ''
              set -l words (commandline -opc)
              for word in $words[3..-1]
                if contains -- $previous $valued
                  set previous ''
                else
                  set previous $word
                  string match -q -r -- '^-.' $word; or set count (math $count + 1)
                end
              end
              test $count $argv[2] $argv[3]
            end

            # __sio_files PREFIX...: prints the files whose names complete the text after one of the prefixes.
            function __sio_files
              set -l token (commandline -ct | string replace -r -- '^--?[A-Za-z-]+=' '')
              for prefix in $argv
                set -l path (string replace -f -r -- "^$prefix" '' $token)
                  and printf '%s\\n' $prefix(__fish_complete_path (string unescape -- $path))
              end
            end

            # Prints an @ and the name for each profile of the user.
            function __sio_profiles
              set -l config $XDG_CONFIG_HOME
              test -n "$config"; or set config $HOME/.config
              for directory in $config "$HOME/Library/Application Support"
                test -r "$directory/sio/profiles.toml"; or continue
                while read -l line
                  string replace -f -r -- '^\\[([A-Za-z0-9_-]+)\\].*' '@$1' $line
                end <"$directory/sio/profiles.toml"
              end
            end

            complete -c sio -f
            @COMPLETE@
            """;

    private FishCompletion() {}

    static String generate(CompletionModel model) {
        String text = ScriptTemplate.fill(TEMPLATE, "VALUED", valued(model));
        text = ScriptTemplate.fill(text, "COMPLETE", complete(model));
        return ScriptTemplate.header("fish") + "\n" + text;
    }

    /** Returns the options that take the next word as their value. An option means the same in every command. */
    private static List<String> valued(CompletionModel model) {
        List<String> lines = model.commands().stream()
                .flatMap(command -> command.options().stream())
                .filter(FishCompletion::takesNextWord)
                .map(option -> String.join(" ", option.names()))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        int last = lines.size() - 1;
        lines.replaceAll(line -> line + " \\");
        lines.set(last, lines.get(last).replace(" \\", ""));
        return lines;
    }

    private static List<String> complete(CompletionModel model) {
        List<String> lines = new ArrayList<>();
        for (Command command : model.commands()) {
            lines.add(line("__sio_runs", "-a " + command.name(), command.summary()));
        }
        model.program().options().forEach(option -> lines.add(option("", option)));
        for (Command command : model.commands()) {
            lines.add("");
            command.options().forEach(option -> lines.add(option(command.name(), option)));
            int index = 0;
            for (Parameter parameter : command.parameters()) {
                String given = "__sio_given " + command.name() + (parameter.repeatable() ? " -ge " : " -eq ") + index++;
                candidates(parameter.value()).ifPresent(words -> lines.add(line(given, "-a " + words, "")));
            }
        }
        return lines;
    }

    private static String option(String command, Option option) {
        String names = String.join(" ", option.names());
        String condition = command.isEmpty() || option.repeatable()
                ? ("__sio_runs " + command).strip()
                : "__sio_lacks " + (takesNextWord(option) ? "value " : "flag ") + command + " " + names;
        String arguments = Stream.concat(
                        option.names().stream().map(FishCompletion::name),
                        option.value().map(value -> valueArguments(option, value)).stream())
                .collect(Collectors.joining(" "));
        return line(condition, arguments, option.description());
    }

    private static String name(String name) {
        return name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1);
    }

    /** Returns true if the value is the next word. */
    private static boolean takesNextWord(Option option) {
        return option.value().isPresent() && !option.attached();
    }

    private static String valueArguments(Option option, Value value) {
        if (option.attached()) {
            return "-a " + candidates(value).orElseThrow();
        }
        return value.filesAfter().contains("")
                ? "-r -F"
                : candidates(value).map(words -> "-x -a " + words).orElse("-x");
    }

    private static Optional<String> candidates(Value value) {
        if (!value.words().isEmpty()) {
            String profiles = value.profiles() ? " (__sio_profiles)" : "";
            return Optional.of(quoted(String.join(" ", value.words()) + profiles));
        }
        return value.filesAfter().isEmpty()
                ? Optional.empty()
                : Optional.of(quoted("(__sio_files " + String.join(" ", value.filesAfter()) + ")"));
    }

    private static String line(String condition, String arguments, String description) {
        return "complete -c sio -n " + quoted(condition) + " " + arguments
                + (description.isEmpty() ? "" : " -d " + quoted(description));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
