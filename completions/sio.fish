# Completes command lines of sio in fish.
# Generated from the models of the commands, do not edit: ./mvnw test -Dtest=CompletionScriptsTest -Dgolden.update=true

# __sio_runs COMMAND
function __sio_runs
  set -l words (commandline -opc)
  test "$words[2]" = "$argv[1]"
end

# __sio_lacks flag|value COMMAND NAME...: it runs, and an option with these names was not given yet. Where the option takes a value and is
# the last word before the cursor, that value is completed now.
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

# __sio_given COMMAND -eq|-ge COUNT: it runs, and that is the number of its parameters before the cursor.
function __sio_given
  __sio_runs $argv[1]; or return
  set -l valued \
    -e --exec \
    --record \
    -m --max-time \
    --event \
    --exclude \
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
    -f --format \
    -o --output \
    --color \
    --trace-file \
    --repeat \
    --interval \
    --rate \
    -w --wait \
    -c --count \
    --until \
    --idle \
    --auto-ack \
    --rules \
    --chaos \
    --seed \
    --host \
    -p --port \
    --max-clients \
    --ping-interval \
    --ping-timeout \
    --max-payload \
    --recovery \
    --cors \
    --commands
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

# __sio_files PREFIX...: files whose names stand behind one of the prefixes.
function __sio_files
  set -l token (commandline -ct | string replace -r -- '^--?[A-Za-z-]+=' '')
  for prefix in $argv
    set -l path (string replace -f -r -- "^$prefix" '' $token)
      and printf '%s\n' $prefix(__fish_complete_path (string unescape -- $path))
  end
end

complete -c sio -f
complete -c sio -n '__sio_runs' -a connect -d 'Talk to a server at a prompt, or by a script'
complete -c sio -n '__sio_runs' -a emit -d 'Emit an event, wait for what was asked for, and end'
complete -c sio -n '__sio_runs' -a tail -d 'Show every event as it comes in'
complete -c sio -n '__sio_runs' -a serve -d 'Be a server: learn, mock, misbehave, and talk to clients by hand'
complete -c sio -n '__sio_runs' -a demo -d 'Try it: a server of its own, and the prompt of sio connect on it'
complete -c sio -n '__sio_runs' -a help -d 'Show what a command takes'
complete -c sio -n '__sio_runs' -s h -l help -d 'Show the commands'
complete -c sio -n '__sio_runs' -s V -l version -d 'Show the version'

