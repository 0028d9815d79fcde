# shellcheck shell=bash
# Completes command lines of sio in bash, from 3.2 on.
# Generated from the models of the commands, do not edit: ./mvnw test -Dtest=CompletionScriptsTest -Dgolden.update=true

# Sets the options and parameters of a command, one "once|many NAMES VALUE" for each. VALUE lists the possible words; FILE in a word
# stands for a file name, PROFILE for the name of a profile, and - for any text. A flag has no VALUE. A VALUE with a leading = is optional and follows an equals sign.
_sio_table() {
  case $1 in
    '')
      options=(
        'once -h,--help'
        'once -V,--version'
      )
      parameters=(
        'once COMMAND connect|emit|tail|run|doctor|report|serve|demo|profile|cheat|warmup|help'
      )
      ;;
    connect)
      options=(
        'many -e,--exec -'
        'once -i,--interactive'
        'once --keep-going'
        'once --record FILE'
        'once -m,--max-time 500ms|5s|2m'
        'many --event -'
        'many --exclude -'
        'once --match -'
        'once --ack-timeout 500ms|5s|2m'
        'once --no-queue'
        'many -n,--namespace -'
        'once --path -'
        'once --transport polling,websocket|polling|websocket'
        'once --parser json|msgpack'
        'once --no-upgrade'
        'once --eio auto|3|4'
        'once --connect-timeout 500ms|5s|2m'
        'many -a,--auth @FILE'
        'many -H,--header -'
        'many -q,--query -'
        'many -b,--cookie @FILE'
        'once -u,--user -'
        'once --bearer @FILE'
        'once --cacert FILE'
        'once --cert FILE'
        'once --key FILE'
        'once --key-pass @FILE'
        'once --servername -'
        'once -k,--insecure'
        'once -x,--proxy -'
        'once --noproxy -'
        'once --reconnect -'
        'once --no-reconnect'
        'once --config FILE'
        'once -J,--json'
        'once -r,--raw'
        'once -f,--format -'
        'once -t,--timestamps =time|delta|iso'
        'once --pretty'
        'once --lifecycle'
        'once -o,--output FILE'
        'many --redact -'
        'once --no-redact'
        'once -s,--silent'
        'many -v,--verbose'
        'once --color auto|always|never'
        'once --theme auto|dark|light|basic'
        'once --trace =http,eio,sio|http|eio|sio'
        'once --trace-file FILE'
        'once --trace-secrets'
        'once -h,--help'
        'once --help-all'
      )
      parameters=(
        'once URL http://localhost:3000|:3000|PROFILE'
      )
      ;;
    emit)
      options=(
        'once --ack'
        'once --ack-timeout 500ms|5s|2m'
        'once --template'
        'once --allow-empty'
        'once --lines'
        'once --all'
        'once --repeat -'
        'once --pipeline'
        'once --interval 500ms|5s|2m'
        'once --rate -'
        'once -w,--wait 500ms|5s|2m'
        'once -c,--count -'
        'once --until -'
        'once --idle 500ms|5s|2m'
        'once -m,--max-time 500ms|5s|2m'
        'many --event -'
        'many --exclude -'
        'once --match -'
        'many -n,--namespace -'
        'once --path -'
        'once --transport polling,websocket|polling|websocket'
        'once --parser json|msgpack'
        'once --no-upgrade'
        'once --eio auto|3|4'
        'once --connect-timeout 500ms|5s|2m'
        'many -a,--auth @FILE'
        'many -H,--header -'
        'many -q,--query -'
        'many -b,--cookie @FILE'
        'once -u,--user -'
        'once --bearer @FILE'
        'once --cacert FILE'
        'once --cert FILE'
        'once --key FILE'
        'once --key-pass @FILE'
        'once --servername -'
        'once -k,--insecure'
        'once -x,--proxy -'
        'once --noproxy -'
        'once --reconnect -'
        'once --no-reconnect'
        'once --config FILE'
        'once -J,--json'
        'once -r,--raw'
        'once -f,--format -'
        'once -t,--timestamps =time|delta|iso'
        'once --pretty'
        'once --lifecycle'
        'once -o,--output FILE'
        'many --redact -'
        'once --no-redact'
        'once -s,--silent'
        'many -v,--verbose'
        'once --color auto|always|never'
        'once --theme auto|dark|light|basic'
        'once --trace =http,eio,sio|http|eio|sio'
        'once --trace-file FILE'
        'once --trace-secrets'
        'once -h,--help'
        'once --help-all'
      )
      parameters=(
        'once URL http://localhost:3000|:3000|PROFILE'
        'once EVENT -'
        'many ARG @FILE|bin:@FILE'
      )
      ;;
    tail)
      options=(
        'many --event -'
        'many --exclude -'
        'once --match -'
        'once -c,--count -'
        'once --until -'
        'once --idle 500ms|5s|2m'
        'once -m,--max-time 500ms|5s|2m'
        'many -e,--exec -'
        'once --auto-ack @FILE'
        'many -n,--namespace -'
        'once --path -'
        'once --transport polling,websocket|polling|websocket'
        'once --parser json|msgpack'
        'once --no-upgrade'
        'once --eio auto|3|4'
        'once --connect-timeout 500ms|5s|2m'
        'many -a,--auth @FILE'
        'many -H,--header -'
        'many -q,--query -'
        'many -b,--cookie @FILE'
        'once -u,--user -'
        'once --bearer @FILE'
        'once --cacert FILE'
        'once --cert FILE'
        'once --key FILE'
        'once --key-pass @FILE'
        'once --servername -'
        'once -k,--insecure'
        'once -x,--proxy -'
        'once --noproxy -'
        'once --reconnect -'
        'once --no-reconnect'
        'once --config FILE'
        'once -J,--json'
        'once -r,--raw'
        'once -f,--format -'
        'once -t,--timestamps =time|delta|iso'
        'once --pretty'
        'once --lifecycle'
        'once -o,--output FILE'
        'many --redact -'
        'once --no-redact'
        'once -s,--silent'
        'many -v,--verbose'
        'once --color auto|always|never'
        'once --theme auto|dark|light|basic'
        'once --trace =http,eio,sio|http|eio|sio'
        'once --trace-file FILE'
        'once --trace-secrets'
        'once -h,--help'
        'once --help-all'
      )
      parameters=(
        'once URL http://localhost:3000|:3000|PROFILE'
      )
      ;;
    run)
      options=(
        'once --url http://localhost:3000|:3000|PROFILE'
        'once --serve FILE'
        'once --wait-for-server 500ms|5s|2m'
        'many --var -'
        'once --grep -'
        'once --timeout 500ms|5s|2m'
        'once --retry -'
        'once --bail'
        'once --junit FILE'
        'once --tap'
        'once --record -'
        'once --ack-timeout 500ms|5s|2m'
        'once --no-queue'
        'many -n,--namespace -'
        'once --path -'
        'once --transport polling,websocket|polling|websocket'
        'once --parser json|msgpack'
        'once --no-upgrade'
        'once --eio auto|3|4'
        'once --connect-timeout 500ms|5s|2m'
        'many -a,--auth @FILE'
        'many -H,--header -'
        'many -q,--query -'
        'many -b,--cookie @FILE'
        'once -u,--user -'
        'once --bearer @FILE'
        'once --cacert FILE'
        'once --cert FILE'
        'once --key FILE'
        'once --key-pass @FILE'
        'once --servername -'
        'once -k,--insecure'
        'once -x,--proxy -'
        'once --noproxy -'
        'once --reconnect -'
        'once --no-reconnect'
        'once --config FILE'
        'once -J,--json'
        'once -r,--raw'
        'once -f,--format -'
        'once -t,--timestamps =time|delta|iso'
        'once --pretty'
        'once --lifecycle'
        'once -o,--output FILE'
        'many --redact -'
        'once --no-redact'
        'once -s,--silent'
        'many -v,--verbose'
        'once --color auto|always|never'
        'once --theme auto|dark|light|basic'
        'once -h,--help'
        'once --help-all'
      )
      parameters=(
        'many FILE FILE'
      )
      ;;
    doctor)
      options=(
        'many --origin -'
        'once --handshakes -'
        'once --hold 500ms|5s|2m'
        'once --follow'
        'once --strict'
        'once --report FILE'
        'many -n,--namespace -'
        'once --path -'
        'once --transport polling,websocket|polling|websocket'
        'once --parser json|msgpack'
        'once --no-upgrade'
        'once --eio auto|3|4'
        'once --connect-timeout 500ms|5s|2m'
        'many -a,--auth @FILE'
        'many -H,--header -'
        'many -q,--query -'
        'many -b,--cookie @FILE'
        'once -u,--user -'
        'once --bearer @FILE'
        'once --cacert FILE'
        'once --cert FILE'
        'once --key FILE'
        'once --key-pass @FILE'
        'once --servername -'
        'once -k,--insecure'
        'once -x,--proxy -'
        'once --noproxy -'
        'once --reconnect -'
        'once --no-reconnect'
        'once --config FILE'
        'once -J,--json'
        'once -r,--raw'
        'once -f,--format -'
        'once -t,--timestamps =time|delta|iso'
        'once --pretty'
        'once --lifecycle'
        'once -o,--output FILE'
        'many --redact -'
        'once --no-redact'
        'once -s,--silent'
        'many -v,--verbose'
        'once --color auto|always|never'
        'once --theme auto|dark|light|basic'
        'once -h,--help'
        'once --help-all'
      )
      parameters=(
        'once URL http://localhost:3000|:3000|PROFILE'
      )
      ;;
    report)
      options=(
        'once -o,--output FILE'
        'once --duration 500ms|5s|2m'
        'once -y,--yes'
        'once --force'
        'many --redact -'
        'many -e,--exec -'
        'once --auto-ack @FILE'
        'many -n,--namespace -'
        'once --path -'
        'once --transport polling,websocket|polling|websocket'
        'once --parser json|msgpack'
        'once --no-upgrade'
        'once --eio auto|3|4'
        'once --connect-timeout 500ms|5s|2m'
        'many -a,--auth @FILE'
        'many -H,--header -'
        'many -q,--query -'
        'many -b,--cookie @FILE'
        'once -u,--user -'
        'once --bearer @FILE'
        'once --cacert FILE'
        'once --cert FILE'
        'once --key FILE'
        'once --key-pass @FILE'
        'once --servername -'
        'once -k,--insecure'
        'once -x,--proxy -'
        'once --noproxy -'
        'once --reconnect -'
        'once --no-reconnect'
        'once --config FILE'
        'once -h,--help'
        'once --help-all'
      )
      parameters=(
        'once URL http://localhost:3000|:3000|PROFILE'
      )
      ;;
    serve)
      options=(
        'many --rules FILE'
        'many -e,--exec -'
        'once --watch'
        'once --chaos -'
        'once --seed -'
        'once --host -'
        'once -p,--port -'
        'once --path -'
        'many -n,--namespace -'
        'once --max-clients -'
        'many -a,--auth @FILE'
        'once --commands FILE'
        'many --event -'
        'many --exclude -'
        'once --match -'
        'once -c,--count -'
        'once --until -'
        'once --idle 500ms|5s|2m'
        'once -m,--max-time 500ms|5s|2m'
        'once --transport polling,websocket|polling|websocket'
        'once --no-upgrade'
        'once --engine-only'
        'once --ping-interval 500ms|5s|2m'
        'once --ping-timeout 500ms|5s|2m'
        'once --max-payload -'
        'once --recovery 500ms|5s|2m'
        'many --cors -'
        'once --cert FILE'
        'once --key FILE'
        'once --key-pass @FILE'
        'once -J,--json'
        'once -r,--raw'
        'once -f,--format -'
        'once -t,--timestamps =time|delta|iso'
        'once --pretty'
        'once --lifecycle'
        'once -o,--output FILE'
        'many --redact -'
        'once --no-redact'
        'once -s,--silent'
        'many -v,--verbose'
        'once --color auto|always|never'
        'once --theme auto|dark|light|basic'
        'once -h,--help'
        'once --help-all'
      )
      parameters=()
      ;;
    demo)
      options=(
        'many -e,--exec -'
        'once -i,--interactive'
        'once --keep-going'
        'once --record FILE'
        'once -m,--max-time 500ms|5s|2m'
        'many --event -'
        'many --exclude -'
        'once --match -'
        'once --ack-timeout 500ms|5s|2m'
        'once --no-queue'
        'once -J,--json'
        'once -r,--raw'
        'once -f,--format -'
        'once -t,--timestamps =time|delta|iso'
        'once --pretty'
        'once --lifecycle'
        'once -o,--output FILE'
        'many --redact -'
        'once --no-redact'
        'once -s,--silent'
        'many -v,--verbose'
        'once --color auto|always|never'
        'once --theme auto|dark|light|basic'
        'once --trace =http,eio,sio|http|eio|sio'
        'once --trace-file FILE'
        'once --trace-secrets'
        'once -h,--help'
        'once --help-all'
      )
      parameters=()
      ;;
    profile)
      options=(
        'many -n,--namespace -'
        'once --path -'
        'once --transport polling,websocket|polling|websocket'
        'once --parser json|msgpack'
        'once --no-upgrade'
        'once --eio auto|3|4'
        'once --connect-timeout 500ms|5s|2m'
        'many -a,--auth @FILE'
        'many -H,--header -'
        'many -q,--query -'
        'many -b,--cookie @FILE'
        'once -u,--user -'
        'once --bearer @FILE'
        'once --cacert FILE'
        'once --cert FILE'
        'once --key FILE'
        'once --key-pass @FILE'
        'once --servername -'
        'once -k,--insecure'
        'once -x,--proxy -'
        'once --noproxy -'
        'once --reconnect -'
        'once --no-reconnect'
        'once -h,--help'
        'once --help-all'
      )
      parameters=(
        'once ACTION -'
        'once NAME -'
        'once URL http://localhost:3000|:3000|PROFILE'
      )
      ;;
    cheat)
      options=(
        'once -h,--help'
        'once --help-all'
      )
      parameters=(
        'once TASK emit|receive|login|debug|script|test|serve|replay|measure'
      )
      ;;
    warmup)
      options=(
        'once -h,--help'
        'once --help-all'
      )
      parameters=()
      ;;
    help)
      options=()
      parameters=(
        'once TOPIC connect|emit|tail|run|doctor|report|serve|demo|profile|cheat|warmup|connection|profiles|auth|tls|proxy|output|trace|server|arguments|expressions|scripts|rules|json|environment|troubleshooting|exit-codes|verbs|server-verbs|send|ack|again|repeat|join|leave|use|namespaces|watch|mute|unmute|events|last|wait|expect|sleep|status|ping|let|client|clients|close|disconnect|drop|set|record|source|save|clear|help|exit|rooms|to|kick|on|stats'
      )
      ;;
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
    if [[ $char == \\ && $quote != "'" ]]; then
      begun=yes
      ((i += 1))
      words[n]+=${line:i:1}
    elif [[ $char == [\'\"] && ${quote:-$char} == "$char" ]]; then
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
