package io.github.siocli.completion;

import io.github.siocli.completion.CompletionModel.Command;
import io.github.siocli.completion.CompletionModel.Option;
import io.github.siocli.completion.CompletionModel.Parameter;
import io.github.siocli.completion.CompletionModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generates the completion script for zsh: the specifications for its function {@code _arguments}, by command. */
final class ZshCompletion {

    private static final String TEMPLATE = """
            _sio_commands() {
              local -a commands=(
                @COMMANDS@
              )
              _describe -t commands command commands
            }

            # _sio_files PREFIX...: completes file names after one of the prefixes.
            _sio_files() {
              local prefix
              for prefix; do
                if compset -P "$prefix"; then
                  _files
                  return
                fi
              done
              _message "${(j: or :)${@/%/FILE}}"
            }

            # _sio_urls URL...: completes one of these URLs, or an @ and the name of a profile of the user.
            _sio_urls() {
              local -a urls=("$@")
              local directory line expl
              for directory in "${XDG_CONFIG_HOME:-$HOME/.config}" "$HOME/Library/Application Support"; do
                [[ -r $directory/sio/profiles.toml ]] || continue
                while IFS= read -r line; do
                  [[ $line == '['*']'* ]] && urls+=("@${${line#'['}%%']'*}")
                done <"$directory/sio/profiles.toml"
              done
              _wanted urls expl URL compadd -a urls
            }

            _sio() {
              local curcontext=$curcontext context state state_descr line
              local -A opt_args
              _arguments -C -s -S \\
                @PROGRAM@
                '1: :_sio_commands' \\
                '*:: :->command' && return
              [[ $state == command ]] || return
              curcontext=${curcontext%:*}-$words[1]:
              case $words[1] in
                @ARGUMENTS@
              esac
            }

            if [[ $funcstack[1] == _sio ]]; then
              _sio "$@"
            else
              compdef _sio sio
            fi
            """;

    private ZshCompletion() {}

    static String generate(CompletionModel model) {
        String text = TEMPLATE;
        text = ScriptTemplate.fill(text, "COMMANDS", commands(model));
        text = ScriptTemplate.fill(text, "PROGRAM", options(model.program()));
        text = ScriptTemplate.fill(text, "ARGUMENTS", arguments(model));
        return "#compdef sio\n" + ScriptTemplate.header("zsh") + "\n" + text;
    }

    private static List<String> commands(CompletionModel model) {
        return model.commands().stream()
                .map(command -> ScriptTemplate.quoted(command.name() + ":" + escaped(command.summary(), "\\:")))
                .toList();
    }

    private static List<String> arguments(CompletionModel model) {
        List<String> lines = new ArrayList<>();
        for (Command command : model.commands()) {
            lines.add(command.name() + ")");
            lines.add("  _arguments -s -S \\");
            Stream.concat(options(command).stream(), parameters(command))
                    .map(line -> "    " + line)
                    .forEach(lines::add);
            int last = lines.size() - 1;
            lines.set(last, lines.get(last).replaceFirst(" \\\\$", ""));
            lines.add("  ;;");
        }
        return lines;
    }

    private static List<String> options(Command command) {
        return command.options().stream().map(option -> option(option) + " \\").toList();
    }

    private static String option(Option option) {
        List<String> names =
                option.names().stream().map(name -> name + mark(name, option)).toList();
        String rest = "[" + escaped(option.description(), "\\[]:") + "]"
                + option.value()
                        .map(value -> (option.attached() ? ":" : "") + value(value))
                        .orElse("");
        if (names.size() == 1) {
            return ScriptTemplate.quoted((option.repeatable() ? "*" : "") + names.get(0) + rest);
        }
        String times = option.repeatable() ? "*" : "(" + String.join(" ", option.names()) + ")";
        return ScriptTemplate.quoted(times) + "{" + String.join(",", names) + "}" + ScriptTemplate.quoted(rest);
    }

    private static String mark(String name, Option option) {
        if (option.value().isEmpty()) {
            return "";
        }
        return option.attached() ? "=-" : name.startsWith("--") ? "=" : "+";
    }

    private static Stream<String> parameters(Command command) {
        List<Parameter> parameters = command.parameters();
        return IntStream.range(0, parameters.size()).mapToObj(index -> {
            Parameter parameter = parameters.get(index);
            String place = parameter.repeatable() ? "*" : String.valueOf(index + 1);
            return ScriptTemplate.quoted(place + value(parameter.value())) + " \\";
        });
    }

    private static String value(Value value) {
        String label = escaped(value.label(), "\\:").replace("%", "%%");
        return ":" + label + ":" + action(value);
    }

    private static String action(Value value) {
        if (value.profiles()) {
            return " _sio_urls " + escaped(String.join(" ", value.words()), ":");
        }
        if (!value.words().isEmpty()) {
            return "(" + escaped(String.join(" ", value.words()), ":") + ")";
        }
        if (value.filesAfter().isEmpty()) {
            return " ";
        }
        return value.filesAfter().contains("")
                ? "_files"
                : " _sio_files " + escaped(String.join(" ", value.filesAfter()), ":");
    }

    private static String escaped(String text, String special) {
        return text.chars()
                .mapToObj(Character::toString)
                .map(character -> special.contains(character) ? "\\" + character : character)
                .collect(Collectors.joining());
    }
}