complete -c sio -n '__sio_runs connect' -s e -l exec -x -d 'Run a line such as \'emit hello 1 --ack\' instead of reading lines; repeatable'
complete -c sio -n '__sio_lacks flag connect -i --interactive' -s i -l interactive -d 'Open the prompt after the lines of --exec'
complete -c sio -n '__sio_lacks flag connect --keep-going' -l keep-going -d 'Go on after a line that failed; the exit code is that of the first'
complete -c sio -n '__sio_lacks value connect --record' -l record -r -F -d 'Record all that happens, one JSON object a line'
complete -c sio -n '__sio_lacks value connect -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Stop after that time, whatever happens (0: never)'
complete -c sio -n '__sio_runs connect' -l event -x -d 'Only events whose name fits, such as \'order:*\'; repeatable'
complete -c sio -n '__sio_runs connect' -l exclude -x -d 'No events whose name fits; repeatable'
complete -c sio -n '__sio_lacks value connect --ack-timeout' -l ack-timeout -x -a '500ms 5s 2m' -d 'Time that an acknowledgement may take (default: 5s; 0: no limit)'
complete -c sio -n '__sio_lacks flag connect --no-queue' -l no-queue -d 'Fail where there is no connection, instead of emitting once there is'
complete -c sio -n '__sio_runs connect' -s n -l namespace -x -d 'Namespace; repeatable, all on one connection'
complete -c sio -n '__sio_lacks value connect --path' -l path -x -d 'Path of the Engine.IO endpoint (default: /socket.io/)'
complete -c sio -n '__sio_lacks value connect --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'polling,websocket (default: starts with polling and upgrades), polling or websocket'
complete -c sio -n '__sio_lacks value connect --parser' -l parser -x -a 'json msgpack' -d 'Parser of the server: json (default) or msgpack, that is socket.io-msgpack-parser'
complete -c sio -n '__sio_lacks flag connect --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value connect --eio' -l eio -x -a 'auto 3 4' -d 'Generation of Engine.IO: auto (default), 3 (Socket.IO 1.x and 2.x) or 4'
complete -c sio -n '__sio_lacks value connect --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Time for one attempt to connect (default: 10s; 0: no limit)'
complete -c sio -n '__sio_runs connect' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload of the connection: JSON, key=value or key=@FILE (repeatable), or JSON from a file; also from SIO_AUTH'
complete -c sio -n '__sio_runs connect' -s H -l header -x -d 'Header field of every HTTP request'
complete -c sio -n '__sio_runs connect' -s q -l query -x -d 'Query parameter of every HTTP request'
complete -c sio -n '__sio_runs connect' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie of every HTTP request, or those in a Netscape cookie file that fit'
complete -c sio -n '__sio_lacks value connect -u --user' -s u -l user -x -d 'HTTP Basic authentication'
complete -c sio -n '__sio_lacks value connect --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token; also from SIO_BEARER'
complete -c sio -n '__sio_lacks value connect --cacert' -l cacert -r -F -d 'Trust the certificates in a PEM file instead of the system\'s'
complete -c sio -n '__sio_lacks value connect --cert' -l cert -r -F -d 'Client certificate: a PEM file, with the certificates of its issuers, or a PKCS#12 file'
complete -c sio -n '__sio_lacks value connect --key' -l key -r -F -d 'Its private key, in a PEM file, where it is not in that of --cert'
complete -c sio -n '__sio_lacks value connect --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'What opens that key; also from SIO_KEY_PASS'
complete -c sio -n '__sio_lacks value connect --servername' -l servername -x -d 'Name that the server is called by (SNI) and checked for, not the URL\'s'
complete -c sio -n '__sio_lacks flag connect -k --insecure' -s k -l insecure -d 'Do not check the certificate'
complete -c sio -n '__sio_lacks value connect -x --proxy' -s x -l proxy -x -d 'http://, https://, socks5:// or socks5h://[NAME:PASSWORD@]HOST:PORT, or \'\' for none; also from HTTP_PROXY, HTTPS_PROXY and ALL_PROXY'
complete -c sio -n '__sio_lacks value connect --noproxy' -l noproxy -x -d 'Hosts that no proxy is used for, with commas; * for all; also from NO_PROXY'
complete -c sio -n '__sio_lacks value connect --reconnect' -l reconnect -x -d 'Try N times in a row to connect again, the first connection included (default: for ever, but not the first)'
complete -c sio -n '__sio_lacks flag connect --no-reconnect' -l no-reconnect -d 'Do not connect again'
complete -c sio -n '__sio_lacks flag connect -J --json' -s J -l json -d 'One JSON object a line (NDJSON)'
complete -c sio -n '__sio_lacks flag connect -r --raw' -s r -l raw -d 'Payloads as they were on the wire, one JSON array a line'
complete -c sio -n '__sio_lacks value connect -f --format' -s f -l format -x -d 'By a template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag connect -t --timestamps' -s t -l timestamps -d 'Begin each line with the time'
complete -c sio -n '__sio_lacks flag connect --pretty' -l pretty -d 'Spread JSON over lines'
complete -c sio -n '__sio_lacks flag connect --lifecycle' -l lifecycle -d 'With --json: records of connections, upgrades and disconnections too'
complete -c sio -n '__sio_lacks value connect -o --output' -s o -l output -r -F -d 'Write to a file instead of standard output'
complete -c sio -n '__sio_lacks flag connect -s --silent' -s s -l silent -d 'Nothing on standard error but failures'
complete -c sio -n '__sio_runs connect' -s v -l verbose -d 'Say more on standard error; -vv shows where sio itself failed'
complete -c sio -n '__sio_lacks value connect --color' -l color -x -a 'auto always never' -d 'auto (default: on a terminal), always or never'
complete -c sio -n '__sio_lacks flag connect --trace' -l trace -a 'http,eio,sio http eio sio' -d 'Show what passes on the wire: HTTP, Engine.IO, Socket.IO (default: all three)'
complete -c sio -n '__sio_lacks value connect --trace-file' -l trace-file -r -F -d 'Write the trace to a file, behind what it holds, and not to standard error'
complete -c sio -n '__sio_lacks flag connect --trace-secrets' -l trace-secrets -d 'Show credentials and session ids in the trace'
complete -c sio -n '__sio_lacks flag connect -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_given connect -eq 0' -a 'http://localhost:3000 :3000'

