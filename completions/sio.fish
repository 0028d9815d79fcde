# Completes command lines of sio in fish.
# Generated from the models of the commands, do not edit: ./mvnw test -Dtest=CompletionScriptsTest -Dgolden.update=true

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
    string match -q -r -- "^$name(=|\$)" $words; and return 1
  end
  return 0
end

# __sio_given COMMAND -eq|-ge COUNT: succeeds if the line runs this command with that number of parameters before the cursor.
function __sio_given
  __sio_runs $argv[1]; or return
  set -l valued \
    -e --exec \
    --record \
    -m --max-time \
    --event \
    --exclude \
    --match \
    --ack-timeout \
    -n --namespace \
    --path \
    --transport \
    --parser \
    --eio \
    --connect-timeout \
    -a --auth \
    -H --header \
    -q --query \
    -b --cookie \
    -u --user \
    --bearer \
    --cacert \
    --cert \
    --key \
    --key-pass \
    --servername \
    -x --proxy \
    --noproxy \
    --reconnect \
    --config \
    -f --format \
    -o --output \
    --redact \
    --color \
    --theme \
    --trace-file \
    --repeat \
    --interval \
    --rate \
    -w --wait \
    -c --count \
    --until \
    --idle \
    --auto-ack \
    --url \
    --serve \
    --wait-for-server \
    --var \
    --grep \
    --timeout \
    --retry \
    --junit \
    --origin \
    --handshakes \
    --hold \
    --report \
    --duration \
    --rules \
    --chaos \
    --seed \
    --host \
    -p --port \
    --max-clients \
    --commands \
    --ping-interval \
    --ping-timeout \
    --max-payload \
    --recovery \
    --cors
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
      and printf '%s\n' $prefix(__fish_complete_path (string unescape -- $path))
  end
end

# Prints an @ and the name for each profile of the user.
function __sio_profiles
  set -l config $XDG_CONFIG_HOME
  test -n "$config"; or set config $HOME/.config
  for directory in $config "$HOME/Library/Application Support"
    test -r "$directory/sio/profiles.toml"; or continue
    while read -l line
      string replace -f -r -- '^\[([A-Za-z0-9_-]+)\].*' '@$1' $line
    end <"$directory/sio/profiles.toml"
  end
end

complete -c sio -f
complete -c sio -n '__sio_runs' -a connect -d 'Open a prompt on a server, or run a script'
complete -c sio -n '__sio_runs' -a emit -d 'Emit events, print acknowledgements and replies, and exit'
complete -c sio -n '__sio_runs' -a tail -d 'Print events as they arrive'
complete -c sio -n '__sio_runs' -a run -d 'Run test files with several clients and expectations'
complete -c sio -n '__sio_runs' -a doctor -d 'Check every layer of a connection, and say what to change'
complete -c sio -n '__sio_runs' -a report -d 'Write an archive for a bug report, without secrets'
complete -c sio -n '__sio_runs' -a serve -d 'Run a Socket.IO server: mock, test clients, inject faults'
complete -c sio -n '__sio_runs' -a demo -d 'Start a demo server and open the prompt of sio connect on it'
complete -c sio -n '__sio_runs' -a profile -d 'Save URLs and options under names such as @staging'
complete -c sio -n '__sio_runs' -a cheat -d 'Print lines to paste, by task'
complete -c sio -n '__sio_runs' -a warmup -d 'Make the archives for a fast start, after a Java update'
complete -c sio -n '__sio_runs' -a help -d 'Explain a command, a topic or a verb'
complete -c sio -n '__sio_runs' -s h -l help -d 'Show the commands'
complete -c sio -n '__sio_runs' -s V -l version -d 'Show the version'

