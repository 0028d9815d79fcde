package io.github.siocli.command;

import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.TraceOptions;
import io.github.siocli.profile.ProfileOptions;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.server.AdvancedListenOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The pages of {@code sio help TOPIC} that belong to no single command: shared options and general subjects. */
enum HelpTopic {
    CONNECTION("Server URL, namespaces, transports and reconnection", """
            URL:
              http(s)://HOST:PORT/NSP, ws(s)://HOST:PORT/NSP, HOST:PORT/NSP or :PORT/NSP.
              The path is the namespace, as in the JavaScript client; --path sets the engine
              path. The URL of a websocket, copied from a browser, is accepted: its path is
              the engine path, and its Engine.IO parameters are ignored.

            Versions:
              sio detects the version of Engine.IO: 3 (Socket.IO 1.x and 2.x) or 4, and
              upgrades from polling to websocket.
              --eio 3 saves a handshake with Socket.IO 1.x and 2.x if --auth is used.
              --parser msgpack is for servers with socket.io-msgpack-parser.

            Reconnection:
              connect, demo and tail reconnect without limit, but only after a first
              connection; emit does not reconnect. --reconnect N limits the attempts and
              also retries the first connection. Times are 500ms, 5s, 2m or 1h.

            Examples:
              sio tail :3000 -n /chat -n /admin
              sio tail https://example.org --path /api/socket.io/ --transport websocket
              sio emit :3000 hello --eio 3 --reconnect 5
            """),
    PROFILES("Saved URLs and options, used as @NAME", """
            Use:
              @NAME stands for the URL and the options of a profile, @NAME/NSP for another
              namespace of its server. @ alone is the profile of SIO_PROFILE, or else of
              sio profile use; SIO_PROFILE is also used if a command has no URL. The verbs
              connect and client take @NAME too; it replaces the options of the connection.

            Precedence:
              An option of the command line wins over a SIO_ variable, and both win over
              the profile. Headers, query parameters, cookies and K=V pairs of --auth are
              replaced by name, other options as a whole.

            Secrets:
              @env:NAME, @file:FILE and @cmd:LINE stand for a variable, the text of a file
              and the output of a command, as the value of --bearer and --key-pass, and
              behind the name in --auth, --header, --query, --cookie and --user.
              sio profile add saves the names of files with their whole path.

            File:
              ~/.config/sio/profiles.toml (XDG_CONFIG_HOME; on macOS in Library/Application
              Support), only for you to read:
                [staging]
                url = "https://staging.example.org/chat"
                auth = "token=@env:TOKEN"
                header = ["X-Tenant: 7", "X-Debug: 1"]
                insecure = true
              The keys are the long names of the options of sio help connection, auth, tls
              and proxy. .sio.toml in a project counts after sio profile trust.

            Examples:
              sio profile add staging https://staging.example.org -a token=@env:TOKEN
              sio tail @staging/chat --json
              sio emit @staging --config ci.toml deploy
            """),
    AUTH("Auth payload, headers, query, cookies and credentials", """
            Values:
              -a K=V, repeated, makes an object of strings; K=@FILE reads a value from a
              file, K=@env:NAME from a variable, K=@cmd:LINE from a command. -a JSON and
              -a @FILE send any other payload. Servers of Socket.IO 1.x and 2.x have no
              auth payload and receive it as query parameters.
              -b @FILE reads a cookie file in Netscape's format, as curl writes it.
              Cookies that the server sets are sent back.

            Environment:
              SIO_AUTH             value of --auth, if it is not given
              SIO_BEARER           value of --bearer, without --bearer and --user

            Examples:
              sio connect :3000 -a token=@token.txt
              sio tail :3000 -a '{"token":"t"}' -H 'X-Tenant: 7' -q room=3
              sio tail https://example.org -b @cookies.txt
            """),
    TLS("Certificates of servers and clients", """
            Trust:
              By default sio trusts the authorities of Java and of the system; the variable
              SSL_CERT_FILE replaces the file of the system. --cacert replaces both, for
              https:// proxies too. These options need an https:// or wss:// URL.

            Names:
              The certificate must list the host, or --servername; if it lists no host
              name, its subject counts (not for browsers). * is one whole label, and at
              least two labels follow it. --insecure checks neither trust nor names.

            Client certificate:
              --cert FILE alone is enough if the file holds the key too.
              --key-pass @FILE reads the passphrase from a file. An encrypted PEM key must
              use AES; Java cannot read DES-EDE3, the default of openssl req -newkey:
              openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW converts a key.

            Examples:
              sio connect https://localhost:3443 --cacert ca.pem
              sio tail https://example.org --cert client.pem --key client.key
              sio tail https://10.0.0.7 --servername app.example.org
            """),
    PROXY("HTTP, HTTPS and SOCKS proxies", """
            Proxy URL:
              [SCHEME://][NAME:PASSWORD@]HOST:PORT; the scheme is http (default), https,
              socks5 (sio resolves the host of the server) or socks5h (the proxy does).
              Polling over http:// goes to an HTTP proxy as plain requests; everything else
              goes through a tunnel (CONNECT).

            Environment:
              http_proxy           proxy for http:// and ws:// URLs
              https_proxy          proxy for https:// and wss:// URLs
              all_proxy            proxy for both, if the first two are not set
              no_proxy             value of --noproxy, if it is not given
              Upper case works too; lower case wins. Localhost is not excepted.

            Examples:
              sio connect https://example.org -x http://proxy:3128
              sio tail :3000 --proxy socks5h://me:secret@proxy:1080
              sio tail http://10.0.0.7 --noproxy localhost,10.0.0.0/8
            """),
    OUTPUT("Output formats, colours and verbosity", """
            Events and acknowledgements go to standard output, everything else to standard
            error. Colours are for terminals only.

            Names in a template of --format:
              %{event} %{args} %{1} %{2} …   name, all arguments, one argument
              %{id} %{elapsed} %{count}      ack id, time to the ack, number of the line
              %{time} %{dir} %{type}         time, in or out, event or ack
              %{nsp} %{sid}                  namespace; client, with sio serve
              %% \\n \\t \\r \\0 \\e \\\\           percent sign and characters

            Secrets:
              Values of fields such as password, secret, token, api_key, authorization and
              cookie are shown as "***" in text for people, traces and recordings. A name
              also matches keys that end with it: accessToken, X-Api-Key.
              --json, --raw, --format and the values of --ack in a pipe are exact, unless
              --redact is given. --no-redact makes exact recordings.

            Environment:
              NO_COLOR             no colours
              CLICOLOR_FORCE       colours in pipes too
              SIO_REDACT           value of --redact, without it and --no-redact
              SIO_THEME            default of --theme

            Examples:
              sio tail :3000 --json | jq .args
              sio tail :3000 --format '%{time}\\t%{event}\\t%{1}\\n'
              sio emit :3000 order '{sku: 7}' --ack --pretty
            """),
    TRACE("Wire traffic: HTTP, Engine.IO and Socket.IO packets", """
            Levels:
              http                 requests and responses with their headers
              eio                  Engine.IO packets, websocket pings and close frames
              sio                  Socket.IO packets: type, namespace, event, ack id, size

            Each line has the number of its HTTP exchange or websocket, such as #4.
            Credentials and session ids are masked, and secrets in payloads; see sio help
            output.
            At the prompt, the verb trace does the same: trace on, trace off, trace to FILE.

            Examples:
              sio tail :3000 --trace
              sio emit :3000 hello --ack --trace=eio,sio
              sio connect :3000 --trace-file wire.log
            """),
    SERVER("Heartbeat, limits, TLS and web pages of sio serve", """
            Port:
              Without --port, sio serve uses 3000; on a terminal it uses the next free port
              if 3000 is taken.

            Web pages:
              Pages of this machine may connect. --cors allows other origins, 'null' for
              files and sandboxed frames, or '*' for all. Programs that send no Origin
              header, such as sio and curl, may always connect.

            TLS:
              --cert FILE makes it serve https://; it is enough if the file holds the key
              too. --key-pass @FILE reads the passphrase from a file.

            Clients of Engine.IO 3:
              They have no auth payload: --auth compares their query parameters.

            Examples:
              sio serve --cors https://app.example
              sio serve --cert server.pem --key server.key
              sio serve --cert server.p12 --key-pass @password.txt
              sio serve --ping-interval 1s --ping-timeout 1s --recovery 2m
            """),
    ARGUMENTS("Values of events, and the lines of emit --lines", """
            An argument is sent as:
              7 true null {"a":1} [1,2] "text"   this JSON, character for character
              {a: 1, 'b': [2,], /* why */}       strict JSON; numbers and texts unchanged
              hello                              the string "hello"
              str:42                             the string "42"
              @FILE @-                           JSON from a file or standard input
              bin:@FILE hex:ff00 b64:AQID        bytes
              {data: {$binary: "AQID"}}          JSON with bytes, in Base64

            The name of an event is a string, or a number if it is a JSON number.

            A line of --lines is one of:
              ack 1 {text: "two"}                an event and its arguments
              {"type":"event", …}                a record of --json; records of incoming
                                                 events need --all
              ["ack",1]                          an array, as --raw writes it
              42["ack",1]  2["ack",1]            a packet, with or without Engine.IO's type
              Blank lines and lines that begin with # are skipped.

            Examples:
              sio emit :3000 upload '{name: "a.png"}' bin:@a.png
              sio emit :3000 --lines --rate 100 < session.ndjson
            """),
    EXPRESSIONS("Values and conditions of --match, lines and rules", """
            Conditions:
              $1                         true unless missing, false, 0 or ""
              $1.n == 2 (!= < <= > >=)   numbers by value, texts by their characters
              $event ~ chat-*            the text of a value matches a pattern
              $1.tags has red            element of an array, key, or part of a text
              $1 is bytes                or string, number, boolean, object, array, null
              10%                        true with this probability
              not, and, or, ( )          not binds strongest, or weakest

            Values:
              $1 $2 … $args              arguments; parts: $1.user.name, $1[0], $1.length
              $event $nsp $id            name, namespace, and with sio serve the client
              $env.NAME $now $uuid       environment variable, time, random id
              hex($1) base64($1)         bytes, or the UTF-8 bytes of a text
              $random(1,6) $pick(a,b)    a whole number from 1 to 6, one of the values
              $sum($1,2)                 the sum of numbers
              $n $id                     number of a repetition, variable of let
              7 red "a b" {a: $1}        JSON or text; also hex:00ff and other arguments

            In JSON without quotes, a value may stand anywhere: emit order {id: $uuid}.
            In strings, $ is a dollar sign, except in rules, in files of sio run and with
            --template; there, $$ is one: emit order --template "no. $n costs $$5".

            Examples:
              sio tail :3000 --match '$1.status == "paid" and $1.total > 100'
              sio emit :3000 order '{id: 7}' --until paid --match '$1.id == 7' --wait 3s
              sio connect :3000 -e "wait paid --match '$1.id == 7'"
            """),
    SCRIPTS("Files of sio run: tests, clients, expectations and blocks", """
            test "a message reaches its room and no other"
              client sender /chat --auth name=sender
              client member /chat
              client outsider /chat
              sender: emit say {room: 7, text: "hi $uuid"} --ack
              let id = $1.id
              member: expect said --match '$1.id == $id' --within 500ms
              outsider: expect not said --for 500ms

            Blocks, whose lines are indented:
              test "NAME"                skip test "NAME", only test "NAME"
              before, after              before and after each test of the file
              repeat N                   $n counts from 1
              for NAME in ["a", "b"]     $NAME is the element; may contain tests
              include FILE               one line: inserts the lines of another file

            Lines are those of the prompt (sio help verbs): NAME: LINE runs on the client
            NAME, another line on the client that was opened last, or of use NAME.
            Clients of a test are closed at its end; those outside of tests are shared.

            Values: $1.id of the latest event, acknowledgement or refusal that a line waited
            for, $NAME of let and --var, and those of sio help expressions, also in strings.
            """),
    RULES("Rules of sio serve: events, actions, values and faults", """
            A rule, on one line of a file of --rules, or in --exec:
              on EVENT [in /NSP] [if CONDITION] ACTION [then [if CONDITION] ACTION]…
              on handshake …   on connecting …   on connect …   on disconnect …
              namespace /NSP [refuse MESSAGE [DATA] [unless|if CONDITION]]

            Actions:
              emit, send, ack, broadcast, all, to ROOM [but-me] [except ROOM] emit,
              join ROOM, leave ROOM, kick [SID] [--close], emit EVENT ARGS… --ack then …,
              sleep TIME, repeat [N] --interval TIME ACTION, set [shared.]NAME VALUE,
              refuse MESSAGE

            Values:
              those of sio help expressions, also in strings: "hi $1.name", and
              $auth $query $header.NAME $transport $eio $address $data.NAME $shared.NAME
              $rooms $room $count $n $reason $answer

            Faults, also at random with --chaos:
              drop, duplicate, delay TIME, no-ack, late-ack TIME, close CODE, cut,
              malformed, oversized, no-ping, no-upgrade

            Examples:
              on hello ack "hi" $1
              on connect emit welcome $id then join lobby
              on say if $rooms has $1 to $1 emit said $2
              sio serve --chaos delay=100ms..2s,drop=5% --seed 7
            """),
    JSON("Records of --json, one JSON object per line", """
            Fields of every record:
              type                 event, ack, ack_timeout, not_joined, and others with
                                   --lifecycle: open, connect, disconnect, upgrade …
              time                 ISO 8601 in UTC; dir is in or out, nsp the namespace

            event                  nsp, event, args; id if an acknowledgement is requested
            ack                    nsp, id, args; event and elapsed_ms if they are known
            ack_timeout            nsp, id, event, timeout_ms

            event is a string, or a number if the name is a JSON number. args are the
            arguments byte for byte; a binary value is {"$binary":"<base64>"}.
            emit --lines sends these records again. --record FILE and the verb record
            write the same records, with secrets in payloads masked unless --no-redact is
            given. src/docs/records.md has the fields of all types.

            Examples:
              sio tail :3000 --json | jq -r 'select(.event == "order") | .args[0].id'
              sio connect :3000 --record session.ndjson
              sio emit :3000 --lines < session.ndjson
            """),
    ENVIRONMENT("Environment variables and files", """
            Variables:
              SIO_AUTH             value of --auth, if it is not given
              SIO_BEARER           value of --bearer, without --bearer and --user
              SIO_KEY_PASS         value of --key-pass
              SIO_PROFILE          profile that @ stands for (sio help profiles)
              SIO_REDACT           value of --redact, if neither it nor --no-redact is given
              SIO_THEME            default of --theme
              SIO_JAVA_OPTS        options for the JVM, such as -Xmx4g
              NO_COLOR             no colours; CLICOLOR_FORCE: colours in pipes too
              COLUMNS              width of a terminal that the system does not tell
              http_proxy, https_proxy, all_proxy, no_proxy    sio help proxy
              SSL_CERT_FILE        authorities of the system (sio help tls)
              VISUAL, EDITOR       editor of sio profile edit
              XDG_CONFIG_HOME, XDG_STATE_HOME                 directories of the files

            Files:
              ~/.config/sio/profiles.toml    profiles
              ~/.local/state/sio/history     history of the prompt
              .sio.toml                      profiles of a project
              On macOS they are in ~/Library/Application Support/sio.
            """),
    TROUBLESHOOTING("What you see in other clients, and what to run", """
            sio doctor URL checks every layer and says what to change. By symptom:

            xhr poll error         sio doctor URL; the cause is DNS, TCP, TLS, HTTP or CORS
            websocket error        sio emit URL ping --transport websocket; a proxy without
                                   Upgrade, or a server without websocket
            timeout                sio tail URL --trace: what arrives, and what does not
            Session ID unknown     sio doctor URL: several servers without sticky sessions
            Invalid namespace      the path of the URL is a namespace: URL/admin joins
                                   /admin; --path is the path of the server
            Transport unknown      sio emit URL ping --transport polling, or websocket
            CORS                   sio doctor URL --origin https://your.page
            400, 404 or a page     sio doctor URL tries likely paths; then --path
            nothing happens        versions differ: sio detects them, a JavaScript client
                                   needs socket.io-client 2 for servers of 1.x and 2.x
            events are lost        sio tail URL --json beside your client; --ack shows
                                   whether the server has received an event
            disconnects            sio connect URL -v: close code, ping timeout or proxy
            auth is refused        -a token=… is Socket.IO's auth; -H, --bearer are HTTP
            """),
    EXIT_CODES("Exit codes of sio", """
              0    done; also if the reader of the output ended (seen when the next line
                   is written: tail --count 1 ends at once, | head -1 does not);
                   sio run then still runs all tests, and 0 means that they passed
              1    internal error, or too little memory (SIO_JAVA_OPTS=-Xmx4g)
              2    usage: the command line, a file or a line of input is wrong; or the
                   output cannot be written
              3    no connection: DNS, TCP, proxy, TLS, HTTP, or not a Socket.IO server
              4    refused: middleware, invalid namespace, 401 or 403
              5    timeout: connection, acknowledgement, --until or --count
              6    an expectation failed, or a warning of sio doctor --strict
              7    disconnected before everything was done, or before the server was known
                   to have read it
              130  interrupted (129 by SIGHUP, 143 by SIGTERM)
            """);

    private final String summary;
    private final String text;

    HelpTopic(String summary, String text) {
        this.summary = summary;
        this.text = text;
    }

    /** Returns the word that names this topic on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the page. */
    String page(Ansi ansi) {
        List<OptionGroup> groups =
                shared().stream().filter(group -> group.topic().equals(label())).toList();
        String options = groups.isEmpty() ? "" : CommandModels.optionHelp(groups, ansi);
        return String.format("%s%n%s%n%s", summary, options, text.replace("\n", System.lineSeparator()));
    }

    private static List<OptionGroup> shared() {
        List<OptionGroup> groups = new ArrayList<>(new ConnectionOptions(true).groups());
        groups.addAll(
                List.of(new ProfileOptions(), new OutputOptions(), new TraceOptions(), new AdvancedListenOptions()));
        return groups;
    }
}
