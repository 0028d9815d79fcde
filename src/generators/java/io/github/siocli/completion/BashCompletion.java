package io.github.siocli.completion;

import io.github.siocli.completion.CompletionModel.Option;
import io.github.siocli.completion.CompletionModel.Parameter;
import io.github.siocli.completion.CompletionModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Generates the completion script for bash: a table of the commands' options, and functions that look words up in it. */
final class BashCompletion {

    private static final String TEMPLATE = """
            # Sets the options and parameters of a command, one "once|many NAMES VALUE" for each. VALUE lists the possible words; FILE in a word
            # stands for a file name, PROFILE for the name of a profile, and - for any text. A flag has no VALUE. A VALUE with a leading = is optional and follows an equals sign.
            _sio_table() {
              case $1 in
                @TABLE@
                *) options=() parameters=() ;;
              esac
            }

            # Splits a line at its blanks into words and removes their quotes. COMP_WORDS is not used because it depends on the version of bash
            # whether words are also split at = and :.
            _sio_split() {
              local line=$1 char i n=0 quote='' begun=''
              words=('')
              for ((i = 0; i < ${#line}; i++)); do
                char=${line:i:1}
                if [[ $char == \\\\ && $quote != "'" ]]; then
                  begun=yes
                  ((i += 1))
                  words[n]+=${line:i:1}
                elif [[ $char == [\\'\\"] && ${quote:-$char} == "$char" ]]; then
                  begun=yes
                  if [[ -n $quote ]]; then quote=; else quote=$char; fi
                elif [[ $char == [[:blank:]] && -z $quote ]]; then
                  [[ -z $begun ]] || words[++n]=
                  begun=
                else
                  begun=yes
                  words[n]+=$char
                fi
              done
            }

            # Finds an option by one of its names.
            _sio_option() {
              local row
              for row in "${options[@]}"; do
                row=${row#* }
                if [[ ,${row%% *}, == *,"$1",* ]]; then
                  names=${row%% *}
                  value=${row#"$names"}
                  value=${value# }
                  return
                fi
              done
              names='' value=''
              return 1
            }

            _sio_offer() {
              local word
              for word; do
                [[ $word != "$current"* ]] || COMPREPLY+=("${word#"$kept"}")
              done
            }

            # Offers the files whose names complete the text after the prefix $1.
            _sio_files() {
              local file
              [[ $current == "$1"* ]] || return
              # Makes readline quote the names. bash 3 has no compopt, but quotes after any compgen -f.
              compopt -o filenames 2>/dev/null || compgen -f /no/such/directory/ >/dev/null
              while IFS= read -r file; do
                [[ -z $file ]] || _sio_offer "$1$file"
              done <<<"$(compgen -f -- "${current#"$1"}")"
            }

            # Offers the profiles of the user, each with an @.
            _sio_profiles() {
              local file line
              for file in "${XDG_CONFIG_HOME:-$HOME/.config}" "$HOME/Library/Application Support"; do
                [[ -r $file/sio/profiles.toml ]] || continue
                while IFS= read -r line; do
                  [[ $line == '['*']'* ]] || continue
                  line=${line#'['}
                  _sio_offer "@${line%%']'*}"
                done <"$file/sio/profiles.toml"
              done
            }

            # Offers the values in $2, each with the prefix $1.
            _sio_values() {
              local IFS='|' word
              for word in $2; do
                case $word in
                  -) ;;
                  PROFILE) _sio_profiles ;;
                  *FILE) _sio_files "$1${word%FILE}" ;;
                  *) _sio_offer "$1$word" ;;
                esac
              done
            }

            # Offers the options that are not on the line, and those that can be repeated.
            _sio_options() {
              local row word names
              for row in "${options[@]}"; do
                word=${row#* }
                word=${word%% *}
                if [[ $row == many* || $given != *" $word "* ]]; then
                  IFS=, read -r -a names <<<"$word"
                  _sio_offer "${names[@]}"
                fi
              done
            }

            _sio() {
              local line=${COMP_LINE:0:COMP_POINT} typed=$2 words options parameters current kept
              local word names value awaited='' given=' ' literal='' position=0 last
              COMPREPLY=()
              # Readline replaces only the text after the last = or : of a word, and passes it in $2. If sio follows a command such as nohup,
              # bash-completion passes the sign itself.
              if [[ $typed == [=:] && $COMP_WORDBREAKS == *"$typed"* ]]; then
                typed=''
              fi
              _sio_split "${line%"$typed"}"
              kept=${words[${#words[@]} - 1]}
              _sio_split "$line"
              current=${words[${#words[@]} - 1]}
              unset "words[${#words[@]} - 1]"

              if ((${#words[@]} < 2)); then
                _sio_table ''
              else
                _sio_table "${words[1]}"
              fi
              for word in "${words[@]:2}"; do
                if [[ -n $awaited ]]; then
                  awaited=
                elif [[ $word == -- && -z $literal ]]; then
                  literal=yes
                elif [[ $word == -?* && -z $literal ]]; then
                  _sio_option "${word%%=*}"
                  given+="$names "
                  [[ $word == *=* || $value == =* ]] || awaited=$value
                else
                  ((position++))
                fi
              done

              last=$((${#parameters[@]} - 1))
              if ((position > last && last >= 0)) && [[ ${parameters[last]} == many* ]]; then
                position=$last
              fi
              if [[ -n $awaited ]]; then
                _sio_values '' "$awaited"
              elif [[ $current == -*=* && -z $literal ]]; then
                _sio_option "${current%%=*}" && _sio_values "${current%%=*}=" "${value#=}"
              elif [[ $current == -* && -z $literal ]]; then
                _sio_options
              elif ((position < ${#parameters[@]})); then
                _sio_values '' "${parameters[position]##* }"
              else
                _sio_options
              fi
            }

            complete -F _sio sio
            """;