complete -c sio -n '__sio_runs connect' -s e -l exec -x -d 'Line to run instead of reading lines; repeatable'
complete -c sio -n '__sio_lacks flag connect -i --interactive' -s i -l interactive -d 'Open the prompt after the lines of --exec'
complete -c sio -n '__sio_lacks flag connect --keep-going' -l keep-going -d 'Continue after a failed line; keep its exit code'
complete -c sio -n '__sio_lacks value connect --record' -l record -r -F -d 'Record all events and connection changes as NDJSON'
complete -c sio -n '__sio_lacks value connect -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Maximum run time (0: no limit)'
complete -c sio -n '__sio_runs connect' -l event -x -d 'Show only these events, e.g. \'order:*\'; repeatable'
complete -c sio -n '__sio_runs connect' -l exclude -x -d 'Hide these events; repeatable'
complete -c sio -n '__sio_lacks value connect --match' -l match -x -d 'Only events that meet it, e.g. \'$1.n > 3\''
complete -c sio -n '__sio_lacks value connect --ack-timeout' -l ack-timeout -x -a '500ms 5s 2m' -d 'Ack timeout (default: 5s; 0: none)'
complete -c sio -n '__sio_lacks flag connect --no-queue' -l no-queue -d 'Fail to emit while disconnected instead of queueing'
complete -c sio -n '__sio_runs connect' -s n -l namespace -x -d 'Namespace; repeatable, on one connection'
complete -c sio -n '__sio_lacks value connect --path' -l path -x -d 'Engine.IO path (default: /socket.io/)'
complete -c sio -n '__sio_lacks value connect --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'Transports, in order (default: polling,websocket)'
complete -c sio -n '__sio_lacks value connect --parser' -l parser -x -a 'json msgpack' -d 'Packet parser: json (default) or msgpack'
complete -c sio -n '__sio_lacks flag connect --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value connect --eio' -l eio -x -a 'auto 3 4' -d 'Engine.IO version: auto (default), 3 or 4'
complete -c sio -n '__sio_lacks value connect --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Timeout of one attempt (default: 10s; 0: none)'
complete -c sio -n '__sio_runs connect' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload: JSON, key=value, key=@FILE or @FILE'
complete -c sio -n '__sio_runs connect' -s H -l header -x -d 'Header of every HTTP request; repeatable'
complete -c sio -n '__sio_runs connect' -s q -l query -x -d 'Query parameter of every HTTP request; repeatable'
complete -c sio -n '__sio_runs connect' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie, or Netscape cookie file; repeatable'
complete -c sio -n '__sio_lacks value connect -u --user' -s u -l user -x -d 'HTTP Basic credentials'
complete -c sio -n '__sio_lacks value connect --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token (or SIO_BEARER)'
complete -c sio -n '__sio_lacks value connect --cacert' -l cacert -r -F -d 'Trusted CA certificates (PEM), not the system\'s'
complete -c sio -n '__sio_lacks value connect --cert' -l cert -r -F -d 'Client certificate with its chain (PEM or PKCS#12)'
complete -c sio -n '__sio_lacks value connect --key' -l key -r -F -d 'Private key (PEM), if not in the --cert file'
complete -c sio -n '__sio_lacks value connect --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'Passphrase of the key (or SIO_KEY_PASS)'
complete -c sio -n '__sio_lacks value connect --servername' -l servername -x -d 'Server name for SNI and certificate checks'
complete -c sio -n '__sio_lacks flag connect -k --insecure' -s k -l insecure -d 'Do not verify the server\'s certificate'
complete -c sio -n '__sio_lacks value connect -x --proxy' -s x -l proxy -x -d 'Proxy URL, or \'\' for a direct connection'
complete -c sio -n '__sio_lacks value connect --noproxy' -l noproxy -x -d 'Hosts without proxy, separated by commas; *: all'
complete -c sio -n '__sio_lacks value connect --reconnect' -l reconnect -x -d 'Attempts in a row, also for the first connection'
complete -c sio -n '__sio_lacks flag connect --no-reconnect' -l no-reconnect -d 'Do not reconnect'
complete -c sio -n '__sio_lacks value connect --config' -l config -r -F -d 'File of profiles, in place of the user\'s'
complete -c sio -n '__sio_lacks flag connect -J --json' -s J -l json -d 'One JSON object per line (NDJSON)'
complete -c sio -n '__sio_lacks flag connect -r --raw' -s r -l raw -d 'Payloads as on the wire, one JSON array per line'
complete -c sio -n '__sio_lacks value connect -f --format' -s f -l format -x -d 'Template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag connect -t --timestamps' -s t -l timestamps -a 'time delta iso' -d 'Prefix lines with the time (time, delta or iso)'
complete -c sio -n '__sio_lacks flag connect --pretty' -l pretty -d 'Indent JSON that does not fit on a line'
complete -c sio -n '__sio_lacks flag connect --lifecycle' -l lifecycle -d 'With --json: also records of the connection state'
complete -c sio -n '__sio_lacks value connect -o --output' -s o -l output -r -F -d 'Output file instead of standard output'
complete -c sio -n '__sio_runs connect' -l redact -x -d 'Mask payload fields of these names too; repeatable'
complete -c sio -n '__sio_lacks flag connect --no-redact' -l no-redact -d 'Mask no payload fields but those of --redact'
complete -c sio -n '__sio_lacks flag connect -s --silent' -s s -l silent -d 'Print only failures on standard error'
complete -c sio -n '__sio_runs connect' -s v -l verbose -d 'Print more details; -vv: also stack traces of sio'
complete -c sio -n '__sio_lacks value connect --color' -l color -x -a 'auto always never' -d 'Colours: auto (default), always or never'
complete -c sio -n '__sio_lacks value connect --theme' -l theme -x -a 'auto dark light basic' -d 'Colour theme: auto (default), dark, light or basic'
complete -c sio -n '__sio_lacks flag connect --trace' -l trace -a 'http,eio,sio http eio sio' -d 'Show wire traffic: http, eio, sio (default: all)'
complete -c sio -n '__sio_lacks value connect --trace-file' -l trace-file -r -F -d 'Append the trace to a file, not to standard error'
complete -c sio -n '__sio_lacks flag connect --trace-secrets' -l trace-secrets -d 'Show credentials and session ids in the trace'
complete -c sio -n '__sio_lacks flag connect -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag connect --help-all' -l help-all -d 'Show this help with the shared options'
complete -c sio -n '__sio_given connect -eq 0' -a 'http://localhost:3000 :3000 (__sio_profiles)'