complete -c sio -n '__sio_lacks flag emit --ack' -l ack -d 'Ask for an acknowledgement, wait for it and print its arguments'
complete -c sio -n '__sio_lacks value emit --ack-timeout' -l ack-timeout -x -a '500ms 5s 2m' -d 'Time that an acknowledgement may take (default: 5s; 0: no limit); implies --ack'
complete -c sio -n '__sio_lacks flag emit --allow-empty' -l allow-empty -d 'Allow an event whose name is empty'
complete -c sio -n '__sio_lacks flag emit --lines' -l lines -d 'Emit each line of standard input: EVENT ARG…, a record of --json that was sent, an array of --raw, or a packet'
complete -c sio -n '__sio_lacks flag emit --all' -l all -d 'With --lines: emit records of events that were received too'
complete -c sio -n '__sio_lacks value emit --repeat' -l repeat -x -d 'Emit N times (default: 1)'
complete -c sio -n '__sio_lacks value emit --interval' -l interval -x -a '500ms 5s 2m' -d 'Time between two emissions'
complete -c sio -n '__sio_lacks value emit --rate' -l rate -x -d 'At most N emissions a second'
complete -c sio -n '__sio_lacks value emit -w --wait' -s w -l wait -x -a '500ms 5s 2m' -d 'Stay that long after the last emission, and print the events that come; with --count or --until no longer than needed'
complete -c sio -n '__sio_lacks value emit -c --count' -s c -l count -x -d 'Stop after N events'
complete -c sio -n '__sio_lacks value emit --until' -l until -x -d 'Stop after an event whose name fits'
complete -c sio -n '__sio_lacks value emit --idle' -l idle -x -a '500ms 5s 2m' -d 'Stop when no event came for that time (0: never)'
complete -c sio -n '__sio_lacks value emit -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Stop after that time, whatever happens (0: never)'
complete -c sio -n '__sio_runs emit' -l event -x -d 'Only events whose name fits, such as \'order:*\'; repeatable'
complete -c sio -n '__sio_runs emit' -l exclude -x -d 'No events whose name fits; repeatable'
complete -c sio -n '__sio_runs emit' -s n -l namespace -x -d 'Namespace; repeatable, all on one connection'
complete -c sio -n '__sio_lacks value emit --path' -l path -x -d 'Path of the Engine.IO endpoint (default: /socket.io/)'
complete -c sio -n '__sio_lacks value emit --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'polling,websocket (default: starts with polling and upgrades), polling or websocket'
complete -c sio -n '__sio_lacks value emit --parser' -l parser -x -a 'json msgpack' -d 'Parser of the server: json (default) or msgpack, that is socket.io-msgpack-parser'
complete -c sio -n '__sio_lacks flag emit --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value emit --eio' -l eio -x -a 'auto 3 4' -d 'Generation of Engine.IO: auto (default), 3 (Socket.IO 1.x and 2.x) or 4'
complete -c sio -n '__sio_lacks value emit --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Time for one attempt to connect (default: 10s; 0: no limit)'
complete -c sio -n '__sio_runs emit' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload of the connection: JSON, key=value or key=@FILE (repeatable), or JSON from a file; also from SIO_AUTH'
complete -c sio -n '__sio_runs emit' -s H -l header -x -d 'Header field of every HTTP request'
complete -c sio -n '__sio_runs emit' -s q -l query -x -d 'Query parameter of every HTTP request'
complete -c sio -n '__sio_runs emit' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie of every HTTP request, or those in a Netscape cookie file that fit'
complete -c sio -n '__sio_lacks value emit -u --user' -s u -l user -x -d 'HTTP Basic authentication'
complete -c sio -n '__sio_lacks value emit --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token; also from SIO_BEARER'
complete -c sio -n '__sio_lacks value emit --cacert' -l cacert -r -F -d 'Trust the certificates in a PEM file instead of the system\'s'
complete -c sio -n '__sio_lacks value emit --cert' -l cert -r -F -d 'Client certificate: a PEM file, with the certificates of its issuers, or a PKCS#12 file'
complete -c sio -n '__sio_lacks value emit --key' -l key -r -F -d 'Its private key, in a PEM file, where it is not in that of --cert'
complete -c sio -n '__sio_lacks value emit --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'What opens that key; also from SIO_KEY_PASS'
complete -c sio -n '__sio_lacks value emit --servername' -l servername -x -d 'Name that the server is called by (SNI) and checked for, not the URL\'s'
complete -c sio -n '__sio_lacks flag emit -k --insecure' -s k -l insecure -d 'Do not check the certificate'
complete -c sio -n '__sio_lacks value emit -x --proxy' -s x -l proxy -x -d 'http://, https://, socks5:// or socks5h://[NAME:PASSWORD@]HOST:PORT, or \'\' for none; also from HTTP_PROXY, HTTPS_PROXY and ALL_PROXY'
complete -c sio -n '__sio_lacks value emit --noproxy' -l noproxy -x -d 'Hosts that no proxy is used for, with commas; * for all; also from NO_PROXY'
complete -c sio -n '__sio_lacks value emit --reconnect' -l reconnect -x -d 'Try N times in a row to connect again, the first connection included (default: never)'
complete -c sio -n '__sio_lacks flag emit --no-reconnect' -l no-reconnect -d 'Do not connect again'
complete -c sio -n '__sio_lacks flag emit -J --json' -s J -l json -d 'One JSON object a line (NDJSON)'
complete -c sio -n '__sio_lacks flag emit -r --raw' -s r -l raw -d 'Payloads as they were on the wire, one JSON array a line'
complete -c sio -n '__sio_lacks value emit -f --format' -s f -l format -x -d 'By a template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag emit -t --timestamps' -s t -l timestamps -d 'Begin each line with the time'
complete -c sio -n '__sio_lacks flag emit --pretty' -l pretty -d 'Spread JSON over lines'
complete -c sio -n '__sio_lacks flag emit --lifecycle' -l lifecycle -d 'With --json: records of connections, upgrades and disconnections too'
complete -c sio -n '__sio_lacks value emit -o --output' -s o -l output -r -F -d 'Write to a file instead of standard output'
complete -c sio -n '__sio_lacks flag emit -s --silent' -s s -l silent -d 'Nothing on standard error but failures'
complete -c sio -n '__sio_runs emit' -s v -l verbose -d 'Say more on standard error; -vv shows where sio itself failed'
complete -c sio -n '__sio_lacks value emit --color' -l color -x -a 'auto always never' -d 'auto (default: on a terminal), always or never'
complete -c sio -n '__sio_lacks flag emit --trace' -l trace -a 'http,eio,sio http eio sio' -d 'Show what passes on the wire: HTTP, Engine.IO, Socket.IO (default: all three)'
complete -c sio -n '__sio_lacks value emit --trace-file' -l trace-file -r -F -d 'Write the trace to a file, behind what it holds, and not to standard error'
complete -c sio -n '__sio_lacks flag emit --trace-secrets' -l trace-secrets -d 'Show credentials and session ids in the trace'
complete -c sio -n '__sio_lacks flag emit -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_given emit -eq 0' -a 'http://localhost:3000 :3000'
complete -c sio -n '__sio_given emit -ge 2' -a '(__sio_files @ bin:@)'