    private BashCompletion() {}

    static String generate(CompletionModel model) {
        return "# shellcheck shell=bash\n"
                + ScriptTemplate.header("bash, from 3.2 on")
                + "\n"
                + ScriptTemplate.fill(TEMPLATE, "TABLE", table(model));
    }

    private static List<String> table(CompletionModel model) {
        List<String> lines = new ArrayList<>();
        Stream.concat(Stream.of(model.program()), model.commands().stream()).forEach(command -> {
            lines.add((command.name().isEmpty() ? "''" : command.name()) + ")");
            lines.addAll(array("options", command.options().stream().map(BashCompletion::row)));
            lines.addAll(array("parameters", command.parameters().stream().map(BashCompletion::row)));
            lines.add("  ;;");
        });
        return lines;
    }

    private static List<String> array(String name, Stream<String> rows) {
        List<String> lines =
                rows.map(row -> "    " + ScriptTemplate.quoted(row)).toList();
        return lines.isEmpty()
                ? List.of("  " + name + "=()")
                : Stream.of(List.of("  " + name + "=("), lines, List.of("  )"))
                        .flatMap(List::stream)
                        .toList();
    }

    private static String row(Option option) {
        String value = option.value()
                .map(taken -> (option.attached() ? " =" : " ") + value(taken))
                .orElse("");
        return times(option.repeatable()) + String.join(",", option.names()) + value;
    }

    private static String row(Parameter parameter) {
        return times(parameter.repeatable()) + parameter.value().label() + " " + value(parameter.value());
    }

    private static String times(boolean repeatable) {
        return repeatable ? "many " : "once ";
    }

    private static String value(Value value) {
        List<String> all = new ArrayList<>(value.words());
        value.filesAfter().forEach(before -> all.add(before + "FILE"));
        if (value.profiles()) {
            all.add("PROFILE");
        }
        String words = String.join("|", all);
        return words.isEmpty() ? "-" : words;
    }
}