complete -c sio -n '__sio_lacks flag emit --ack' -l ack -d 'Request an acknowledgement and print its arguments'
complete -c sio -n '__sio_lacks value emit --ack-timeout' -l ack-timeout -x -a '500ms 5s 2m' -d 'Ack timeout (default: 5s; 0: none); implies --ack'
complete -c sio -n '__sio_lacks flag emit --template' -l template -d 'Insert values into strings, such as "hi $uuid"'
complete -c sio -n '__sio_lacks flag emit --allow-empty' -l allow-empty -d 'Allow an empty event name'
complete -c sio -n '__sio_lacks flag emit --lines' -l lines -d 'Emit lines of standard input (sio help arguments)'
complete -c sio -n '__sio_lacks flag emit --all' -l all -d 'With --lines: also emit recorded incoming events'
complete -c sio -n '__sio_lacks value emit --repeat' -l repeat -x -d 'Number of emissions (default: 1)'
complete -c sio -n '__sio_lacks flag emit --pipeline' -l pipeline -d 'With --repeat --ack: do not wait for each ack'
complete -c sio -n '__sio_lacks value emit --interval' -l interval -x -a '500ms 5s 2m' -d 'Time between two emissions'
complete -c sio -n '__sio_lacks value emit --rate' -l rate -x -d 'Maximum number of emissions per second'
complete -c sio -n '__sio_lacks value emit -w --wait' -s w -l wait -x -a '500ms 5s 2m' -d 'Time to receive events after the last emission'
complete -c sio -n '__sio_lacks value emit -c --count' -s c -l count -x -d 'Stop after N events'
complete -c sio -n '__sio_lacks value emit --until' -l until -x -d 'Stop after an event whose name matches'
complete -c sio -n '__sio_lacks value emit --idle' -l idle -x -a '500ms 5s 2m' -d 'Stop after this time without an event (0: never)'
complete -c sio -n '__sio_lacks value emit -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Maximum run time (0: no limit)'
complete -c sio -n '__sio_runs emit' -l event -x -d 'Show only these events, e.g. \'order:*\'; repeatable'
complete -c sio -n '__sio_runs emit' -l exclude -x -d 'Hide these events; repeatable'
complete -c sio -n '__sio_lacks value emit --match' -l match -x -d 'Only events that meet it, e.g. \'$1.n > 3\''
complete -c sio -n '__sio_runs emit' -s n -l namespace -x -d 'Namespace; repeatable, on one connection'
complete -c sio -n '__sio_lacks value emit --path' -l path -x -d 'Engine.IO path (default: /socket.io/)'
complete -c sio -n '__sio_lacks value emit --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'Transports, in order (default: polling,websocket)'
complete -c sio -n '__sio_lacks value emit --parser' -l parser -x -a 'json msgpack' -d 'Packet parser: json (default) or msgpack'
complete -c sio -n '__sio_lacks flag emit --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value emit --eio' -l eio -x -a 'auto 3 4' -d 'Engine.IO version: auto (default), 3 or 4'
complete -c sio -n '__sio_lacks value emit --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Timeout of one attempt (default: 10s; 0: none)'
complete -c sio -n '__sio_runs emit' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload: JSON, key=value, key=@FILE or @FILE'
complete -c sio -n '__sio_runs emit' -s H -l header -x -d 'Header of every HTTP request; repeatable'
complete -c sio -n '__sio_runs emit' -s q -l query -x -d 'Query parameter of every HTTP request; repeatable'
complete -c sio -n '__sio_runs emit' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie, or Netscape cookie file; repeatable'
complete -c sio -n '__sio_lacks value emit -u --user' -s u -l user -x -d 'HTTP Basic credentials'
complete -c sio -n '__sio_lacks value emit --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token (or SIO_BEARER)'
complete -c sio -n '__sio_lacks value emit --cacert' -l cacert -r -F -d 'Trusted CA certificates (PEM), not the system\'s'
complete -c sio -n '__sio_lacks value emit --cert' -l cert -r -F -d 'Client certificate with its chain (PEM or PKCS#12)'
complete -c sio -n '__sio_lacks value emit --key' -l key -r -F -d 'Private key (PEM), if not in the --cert file'
complete -c sio -n '__sio_lacks value emit --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'Passphrase of the key (or SIO_KEY_PASS)'
complete -c sio -n '__sio_lacks value emit --servername' -l servername -x -d 'Server name for SNI and certificate checks'
complete -c sio -n '__sio_lacks flag emit -k --insecure' -s k -l insecure -d 'Do not verify the server\'s certificate'
complete -c sio -n '__sio_lacks value emit -x --proxy' -s x -l proxy -x -d 'Proxy URL, or \'\' for a direct connection'
complete -c sio -n '__sio_lacks value emit --noproxy' -l noproxy -x -d 'Hosts without proxy, separated by commas; *: all'
complete -c sio -n '__sio_lacks value emit --reconnect' -l reconnect -x -d 'Attempts in a row, also for the first connection'
complete -c sio -n '__sio_lacks flag emit --no-reconnect' -l no-reconnect -d 'Do not reconnect'
complete -c sio -n '__sio_lacks value emit --config' -l config -r -F -d 'File of profiles, in place of the user\'s'
complete -c sio -n '__sio_lacks flag emit -J --json' -s J -l json -d 'One JSON object per line (NDJSON)'
complete -c sio -n '__sio_lacks flag emit -r --raw' -s r -l raw -d 'Payloads as on the wire, one JSON array per line'
complete -c sio -n '__sio_lacks value emit -f --format' -s f -l format -x -d 'Template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag emit -t --timestamps' -s t -l timestamps -a 'time delta iso' -d 'Prefix lines with the time (time, delta or iso)'
complete -c sio -n '__sio_lacks flag emit --pretty' -l pretty -d 'Indent JSON that does not fit on a line'
complete -c sio -n '__sio_lacks flag emit --lifecycle' -l lifecycle -d 'With --json: also records of the connection state'
complete -c sio -n '__sio_lacks value emit -o --output' -s o -l output -r -F -d 'Output file instead of standard output'
complete -c sio -n '__sio_runs emit' -l redact -x -d 'Mask payload fields of these names too; repeatable'
complete -c sio -n '__sio_lacks flag emit --no-redact' -l no-redact -d 'Mask no payload fields but those of --redact'
complete -c sio -n '__sio_lacks flag emit -s --silent' -s s -l silent -d 'Print only failures on standard error'
complete -c sio -n '__sio_runs emit' -s v -l verbose -d 'Print more details; -vv: also stack traces of sio'
complete -c sio -n '__sio_lacks value emit --color' -l color -x -a 'auto always never' -d 'Colours: auto (default), always or never'
complete -c sio -n '__sio_lacks value emit --theme' -l theme -x -a 'auto dark light basic' -d 'Colour theme: auto (default), dark, light or basic'
complete -c sio -n '__sio_lacks flag emit --trace' -l trace -a 'http,eio,sio http eio sio' -d 'Show wire traffic: http, eio, sio (default: all)'
complete -c sio -n '__sio_lacks value emit --trace-file' -l trace-file -r -F -d 'Append the trace to a file, not to standard error'
complete -c sio -n '__sio_lacks flag emit --trace-secrets' -l trace-secrets -d 'Show credentials and session ids in the trace'
complete -c sio -n '__sio_lacks flag emit -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag emit --help-all' -l help-all -d 'Show this help with the shared options'
complete -c sio -n '__sio_given emit -eq 0' -a 'http://localhost:3000 :3000 (__sio_profiles)'
complete -c sio -n '__sio_given emit -ge 2' -a '(__sio_files @ bin:@)'