complete -c sio -n '__sio_runs tail' -l event -x -d 'Only events whose name fits, such as \'order:*\'; repeatable'
complete -c sio -n '__sio_runs tail' -l exclude -x -d 'No events whose name fits; repeatable'
complete -c sio -n '__sio_lacks value tail -c --count' -s c -l count -x -d 'Stop after N events'
complete -c sio -n '__sio_lacks value tail --until' -l until -x -d 'Stop after an event whose name fits'
complete -c sio -n '__sio_lacks value tail --idle' -l idle -x -a '500ms 5s 2m' -d 'Stop when no event came for that time (0: never)'
complete -c sio -n '__sio_lacks value tail -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Stop after that time, whatever happens (0: never)'
complete -c sio -n '__sio_runs tail' -s e -l exec -x -d 'Run a line such as \'emit subscribe {room: "news"}\' on each connection but a recovered one; repeatable'
complete -c sio -n '__sio_lacks value tail --auto-ack' -l auto-ack -x -a '(__sio_files @)' -d 'Acknowledge every event that asks for it with this value'
complete -c sio -n '__sio_runs tail' -s n -l namespace -x -d 'Namespace; repeatable, all on one connection'
complete -c sio -n '__sio_lacks value tail --path' -l path -x -d 'Path of the Engine.IO endpoint (default: /socket.io/)'
complete -c sio -n '__sio_lacks value tail --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'polling,websocket (default: starts with polling and upgrades), polling or websocket'
complete -c sio -n '__sio_lacks value tail --parser' -l parser -x -a 'json msgpack' -d 'Parser of the server: json (default) or msgpack, that is socket.io-msgpack-parser'
complete -c sio -n '__sio_lacks flag tail --no-upgrade' -l no-upgrade -d 'Stay on the first transport'
complete -c sio -n '__sio_lacks value tail --eio' -l eio -x -a 'auto 3 4' -d 'Generation of Engine.IO: auto (default), 3 (Socket.IO 1.x and 2.x) or 4'
complete -c sio -n '__sio_lacks value tail --connect-timeout' -l connect-timeout -x -a '500ms 5s 2m' -d 'Time for one attempt to connect (default: 10s; 0: no limit)'
complete -c sio -n '__sio_runs tail' -s a -l auth -x -a '(__sio_files @)' -d 'Auth payload of the connection: JSON, key=value or key=@FILE (repeatable), or JSON from a file; also from SIO_AUTH'
complete -c sio -n '__sio_runs tail' -s H -l header -x -d 'Header field of every HTTP request'
complete -c sio -n '__sio_runs tail' -s q -l query -x -d 'Query parameter of every HTTP request'
complete -c sio -n '__sio_runs tail' -s b -l cookie -x -a '(__sio_files @)' -d 'Cookie of every HTTP request, or those in a Netscape cookie file that fit'
complete -c sio -n '__sio_lacks value tail -u --user' -s u -l user -x -d 'HTTP Basic authentication'
complete -c sio -n '__sio_lacks value tail --bearer' -l bearer -x -a '(__sio_files @)' -d 'HTTP Bearer token; also from SIO_BEARER'
complete -c sio -n '__sio_lacks value tail --cacert' -l cacert -r -F -d 'Trust the certificates in a PEM file instead of the system\'s'
complete -c sio -n '__sio_lacks value tail --cert' -l cert -r -F -d 'Client certificate: a PEM file, with the certificates of its issuers, or a PKCS#12 file'
complete -c sio -n '__sio_lacks value tail --key' -l key -r -F -d 'Its private key, in a PEM file, where it is not in that of --cert'
complete -c sio -n '__sio_lacks value tail --key-pass' -l key-pass -x -a '(__sio_files @)' -d 'What opens that key; also from SIO_KEY_PASS'
complete -c sio -n '__sio_lacks value tail --servername' -l servername -x -d 'Name that the server is called by (SNI) and checked for, not the URL\'s'
complete -c sio -n '__sio_lacks flag tail -k --insecure' -s k -l insecure -d 'Do not check the certificate'
complete -c sio -n '__sio_lacks value tail -x --proxy' -s x -l proxy -x -d 'http://, https://, socks5:// or socks5h://[NAME:PASSWORD@]HOST:PORT, or \'\' for none; also from HTTP_PROXY, HTTPS_PROXY and ALL_PROXY'
complete -c sio -n '__sio_lacks value tail --noproxy' -l noproxy -x -d 'Hosts that no proxy is used for, with commas; * for all; also from NO_PROXY'
complete -c sio -n '__sio_lacks value tail --reconnect' -l reconnect -x -d 'Try N times in a row to connect again, the first connection included (default: for ever, but not the first)'
complete -c sio -n '__sio_lacks flag tail --no-reconnect' -l no-reconnect -d 'Do not connect again'
complete -c sio -n '__sio_lacks flag tail -J --json' -s J -l json -d 'One JSON object a line (NDJSON)'
complete -c sio -n '__sio_lacks flag tail -r --raw' -s r -l raw -d 'Payloads as they were on the wire, one JSON array a line'
complete -c sio -n '__sio_lacks value tail -f --format' -s f -l format -x -d 'By a template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag tail -t --timestamps' -s t -l timestamps -d 'Begin each line with the time'
complete -c sio -n '__sio_lacks flag tail --pretty' -l pretty -d 'Spread JSON over lines'
complete -c sio -n '__sio_lacks flag tail --lifecycle' -l lifecycle -d 'With --json: records of connections, upgrades and disconnections too'
complete -c sio -n '__sio_lacks value tail -o --output' -s o -l output -r -F -d 'Write to a file instead of standard output'
complete -c sio -n '__sio_lacks flag tail -s --silent' -s s -l silent -d 'Nothing on standard error but failures'
complete -c sio -n '__sio_runs tail' -s v -l verbose -d 'Say more on standard error; -vv shows where sio itself failed'
complete -c sio -n '__sio_lacks value tail --color' -l color -x -a 'auto always never' -d 'auto (default: on a terminal), always or never'
complete -c sio -n '__sio_lacks flag tail --trace' -l trace -a 'http,eio,sio http eio sio' -d 'Show what passes on the wire: HTTP, Engine.IO, Socket.IO (default: all three)'
complete -c sio -n '__sio_lacks value tail --trace-file' -l trace-file -r -F -d 'Write the trace to a file, behind what it holds, and not to standard error'
complete -c sio -n '__sio_lacks flag tail --trace-secrets' -l trace-secrets -d 'Show credentials and session ids in the trace'
complete -c sio -n '__sio_lacks flag tail -h --help' -s h -l help -d 'Show this help'
complete -c sio -n '__sio_given tail -eq 0' -a 'http://localhost:3000 :3000'