complete -c sio -n '__sio_runs tail' -l event -x -d 'Show only these events, e.g. \'order:*\'; repeatable'
complete -c sio -n '__sio_runs tail' -l exclude -x -d 'Hide these events; repeatable'
complete -c sio -n '__sio_lacks value tail --match' -l match -x -d 'Only events that meet it, e.g. \'$1.n > 3\''
complete -c sio -n '__sio_lacks value tail -c --count' -s c -l count -x -d 'Stop after N events'
complete -c sio -n '__sio_lacks value tail --until' -l until -x -d 'Stop after an event whose name matches'
complete -c sio -n '__sio_lacks value tail --idle' -l idle -x -a '500ms 5s 2m' -d 'Stop after this time without an event (0: never)'
complete -c sio -n '__sio_lacks value tail -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Maximum run time (0: no limit)'
complete -c sio -n '__sio_runs tail' -s e -l exec -x -d 'Emit line to run on each new session; repeatable'
complete -c sio -n '__sio_lacks value tail --auto-ack' -l auto-ack -x -a '(__sio_files @)' -d 'Answer to every ack request'
complete -c sio -n '__sio_runs tail' -s n -l namespace -x -d 'Namespace; repeatable, on one connection'
complete -c sio -n '__sio_lacks value tail --path' -l path -x -d 'Engine.IO path (default: /socket.io/)'
complete -c sio -n '__sio_lacks value tail --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'Transports, in order (default: polling,websocket)'
complete -c sio -n '__sio_lacks value tail --parser' -l parser -x -a 'json msgpack' -d 'Packet parser: json (default) or msgpack'
complete -c sio -n '__sio_lacks flag tail --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value tail --eio' -l eio -x -a 'auto 3 4' -d 'Engine.IO version: auto (default), 3 or 4'
complete -c sio -n '__sio_lacks value tail --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Timeout of one attempt (default: 10s; 0: none)'
complete -c sio -n '__sio_runs tail' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload: JSON, key=value, key=@FILE or @FILE'
complete -c sio -n '__sio_runs tail' -s H -l header -x -d 'Header of every HTTP request; repeatable'
complete -c sio -n '__sio_runs tail' -s q -l query -x -d 'Query parameter of every HTTP request; repeatable'
complete -c sio -n '__sio_runs tail' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie, or Netscape cookie file; repeatable'
complete -c sio -n '__sio_lacks value tail -u --user' -s u -l user -x -d 'HTTP Basic credentials'
complete -c sio -n '__sio_lacks value tail --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token (or SIO_BEARER)'
complete -c sio -n '__sio_lacks value tail --cacert' -l cacert -r -F -d 'Trusted CA certificates (PEM), not the system\'s'
complete -c sio -n '__sio_lacks value tail --cert' -l cert -r -F -d 'Client certificate with its chain (PEM or PKCS#12)'
complete -c sio -n '__sio_lacks value tail --key' -l key -r -F -d 'Private key (PEM), if not in the --cert file'
complete -c sio -n '__sio_lacks value tail --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'Passphrase of the key (or SIO_KEY_PASS)'
complete -c sio -n '__sio_lacks value tail --servername' -l servername -x -d 'Server name for SNI and certificate checks'
complete -c sio -n '__sio_lacks flag tail -k --insecure' -s k -l insecure -d 'Do not verify the server\'s certificate'
complete -c sio -n '__sio_lacks value tail -x --proxy' -s x -l proxy -x -d 'Proxy URL, or \'\' for a direct connection'
complete -c sio -n '__sio_lacks value tail --noproxy' -l noproxy -x -d 'Hosts without proxy, separated by commas; *: all'
complete -c sio -n '__sio_lacks value tail --reconnect' -l reconnect -x -d 'Attempts in a row, also for the first connection'
complete -c sio -n '__sio_lacks flag tail --no-reconnect' -l no-reconnect -d 'Do not reconnect'
complete -c sio -n '__sio_lacks value tail --config' -l config -r -F -d 'File of profiles, in place of the user\'s'
complete -c sio -n '__sio_lacks flag tail -J --json' -s J -l json -d 'One JSON object per line (NDJSON)'
complete -c sio -n '__sio_lacks flag tail -r --raw' -s r -l raw -d 'Payloads as on the wire, one JSON array per line'
complete -c sio -n '__sio_lacks value tail -f --format' -s f -l format -x -d 'Template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag tail -t --timestamps' -s t -l timestamps -a 'time delta iso' -d 'Prefix lines with the time (time, delta or iso)'
complete -c sio -n '__sio_lacks flag tail --pretty' -l pretty -d 'Indent JSON that does not fit on a line'
complete -c sio -n '__sio_lacks flag tail --lifecycle' -l lifecycle -d 'With --json: also records of the connection state'
complete -c sio -n '__sio_lacks value tail -o --output' -s o -l output -r -F -d 'Output file instead of standard output'
complete -c sio -n '__sio_runs tail' -l redact -x -d 'Mask payload fields of these names too; repeatable'
complete -c sio -n '__sio_lacks flag tail --no-redact' -l no-redact -d 'Mask no payload fields but those of --redact'
complete -c sio -n '__sio_lacks flag tail -s --silent' -s s -l silent -d 'Print only failures on standard error'
complete -c sio -n '__sio_runs tail' -s v -l verbose -d 'Print more details; -vv: also stack traces of sio'
complete -c sio -n '__sio_lacks value tail --color' -l color -x -a 'auto always never' -d 'Colours: auto (default), always or never'
complete -c sio -n '__sio_lacks value tail --theme' -l theme -x -a 'auto dark light basic' -d 'Colour theme: auto (default), dark, light or basic'
complete -c sio -n '__sio_lacks flag tail --trace' -l trace -a 'http,eio,sio http eio sio' -d 'Show wire traffic: http, eio, sio (default: all)'
complete -c sio -n '__sio_lacks value tail --trace-file' -l trace-file -r -F -d 'Append the trace to a file, not to standard error'
complete -c sio -n '__sio_lacks flag tail --trace-secrets' -l trace-secrets -d 'Show credentials and session ids in the trace'
complete -c sio -n '__sio_lacks flag tail -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag tail --help-all' -l help-all -d 'Show this help with the shared options'
complete -c sio -n '__sio_given tail -eq 0' -a 'http://localhost:3000 :3000 (__sio_profiles)'

complete -c sio -n '__sio_lacks value run --url' -l url -x -a 'http://localhost:3000 :3000 (__sio_profiles)' -d 'Server (default: http://localhost:3000)'
complete -c sio -n '__sio_lacks value run --serve' -l serve -r -F -d 'Run sio serve with a rule file, on a free port'
complete -c sio -n '__sio_lacks value run --wait-for-server' -l wait-for-server -x -a '500ms 5s 2m' -d 'Wait until the server accepts connections'
complete -c sio -n '__sio_runs run' -l var -x -d 'Variable, which lines call $NAME; repeatable'
complete -c sio -n '__sio_lacks value run --grep' -l grep -x -d 'Only tests whose name contains the text'
complete -c sio -n '__sio_lacks value run --timeout' -l timeout -x -a '500ms 5s 2m' -d 'Time limit of a test (default: 30s; 0: none)'
complete -c sio -n '__sio_lacks value run --retry' -l retry -x -d 'Run a test that fails up to N times more'
complete -c sio -n '__sio_lacks flag run --bail' -l bail -d 'Stop after the first test that fails'
complete -c sio -n '__sio_lacks value run --junit' -l junit -r -F -d 'Write JUnit XML'
complete -c sio -n '__sio_lacks flag run --tap' -l tap -d 'Write TAP 14 on standard output'
complete -c sio -n '__sio_lacks value run --record' -l record -x -d 'Keep recordings and traces of failed tests'
complete -c sio -n '__sio_lacks value run --ack-timeout' -l ack-timeout -x -a '500ms 5s 2m' -d 'Ack timeout (default: 5s; 0: none)'
complete -c sio -n '__sio_lacks flag run --no-queue' -l no-queue -d 'Fail to emit while disconnected instead of queueing'
complete -c sio -n '__sio_runs run' -s n -l namespace -x -d 'Namespace; repeatable, on one connection'
complete -c sio -n '__sio_lacks value run --path' -l path -x -d 'Engine.IO path (default: /socket.io/)'
complete -c sio -n '__sio_lacks value run --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'Transports, in order (default: polling,websocket)'
complete -c sio -n '__sio_lacks value run --parser' -l parser -x -a 'json msgpack' -d 'Packet parser: json (default) or msgpack'
complete -c sio -n '__sio_lacks flag run --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value run --eio' -l eio -x -a 'auto 3 4' -d 'Engine.IO version: auto (default), 3 or 4'
complete -c sio -n '__sio_lacks value run --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Timeout of one attempt (default: 10s; 0: none)'
complete -c sio -n '__sio_runs run' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload: JSON, key=value, key=@FILE or @FILE'
complete -c sio -n '__sio_runs run' -s H -l header -x -d 'Header of every HTTP request; repeatable'
complete -c sio -n '__sio_runs run' -s q -l query -x -d 'Query parameter of every HTTP request; repeatable'
complete -c sio -n '__sio_runs run' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie, or Netscape cookie file; repeatable'
complete -c sio -n '__sio_lacks value run -u --user' -s u -l user -x -d 'HTTP Basic credentials'
complete -c sio -n '__sio_lacks value run --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token (or SIO_BEARER)'
complete -c sio -n '__sio_lacks value run --cacert' -l cacert -r -F -d 'Trusted CA certificates (PEM), not the system\'s'
complete -c sio -n '__sio_lacks value run --cert' -l cert -r -F -d 'Client certificate with its chain (PEM or PKCS#12)'
complete -c sio -n '__sio_lacks value run --key' -l key -r -F -d 'Private key (PEM), if not in the --cert file'
complete -c sio -n '__sio_lacks value run --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'Passphrase of the key (or SIO_KEY_PASS)'
complete -c sio -n '__sio_lacks value run --servername' -l servername -x -d 'Server name for SNI and certificate checks'
complete -c sio -n '__sio_lacks flag run -k --insecure' -s k -l insecure -d 'Do not verify the server\'s certificate'
complete -c sio -n '__sio_lacks value run -x --proxy' -s x -l proxy -x -d 'Proxy URL, or \'\' for a direct connection'
complete -c sio -n '__sio_lacks value run --noproxy' -l noproxy -x -d 'Hosts without proxy, separated by commas; *: all'
complete -c sio -n '__sio_lacks value run --reconnect' -l reconnect -x -d 'Attempts in a row, also for the first connection'
complete -c sio -n '__sio_lacks flag run --no-reconnect' -l no-reconnect -d 'Do not reconnect'
complete -c sio -n '__sio_lacks value run --config' -l config -r -F -d 'File of profiles, in place of the user\'s'
complete -c sio -n '__sio_lacks flag run -J --json' -s J -l json -d 'One JSON object per line (NDJSON)'
complete -c sio -n '__sio_lacks flag run -r --raw' -s r -l raw -d 'Payloads as on the wire, one JSON array per line'
complete -c sio -n '__sio_lacks value run -f --format' -s f -l format -x -d 'Template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag run -t --timestamps' -s t -l timestamps -a 'time delta iso' -d 'Prefix lines with the time (time, delta or iso)'
complete -c sio -n '__sio_lacks flag run --pretty' -l pretty -d 'Indent JSON that does not fit on a line'
complete -c sio -n '__sio_lacks flag run --lifecycle' -l lifecycle -d 'With --json: also records of the connection state'
complete -c sio -n '__sio_lacks value run -o --output' -s o -l output -r -F -d 'Output file instead of standard output'
complete -c sio -n '__sio_runs run' -l redact -x -d 'Mask payload fields of these names too; repeatable'
complete -c sio -n '__sio_lacks flag run --no-redact' -l no-redact -d 'Mask no payload fields but those of --redact'
complete -c sio -n '__sio_lacks flag run -s --silent' -s s -l silent -d 'Print only failures on standard error'
complete -c sio -n '__sio_runs run' -s v -l verbose -d 'Print more details; -vv: also stack traces of sio'
complete -c sio -n '__sio_lacks value run --color' -l color -x -a 'auto always never' -d 'Colours: auto (default), always or never'
complete -c sio -n '__sio_lacks value run --theme' -l theme -x -a 'auto dark light basic' -d 'Colour theme: auto (default), dark, light or basic'
complete -c sio -n '__sio_lacks flag run -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag run --help-all' -l help-all -d 'Show this help with the shared options'
complete -c sio -n '__sio_given run -ge 0' -a '(__sio_files )'