complete -c sio -n '__sio_runs serve' -l rules -r -F -d 'Follow the rules of a file; repeatable'
complete -c sio -n '__sio_runs serve' -s e -l exec -x -d 'Follow a rule, such as \'on hello ack "hi" $1\'; repeatable'
complete -c sio -n '__sio_lacks flag serve --watch' -l watch -d 'Follow the files of --rules when they change; clients stay'
complete -c sio -n '__sio_lacks value serve --chaos' -l chaos -x -d 'Let things go wrong, to test clients'
complete -c sio -n '__sio_lacks value serve --seed' -l seed -x -d 'Repeat what chance did in another run'
complete -c sio -n '__sio_lacks value serve --host' -l host -x -d 'Address to listen on (default: 127.0.0.1, this machine only)'
complete -c sio -n '__sio_lacks value serve -p --port' -s p -l port -x -d 'Port (default: 3000, on a terminal the next free one from there); 0 takes any'
complete -c sio -n '__sio_lacks value serve --path' -l path -x -d 'Path of the Engine.IO endpoint (default: /socket.io/)'
complete -c sio -n '__sio_runs serve' -s n -l namespace -x -d 'Namespace that there is; repeatable (default: any)'
complete -c sio -n '__sio_lacks value serve --max-clients' -l max-clients -x -d 'Clients that may be connected at a time; the next ones are refused'
complete -c sio -n '__sio_runs serve' -s a -l auth -x -a '(__sio_files @)' -d 'What clients must say in their auth payload, or in the query with Engine.IO 3'
complete -c sio -n '__sio_lacks value serve --transport' -l transport -x -a 'polling,websocket polling websocket' -d 'polling,websocket (default), polling or websocket'
complete -c sio -n '__sio_lacks flag serve --no-upgrade' -l no-upgrade -d 'Offer no upgrade from polling to websocket'
complete -c sio -n '__sio_lacks flag serve --engine-only' -l engine-only -d 'Speak Engine.IO alone, and send every message back'
complete -c sio -n '__sio_lacks value serve --ping-interval' -l ping-interval -x -a '500ms 5s 2m' -d 'Time between two heartbeats (default: 25s)'
complete -c sio -n '__sio_lacks value serve --ping-timeout' -l ping-timeout -x -a '500ms 5s 2m' -d 'Time that a heartbeat may be late (default: 20s)'
complete -c sio -n '__sio_lacks value serve --max-payload' -l max-payload -x -d 'Largest payload that is taken, such as 64k or 1M (default: 1000000)'
complete -c sio -n '__sio_lacks value serve --recovery' -l recovery -x -a '500ms 5s 2m' -d 'Keep what clients miss for so long after they lost their connection'
complete -c sio -n '__sio_runs serve' -l cors -x -d 'Origin of foreign web pages to allow, null for files, or \'*\' for all; repeatable'
complete -c sio -n '__sio_lacks value serve --cert' -l cert -r -F -d 'Certificate for TLS, as PEM'
complete -c sio -n '__sio_lacks value serve --key' -l key -r -F -d 'Its private key, as PEM (PKCS#8)'
complete -c sio -n '__sio_lacks value serve --commands' -l commands -r -F -d 'Run the lines of a file, or of standard input, as at the prompt; behind the last one it serves on, unless that is exit'
complete -c sio -n '__sio_runs serve' -l event -x -d 'Only events whose name fits, such as \'order:*\'; repeatable'
complete -c sio -n '__sio_runs serve' -l exclude -x -d 'No events whose name fits; repeatable'
complete -c sio -n '__sio_lacks value serve -c --count' -s c -l count -x -d 'Stop after N events'
complete -c sio -n '__sio_lacks value serve --until' -l until -x -d 'Stop after an event whose name fits'
complete -c sio -n '__sio_lacks value serve --idle' -l idle -x -a '500ms 5s 2m' -d 'Stop when no event came for that time (0: never)'
complete -c sio -n '__sio_lacks value serve -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Stop after that time, whatever happens (0: never)'
complete -c sio -n '__sio_lacks flag serve -J --json' -s J -l json -d 'One JSON object a line (NDJSON)'
complete -c sio -n '__sio_lacks flag serve -r --raw' -s r -l raw -d 'Payloads as they were on the wire, one JSON array a line'
complete -c sio -n '__sio_lacks value serve -f --format' -s f -l format -x -d 'By a template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag serve -t --timestamps' -s t -l timestamps -d 'Begin each line with the time'
complete -c sio -n '__sio_lacks flag serve --pretty' -l pretty -d 'Spread JSON over lines'
complete -c sio -n '__sio_lacks flag serve --lifecycle' -l lifecycle -d 'With --json: records of connections, upgrades and disconnections too'
complete -c sio -n '__sio_lacks value serve -o --output' -s o -l output -r -F -d 'Write to a file instead of standard output'
complete -c sio -n '__sio_lacks flag serve -s --silent' -s s -l silent -d 'Nothing on standard error but failures'
complete -c sio -n '__sio_runs serve' -s v -l verbose -d 'Say more on standard error; -vv shows where sio itself failed'
complete -c sio -n '__sio_lacks value serve --color' -l color -x -a 'auto always never' -d 'auto (default: on a terminal), always or never'
complete -c sio -n '__sio_lacks flag serve -h --help' -s h -l help -d 'Show this help'