complete -c sio -n '__sio_runs doctor' -l origin -x -d 'Origin of a web page to check; repeatable'
complete -c sio -n '__sio_lacks value doctor --handshakes' -l handshakes -x -d 'Handshakes to detect a second node (default: 10)'
complete -c sio -n '__sio_lacks value doctor --hold' -l hold -x -a '500ms 5s 2m' -d 'Keep idle connections open to find timeouts'
complete -c sio -n '__sio_lacks flag doctor --follow' -l follow -d 'Follow redirects, without credentials'
complete -c sio -n '__sio_lacks flag doctor --strict' -l strict -d 'Exit with 6 if there is a warning'
complete -c sio -n '__sio_lacks value doctor --report' -l report -r -F -d 'Write a report in Markdown, without secrets'
complete -c sio -n '__sio_runs doctor' -s n -l namespace -x -d 'Namespace; repeatable, on one connection'
complete -c sio -n '__sio_lacks value doctor --path' -l path -x -d 'Engine.IO path (default: /socket.io/)'
complete -c sio -n '__sio_lacks value doctor --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'Transports, in order (default: polling,websocket)'
complete -c sio -n '__sio_lacks value doctor --parser' -l parser -x -a 'json msgpack' -d 'Packet parser: json (default) or msgpack'
complete -c sio -n '__sio_lacks flag doctor --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value doctor --eio' -l eio -x -a 'auto 3 4' -d 'Engine.IO version: auto (default), 3 or 4'
complete -c sio -n '__sio_lacks value doctor --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Timeout of one attempt (default: 10s; 0: none)'
complete -c sio -n '__sio_runs doctor' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload: JSON, key=value, key=@FILE or @FILE'
complete -c sio -n '__sio_runs doctor' -s H -l header -x -d 'Header of every HTTP request; repeatable'
complete -c sio -n '__sio_runs doctor' -s q -l query -x -d 'Query parameter of every HTTP request; repeatable'
complete -c sio -n '__sio_runs doctor' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie, or Netscape cookie file; repeatable'
complete -c sio -n '__sio_lacks value doctor -u --user' -s u -l user -x -d 'HTTP Basic credentials'
complete -c sio -n '__sio_lacks value doctor --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token (or SIO_BEARER)'
complete -c sio -n '__sio_lacks value doctor --cacert' -l cacert -r -F -d 'Trusted CA certificates (PEM), not the system\'s'
complete -c sio -n '__sio_lacks value doctor --cert' -l cert -r -F -d 'Client certificate with its chain (PEM or PKCS#12)'
complete -c sio -n '__sio_lacks value doctor --key' -l key -r -F -d 'Private key (PEM), if not in the --cert file'
complete -c sio -n '__sio_lacks value doctor --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'Passphrase of the key (or SIO_KEY_PASS)'
complete -c sio -n '__sio_lacks value doctor --servername' -l servername -x -d 'Server name for SNI and certificate checks'
complete -c sio -n '__sio_lacks flag doctor -k --insecure' -s k -l insecure -d 'Do not verify the server\'s certificate'
complete -c sio -n '__sio_lacks value doctor -x --proxy' -s x -l proxy -x -d 'Proxy URL, or \'\' for a direct connection'
complete -c sio -n '__sio_lacks value doctor --noproxy' -l noproxy -x -d 'Hosts without proxy, separated by commas; *: all'
complete -c sio -n '__sio_lacks value doctor --reconnect' -l reconnect -x -d 'Attempts in a row, also for the first connection'
complete -c sio -n '__sio_lacks flag doctor --no-reconnect' -l no-reconnect -d 'Do not reconnect'
complete -c sio -n '__sio_lacks value doctor --config' -l config -r -F -d 'File of profiles, in place of the user\'s'
complete -c sio -n '__sio_lacks flag doctor -J --json' -s J -l json -d 'One JSON object per line (NDJSON)'
complete -c sio -n '__sio_lacks flag doctor -r --raw' -s r -l raw -d 'Payloads as on the wire, one JSON array per line'
complete -c sio -n '__sio_lacks value doctor -f --format' -s f -l format -x -d 'Template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag doctor -t --timestamps' -s t -l timestamps -a 'time delta iso' -d 'Prefix lines with the time (time, delta or iso)'
complete -c sio -n '__sio_lacks flag doctor --pretty' -l pretty -d 'Indent JSON that does not fit on a line'
complete -c sio -n '__sio_lacks flag doctor --lifecycle' -l lifecycle -d 'With --json: also records of the connection state'
complete -c sio -n '__sio_lacks value doctor -o --output' -s o -l output -r -F -d 'Output file instead of standard output'
complete -c sio -n '__sio_runs doctor' -l redact -x -d 'Mask payload fields of these names too; repeatable'
complete -c sio -n '__sio_lacks flag doctor --no-redact' -l no-redact -d 'Mask no payload fields but those of --redact'
complete -c sio -n '__sio_lacks flag doctor -s --silent' -s s -l silent -d 'Print only failures on standard error'
complete -c sio -n '__sio_runs doctor' -s v -l verbose -d 'Print more details; -vv: also stack traces of sio'
complete -c sio -n '__sio_lacks value doctor --color' -l color -x -a 'auto always never' -d 'Colours: auto (default), always or never'
complete -c sio -n '__sio_lacks value doctor --theme' -l theme -x -a 'auto dark light basic' -d 'Colour theme: auto (default), dark, light or basic'
complete -c sio -n '__sio_lacks flag doctor -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag doctor --help-all' -l help-all -d 'Show this help with the shared options'
complete -c sio -n '__sio_given doctor -eq 0' -a 'http://localhost:3000 :3000 (__sio_profiles)'

complete -c sio -n '__sio_lacks value report -o --output' -s o -l output -r -F -d 'Archive to write (default: sio-report-TIME.zip)'
complete -c sio -n '__sio_lacks value report --duration' -l duration -x -a '500ms 5s 2m' -d 'Time to record events (default: 5s)'
complete -c sio -n '__sio_lacks flag report -y --yes' -s y -l yes -d 'Write the archive without a question'
complete -c sio -n '__sio_lacks flag report --force' -l force -d 'Replace an existing file'
complete -c sio -n '__sio_runs report' -l redact -x -d 'Mask payload fields of these names too; repeatable'
complete -c sio -n '__sio_runs report' -s e -l exec -x -d 'Emit line to run on each new session; repeatable'
complete -c sio -n '__sio_lacks value report --auto-ack' -l auto-ack -x -a '(__sio_files @)' -d 'Answer to every ack request'
complete -c sio -n '__sio_runs report' -s n -l namespace -x -d 'Namespace; repeatable, on one connection'
complete -c sio -n '__sio_lacks value report --path' -l path -x -d 'Engine.IO path (default: /socket.io/)'
complete -c sio -n '__sio_lacks value report --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'Transports, in order (default: polling,websocket)'
complete -c sio -n '__sio_lacks value report --parser' -l parser -x -a 'json msgpack' -d 'Packet parser: json (default) or msgpack'
complete -c sio -n '__sio_lacks flag report --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value report --eio' -l eio -x -a 'auto 3 4' -d 'Engine.IO version: auto (default), 3 or 4'
complete -c sio -n '__sio_lacks value report --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Timeout of one attempt (default: 10s; 0: none)'
complete -c sio -n '__sio_runs report' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload: JSON, key=value, key=@FILE or @FILE'
complete -c sio -n '__sio_runs report' -s H -l header -x -d 'Header of every HTTP request; repeatable'
complete -c sio -n '__sio_runs report' -s q -l query -x -d 'Query parameter of every HTTP request; repeatable'
complete -c sio -n '__sio_runs report' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie, or Netscape cookie file; repeatable'
complete -c sio -n '__sio_lacks value report -u --user' -s u -l user -x -d 'HTTP Basic credentials'
complete -c sio -n '__sio_lacks value report --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token (or SIO_BEARER)'
complete -c sio -n '__sio_lacks value report --cacert' -l cacert -r -F -d 'Trusted CA certificates (PEM), not the system\'s'
complete -c sio -n '__sio_lacks value report --cert' -l cert -r -F -d 'Client certificate with its chain (PEM or PKCS#12)'
complete -c sio -n '__sio_lacks value report --key' -l key -r -F -d 'Private key (PEM), if not in the --cert file'
complete -c sio -n '__sio_lacks value report --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'Passphrase of the key (or SIO_KEY_PASS)'
complete -c sio -n '__sio_lacks value report --servername' -l servername -x -d 'Server name for SNI and certificate checks'
complete -c sio -n '__sio_lacks flag report -k --insecure' -s k -l insecure -d 'Do not verify the server\'s certificate'
complete -c sio -n '__sio_lacks value report -x --proxy' -s x -l proxy -x -d 'Proxy URL, or \'\' for a direct connection'
complete -c sio -n '__sio_lacks value report --noproxy' -l noproxy -x -d 'Hosts without proxy, separated by commas; *: all'
complete -c sio -n '__sio_lacks value report --reconnect' -l reconnect -x -d 'Attempts in a row, also for the first connection'
complete -c sio -n '__sio_lacks flag report --no-reconnect' -l no-reconnect -d 'Do not reconnect'
complete -c sio -n '__sio_lacks value report --config' -l config -r -F -d 'File of profiles, in place of the user\'s'
complete -c sio -n '__sio_lacks flag report -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag report --help-all' -l help-all -d 'Show this help with the shared options'
complete -c sio -n '__sio_given report -eq 0' -a 'http://localhost:3000 :3000 (__sio_profiles)'

complete -c sio -n '__sio_runs serve' -l rules -r -F -d 'Rule file; repeatable'
complete -c sio -n '__sio_runs serve' -s e -l exec -x -d 'Rule, such as \'on hello ack "hi" $1\'; repeatable'
complete -c sio -n '__sio_lacks flag serve --watch' -l watch -d 'Reload the rule files when they change'
complete -c sio -n '__sio_lacks value serve --chaos' -l chaos -x -d 'Random faults, such as delay=2s,drop=5%'
complete -c sio -n '__sio_lacks value serve --seed' -l seed -x -d 'Seed of the random decisions, to repeat a run'
complete -c sio -n '__sio_lacks value serve --host' -l host -x -d 'Address to listen on (default: 127.0.0.1)'
complete -c sio -n '__sio_lacks value serve -p --port' -s p -l port -x -d 'Port (default: 3000; 0: any free port)'
complete -c sio -n '__sio_lacks value serve --path' -l path -x -d 'Engine.IO path (default: /socket.io/)'
complete -c sio -n '__sio_runs serve' -s n -l namespace -x -d 'Namespace to serve; repeatable (default: any)'
complete -c sio -n '__sio_lacks value serve --max-clients' -l max-clients -x -d 'Maximum number of connected clients'
complete -c sio -n '__sio_runs serve' -s a -l auth -x -a '(__sio_files @)' -d 'Required auth payload'
complete -c sio -n '__sio_lacks value serve --commands' -l commands -r -F -d 'Run prompt lines from a file or (-) standard input'
complete -c sio -n '__sio_runs serve' -l event -x -d 'Show only these events, e.g. \'order:*\'; repeatable'
complete -c sio -n '__sio_runs serve' -l exclude -x -d 'Hide these events; repeatable'
complete -c sio -n '__sio_lacks value serve --match' -l match -x -d 'Only events that meet it, e.g. \'$1.n > 3\''
complete -c sio -n '__sio_lacks value serve -c --count' -s c -l count -x -d 'Stop after N events'
complete -c sio -n '__sio_lacks value serve --until' -l until -x -d 'Stop after an event whose name matches'
complete -c sio -n '__sio_lacks value serve --idle' -l idle -x -a '500ms 5s 2m' -d 'Stop after this time without an event (0: never)'
complete -c sio -n '__sio_lacks value serve -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Maximum run time (0: no limit)'
complete -c sio -n '__sio_lacks value serve --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'Offered transports (default: polling,websocket)'
complete -c sio -n '__sio_lacks flag serve --no-upgrade' -l no-upgrade -d 'Offer no upgrade from polling to websocket'
complete -c sio -n '__sio_lacks flag serve --engine-only' -l engine-only -d 'Serve only Engine.IO and echo every message'
complete -c sio -n '__sio_lacks value serve --ping-interval' -l ping-interval -x -a '500ms 5s 2m' -d 'Heartbeat interval (default: 25s)'
complete -c sio -n '__sio_lacks value serve --ping-timeout' -l ping-timeout -x -a '500ms 5s 2m' -d 'Heartbeat timeout (default: 20s)'
complete -c sio -n '__sio_lacks value serve --max-payload' -l max-payload -x -d 'Maximum payload, such as 64k (default: 1000000)'
complete -c sio -n '__sio_lacks value serve --recovery' -l recovery -x -a '500ms 5s 2m' -d 'Keep the session of a lost client for this time'
complete -c sio -n '__sio_runs serve' -l cors -x -d 'Allowed web origin, null or \'*\'; repeatable'
complete -c sio -n '__sio_lacks value serve --cert' -l cert -r -F -d 'TLS certificate with its chain (PEM or PKCS#12)'
complete -c sio -n '__sio_lacks value serve --key' -l key -r -F -d 'Private key (PEM), if not in the --cert file'
complete -c sio -n '__sio_lacks value serve --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'Passphrase of the key (or SIO_KEY_PASS)'
complete -c sio -n '__sio_lacks flag serve -J --json' -s J -l json -d 'One JSON object per line (NDJSON)'
complete -c sio -n '__sio_lacks flag serve -r --raw' -s r -l raw -d 'Payloads as on the wire, one JSON array per line'
complete -c sio -n '__sio_lacks value serve -f --format' -s f -l format -x -d 'Template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag serve -t --timestamps' -s t -l timestamps -a 'time delta iso' -d 'Prefix lines with the time (time, delta or iso)'
complete -c sio -n '__sio_lacks flag serve --pretty' -l pretty -d 'Indent JSON that does not fit on a line'
complete -c sio -n '__sio_lacks flag serve --lifecycle' -l lifecycle -d 'With --json: also records of the connection state'
complete -c sio -n '__sio_lacks value serve -o --output' -s o -l output -r -F -d 'Output file instead of standard output'
complete -c sio -n '__sio_runs serve' -l redact -x -d 'Mask payload fields of these names too; repeatable'
complete -c sio -n '__sio_lacks flag serve --no-redact' -l no-redact -d 'Mask no payload fields but those of --redact'
complete -c sio -n '__sio_lacks flag serve -s --silent' -s s -l silent -d 'Print only failures on standard error'
complete -c sio -n '__sio_runs serve' -s v -l verbose -d 'Print more details; -vv: also stack traces of sio'
complete -c sio -n '__sio_lacks value serve --color' -l color -x -a 'auto always never' -d 'Colours: auto (default), always or never'
complete -c sio -n '__sio_lacks value serve --theme' -l theme -x -a 'auto dark light basic' -d 'Colour theme: auto (default), dark, light or basic'
complete -c sio -n '__sio_lacks flag serve -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag serve --help-all' -l help-all -d 'Show this help with the shared options'