complete -c sio -n '__sio_runs demo' -s e -l exec -x -d 'Run a line such as \'emit hello 1 --ack\' instead of reading lines; repeatable'
complete -c sio -n '__sio_lacks flag demo -i --interactive' -s i -l interactive -d 'Open the prompt after the lines of --exec'
complete -c sio -n '__sio_lacks flag demo --keep-going' -l keep-going -d 'Go on after a line that failed; the exit code is that of the first'
complete -c sio -n '__sio_lacks value demo --record' -l record -r -F -d 'Record all that happens, one JSON object a line'
complete -c sio -n '__sio_lacks value demo -m --max-time' -s m -l max-time -x -a '500ms 5s 2m' -d 'Stop after that time, whatever happens (0: never)'
complete -c sio -n '__sio_runs demo' -l event -x -d 'Only events whose name fits, such as \'order:*\'; repeatable'
complete -c sio -n '__sio_runs demo' -l exclude -x -d 'No events whose name fits; repeatable'
complete -c sio -n '__sio_lacks value demo --ack-timeout' -l ack-timeout -x -a '500ms 5s 2m' -d 'Time that an acknowledgement may take (default: 5s; 0: no limit)'
complete -c sio -n '__sio_lacks flag demo --no-queue' -l no-queue -d 'Fail where there is no connection, instead of emitting once there is'
complete -c sio -n '__sio_lacks flag demo -J --json' -s J -l json -d 'One JSON object a line (NDJSON)'
complete -c sio -n '__sio_lacks flag demo -r --raw' -s r -l raw -d 'Payloads as they were on the wire, one JSON array a line'
complete -c sio -n '__sio_lacks value demo -f --format' -s f -l format -x -d 'By a template, such as \'%{event} %{args}\\n\''
complete -c sio -n '__sio_lacks flag demo -t --timestamps' -s t -l timestamps -d 'Begin each line with the time'
complete -c sio -n '__sio_lacks flag demo --pretty' -l pretty -d 'Spread JSON over lines'
complete -c sio -n '__sio_lacks flag demo --lifecycle' -l lifecycle -d 'With --json: records of connections, upgrades and disconnections too'
complete -c sio -n '__sio_lacks value demo -o --output' -s o -l output -r -F -d 'Write to a file instead of standard output'
complete -c sio -n '__sio_lacks flag demo -s --silent' -s s -l silent -d 'Nothing on standard error but failures'
complete -c sio -n '__sio_runs demo' -s v -l verbose -d 'Say more on standard error; -vv shows where sio itself failed'
complete -c sio -n '__sio_lacks value demo --color' -l color -x -a 'auto always never' -d 'auto (default: on a terminal), always or never'
complete -c sio -n '__sio_lacks flag demo --trace' -l trace -a 'http,eio,sio http eio sio' -d 'Show what passes on the wire: HTTP, Engine.IO, Socket.IO (default: all three)'
complete -c sio -n '__sio_lacks value demo --trace-file' -l trace-file -r -F -d 'Write the trace to a file, behind what it holds, and not to standard error'
complete -c sio -n '__sio_lacks flag demo --trace-secrets' -l trace-secrets -d 'Show credentials and session ids in the trace'
complete -c sio -n '__sio_lacks flag demo -h --help' -s h -l help -d 'Show this help'

complete -c sio -n '__sio_given help -eq 0' -a 'connect emit tail serve demo help'