complete -c sio -n '__sio_runs demo' -s e -l exec -x -d 'Line to run instead of reading lines; repeatable'
complete -c sio -n '__sio_lacks flag demo -i --interactive' -s i -l interactive -d 'Open the prompt after the lines of --exec'
complete -c sio -n '__sio_lacks flag demo --keep-going' -l keep-going -d 'Continue after a failed line; keep its exit code'
complete -c sio -n '__sio_lacks value demo --record' -l record -r -F -d 'Record all events and connection changes as NDJSON'
complete -c sio -n '__sio_lacks value demo -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Maximum run time (0: no limit)'
complete -c sio -n '__sio_runs demo' -l event -x -d 'Show only these events, e.g. \'order:*\'; repeatable'
complete -c sio -n '__sio_runs demo' -l exclude -x -d 'Hide these events; repeatable'
complete -c sio -n '__sio_lacks value demo --match' -l match -x -d 'Only events that meet it, e.g. \'$1.n > 3\''
complete -c sio -n '__sio_lacks value demo --ack-timeout' -l ack-timeout -x -a '500ms 5s 2m' -d 'Ack timeout (default: 5s; 0: none)'
complete -c sio -n '__sio_lacks flag demo --no-queue' -l no-queue -d 'Fail to emit while disconnected instead of queueing'
complete -c sio -n '__sio_lacks flag demo -J --json' -s J -l json -d 'One JSON object per line (NDJSON)'
complete -c sio -n '__sio_lacks flag demo -r --raw' -s r -l raw -d 'Payloads as on the wire, one JSON array per line'
complete -c sio -n '__sio_lacks value demo -f --format' -s f -l format -x -d 'Template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag demo -t --timestamps' -s t -l timestamps -a 'time delta iso' -d 'Prefix lines with the time (time, delta or iso)'
complete -c sio -n '__sio_lacks flag demo --pretty' -l pretty -d 'Indent JSON that does not fit on a line'
complete -c sio -n '__sio_lacks flag demo --lifecycle' -l lifecycle -d 'With --json: also records of the connection state'
complete -c sio -n '__sio_lacks value demo -o --output' -s o -l output -r -F -d 'Output file instead of standard output'
complete -c sio -n '__sio_runs demo' -l redact -x -d 'Mask payload fields of these names too; repeatable'
complete -c sio -n '__sio_lacks flag demo --no-redact' -l no-redact -d 'Mask no payload fields but those of --redact'
complete -c sio -n '__sio_lacks flag demo -s --silent' -s s -l silent -d 'Print only failures on standard error'
complete -c sio -n '__sio_runs demo' -s v -l verbose -d 'Print more details; -vv: also stack traces of sio'
complete -c sio -n '__sio_lacks value demo --color' -l color -x -a 'auto always never' -d 'Colours: auto (default), always or never'
complete -c sio -n '__sio_lacks value demo --theme' -l theme -x -a 'auto dark light basic' -d 'Colour theme: auto (default), dark, light or basic'
complete -c sio -n '__sio_lacks flag demo --trace' -l trace -a 'http,eio,sio http eio sio' -d 'Show wire traffic: http, eio, sio (default: all)'
complete -c sio -n '__sio_lacks value demo --trace-file' -l trace-file -r -F -d 'Append the trace to a file, not to standard error'
complete -c sio -n '__sio_lacks flag demo --trace-secrets' -l trace-secrets -d 'Show credentials and session ids in the trace'
complete -c sio -n '__sio_lacks flag demo -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag demo --help-all' -l help-all -d 'Show this help with the shared options'

complete -c sio -n '__sio_runs profile' -s n -l namespace -x -d 'Namespace; repeatable, on one connection'
complete -c sio -n '__sio_lacks value profile --path' -l path -x -d 'Engine.IO path (default: /socket.io/)'
complete -c sio -n '__sio_lacks value profile --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'Transports, in order (default: polling,websocket)'
complete -c sio -n '__sio_lacks value profile --parser' -l parser -x -a 'json msgpack' -d 'Packet parser: json (default) or msgpack'
complete -c sio -n '__sio_lacks flag profile --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value profile --eio' -l eio -x -a 'auto 3 4' -d 'Engine.IO version: auto (default), 3 or 4'
complete -c sio -n '__sio_lacks value profile --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Timeout of one attempt (default: 10s; 0: none)'
complete -c sio -n '__sio_runs profile' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload: JSON, key=value, key=@FILE or @FILE'
complete -c sio -n '__sio_runs profile' -s H -l header -x -d 'Header of every HTTP request; repeatable'
complete -c sio -n '__sio_runs profile' -s q -l query -x -d 'Query parameter of every HTTP request; repeatable'
complete -c sio -n '__sio_runs profile' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie, or Netscape cookie file; repeatable'
complete -c sio -n '__sio_lacks value profile -u --user' -s u -l user -x -d 'HTTP Basic credentials'
complete -c sio -n '__sio_lacks value profile --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token (or SIO_BEARER)'
complete -c sio -n '__sio_lacks value profile --cacert' -l cacert -r -F -d 'Trusted CA certificates (PEM), not the system\'s'
complete -c sio -n '__sio_lacks value profile --cert' -l cert -r -F -d 'Client certificate with its chain (PEM or PKCS#12)'
complete -c sio -n '__sio_lacks value profile --key' -l key -r -F -d 'Private key (PEM), if not in the --cert file'
complete -c sio -n '__sio_lacks value profile --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'Passphrase of the key (or SIO_KEY_PASS)'
complete -c sio -n '__sio_lacks value profile --servername' -l servername -x -d 'Server name for SNI and certificate checks'
complete -c sio -n '__sio_lacks flag profile -k --insecure' -s k -l insecure -d 'Do not verify the server\'s certificate'
complete -c sio -n '__sio_lacks value profile -x --proxy' -s x -l proxy -x -d 'Proxy URL, or \'\' for a direct connection'
complete -c sio -n '__sio_lacks value profile --noproxy' -l noproxy -x -d 'Hosts without proxy, separated by commas; *: all'
complete -c sio -n '__sio_lacks value profile --reconnect' -l reconnect -x -d 'Attempts in a row, also for the first connection'
complete -c sio -n '__sio_lacks flag profile --no-reconnect' -l no-reconnect -d 'Do not reconnect'
complete -c sio -n '__sio_lacks flag profile -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag profile --help-all' -l help-all -d 'Show this help with the shared options'
complete -c sio -n '__sio_given profile -eq 2' -a 'http://localhost:3000 :3000 (__sio_profiles)'

complete -c sio -n '__sio_lacks flag cheat -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag cheat --help-all' -l help-all -d 'Show this help with the shared options'
complete -c sio -n '__sio_given cheat -eq 0' -a 'emit receive login debug script test serve replay measure'

complete -c sio -n '__sio_lacks flag warmup -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_lacks flag warmup --help-all' -l help-all -d 'Show this help with the shared options'

complete -c sio -n '__sio_given help -eq 0' -a 'connect emit tail run doctor report serve demo profile cheat warmup connection profiles auth tls proxy output trace server arguments expressions scripts rules json environment troubleshooting exit-codes verbs server-verbs send ack again repeat join leave use namespaces watch mute unmute events last wait expect sleep status ping let client clients close disconnect drop set record source save clear help exit rooms to kick on stats'
