package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.app.Main;
import io.github.siocli.event.ExitCode;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Interrupts;
import io.github.siocli.output.StandardStreams;
import io.github.siocli.output.TerminalInfo;
import io.github.siocli.testing.Golden;
import io.github.siocli.testing.Sio;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ProgramTest {

    @ParameterizedTest
    @ValueSource(strings = {"connect", "emit", "tail", "run", "doctor", "serve", "demo"})
    void explainsCommandOnOneScreen(String command) {
        Sio.Result help = Sio.run(command, "--help");
        Golden.check("cli/help-" + command + ".txt", help.out());
        assertThat(help).isEqualTo(new Sio.Result(ExitCode.DONE, help.out(), ""));
        assertThat(Sio.run(command, "-h")).isEqualTo(help);
        assertThat(Sio.run("help", command)).isEqualTo(help);
        assertThat(help.out().lines()).hasSizeLessThanOrEqualTo(40).allMatch(line -> line.length() <= 80);
        assertThat(help.out()).contains("\nExamples:\n  ").doesNotContain("--color");
        assertThat(Sio.run(command, "--help-all").out().lines())
                .containsAll(help.out()
                        .lines()
                        .filter(line -> line.startsWith("  sio "))
                        .toList())
                .anyMatch(line -> line.contains("--color"))
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void explainsReportOnOneScreen() {
        Sio.Result help = Sio.run("report", "--help");
        Golden.check("cli/help-report.txt", help.out());
        assertThat(help.out().lines()).hasSizeLessThanOrEqualTo(40).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection",
                "profiles",
                "auth",
                "tls",
                "proxy",
                "output",
                "trace",
                "server",
                "arguments",
                "expressions",
                "scripts",
                "rules",
                "json",
                "environment",
                "troubleshooting",
                "exit-codes",
                "verbs",
                "server-verbs",
                "join"
            })
    void explainsTopic(String topic) {
        Sio.Result help = Sio.run("help", topic);
        Golden.check("cli/help-topic-" + topic + ".txt", help.out());
        assertThat(help).isEqualTo(new Sio.Result(ExitCode.DONE, help.out(), ""));
    }

    @Test
    void explainsEveryNameOnLinesOf80Columns() {
        assertThat(Program.helpTopics()).doesNotHaveDuplicates().contains("emit", "tls", "wait", "kick");
        assertThat(Program.helpTopics()).allSatisfy(topic -> {
            Sio.Result help = Sio.run("help", topic);
            assertThat(help.code()).isEqualTo(ExitCode.DONE);
            assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
        });
    }

    @Test
    void explainsEverySharedOptionInATopic() {
        String topics = Stream.of("connection", "profiles", "auth", "tls", "proxy", "output", "trace")
                .map(topic -> Sio.run("help", topic).out())
                .collect(Collectors.joining());
        String own = Sio.run("tail", "--help").out();
        assertThat(Program.models())
                .filteredOn(model -> model.name().equals("sio tail"))
                .flatMap(CommandSpec::options)
                .extracting(OptionSpec::longestName)
                .filteredOn(name -> !own.contains(name))
                .contains("--proxy", "--trace")
                .allMatch(name ->
                        Pattern.compile(name + "[=\\[ ]").matcher(topics).find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"verbs", "server-verbs"})
    void givesExamplesForEveryVerb(String list) {
        List<String> verbs = Sio.run("help", list)
                .out()
                .lines()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.strip().split(" ")[0])
                .toList();
        assertThat(verbs)
                .isNotEmpty()
                .allSatisfy(verb -> assertThat(Sio.run("help", list, verb).out())
                        .startsWith("Usage: " + verb)
                        .contains("\nExamples:\n  " + verb));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    help tlss           | there is no help topic "tlss" | sio help tls
                    help xylophone      | there is no help topic "xylophone" | sio help lists the topics
                    help verbs emti     | there is no verb "emti" | sio help emit
                    help emit more      | unexpected argument "more" | sio help lists the topics
                    """)
    void refusesUnknownHelpTopicWithSuggestion(String line, String message, String hint) {
        assertThat(Sio.run(line.split(" ")))
                .isEqualTo(new Sio.Result(ExitCode.USAGE, "", "sio: " + message + "\n     try: " + hint + "\n"));
    }

    @Test
    void colorsHelpOnTerminalOnly() {
        assertThat(Sio.with().terminal().run("emit", "--help").out()).contains("\u001b[");
        assertThat(Sio.with().terminal().variable("NO_COLOR", "1").run("emit", "--help"))
                .isEqualTo(Sio.run("emit", "--help"));
    }

    @Test
    void listsEveryCommandInOverview() {
        Sio.Result overview = Sio.run("--help");
        Golden.check("cli/help.txt", overview.out());
        assertThat(overview.err()).isEmpty();
        assertThat(Sio.run("-h")).isEqualTo(overview);
        assertThat(Sio.run("help")).isEqualTo(overview);
        assertThat(Sio.run()).isEqualTo(new Sio.Result(ExitCode.USAGE, "", overview.out()));
        assertThat(Program.models())
                .allMatch(model -> overview.out().contains("\n  " + model.name().substring("sio ".length()) + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {":1", "localhost:1/chat", "http://localhost:1"})
    void connectsToUrlWithoutCommand(String url) {
        assertThat(Sio.run(url, "-e", "exit")).isEqualTo(Sio.run("connect", url, "-e", "exit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version", "version"})
    void printsVersionInOneLine(String flag) {
        Sio.Result version = Sio.run(flag);
        assertThat(version.code()).isEqualTo(ExitCode.DONE);
        assertThat(version.out()).matches("sio [^\n]+\n");

        Sio.Result details = Sio.run(flag, "-v");
        assertThat(details.out()).startsWith(version.out()).contains("  commit ", "  Java ");
        assertThat(Sio.run(flag, "-x").err()).contains("unexpected argument \"-x\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    emti   | there is no command "emti"              | sio emit
                    tial   | there is no command "tial"              | sio tail
                    foobar | there is no command "foobar"            | sio --help
                    test   | there is no command "test"              | sio run
                    send   | there is no command "send"              | sio emit
                    server | there is no command "server"            | sio serve
                    -x     | unknown option -x before the command    | sio --help
                    """)
    void suggestsSimilarCommandForUnknownOne(String command, String message, String hint) {
        assertThat(Sio.run(command, "x"))
                .isEqualTo(new Sio.Result(ExitCode.USAGE, "", "sio: " + message + "\n     try: " + hint + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    emit :1 x --acc           | unknown option --acc                                         | --ack; or sio emit --help lists the options
                    emit :1 x --quiet         | unknown option --quiet                                       | --silent; or sio emit --help lists the options
                    emit :1 x --no-color      | unknown option --no-color                                    | --color never; or sio emit --help lists the options
                    emit :1 x --data=1        | unknown option --data=1                                      | the value is an argument: emit URL EVENT '{"id":7}'; or sio emit --help lists the options
                    tail :1 -d 1              | unknown option -d                                            | sio tail --help lists the options
                    tail :1 --timeout 3s      | unknown option --timeout                                     | --max-time, or --connect-timeout and --ack-timeout for one step; or sio tail --help lists the options
                    serve --timeout 3s        | unknown option --timeout                                     | --max-time, or --connect-timeout and --ack-timeout for one step; or sio serve --help lists the options
                    tail :1 --where x         | unknown option --where                                       | --match '$1.id == 7'; or sio tail --help lists the options
                    emit -p 3000 x            | unknown option -p                                            | the port belongs to the URL, as in :3000; or sio emit --help lists the options
                    serve --url x             | unknown option --url                                         | sio serve --help lists the options
                    serve 3000                | "3000" is one argument too many                              | --port 3000
                    serve :3000               | ":3000" is one argument too many                             | --port 3000
                    :1 emit hi {a:1} 2        | the command comes before the URL                             | sio emit :1 hi …
                    ws://u:p@a tail           | the command comes before the URL                             | sio tail ws://…@a
                    @p tail                   | the command comes before the URL                             | sio tail @p
                    run :4101                 | ":4101" is a URL, not a file                                 | --url :4101
                    profile                   | the action is missing                                        | sio profile add, ls, show, edit, rm, use or trust
                    emit hi :3000             | the URL comes before the event                               | sio emit :3000 hi; http://hi for the event :3000
                    emit :1 x --ack=maybe     | --ack takes no value, not "maybe"                            | sio emit --help lists the options
                    connect :1 --namespace    | --namespace needs a value: /NSP                              | sio connect --help lists the options
                    tail :1 --json --json     | --json is given twice                                        | give it once
                    emit :1 x --zzz=1         | unknown option --zzz=1                                       | sio emit --help lists the options
                    tail :1 extra             | "extra" is one argument too many                             | sio tail --help lists the options
                    tail                      | URL is missing                                               | sio tail --help lists the options
                    emit                      | URL is missing                                               | sio emit --help lists the options
                    emit :1                   | the event name is missing                             | sio emit URL EVENT [ARG…]
                    emit :1 x --lines         | --lines takes the events from standard input, not from the command line | --
                    emit :1 --lines --repeat 2 | --lines and --repeat exclude each other                     | repeat the lines
                    emit :1 x --rate 1 --interval 1s | --interval and --rate exclude each other               | one of them
                    emit :1 x --rate 5        | --rate has no effect on a single emission                    | --repeat N, or --lines
                    emit :1 x --interval 1s   | --interval has no effect on a single emission                | --repeat N, or --lines
                    emit :1 x --all           | --all needs --lines                                          | --lines --all
                    emit :1 x --event y       | --event has no effect without waiting for events         | --wait TIME, --count, --until or --idle
                    emit :1 x --exclude y     | --exclude has no effect without waiting for events       | --wait TIME, --count, --until or --idle
                    emit :1 x --cert f        | --cert has no effect on a connection without TLS             | an https:// URL, or leave it out
                    tail ws://a --cacert f    | --cacert has no effect on a connection without TLS           | an https:// URL, or leave it out
                    connect :1 --servername a | --servername has no effect on a connection without TLS       | an https:// URL, or leave it out
                    connect :1 -i -e exit     | --interactive opens a prompt, which needs a terminal         | omit it to run only the lines
                    tail :1 --trace-secrets   | --trace-secrets needs --trace or --trace-file                | --trace --trace-secrets
                    tail :1 --pretty -f x     | --pretty has no effect on --format                           | --json --pretty
                    tail :1 -t --json         | --timestamps has no effect on --json                         | each record has its time
                    tail :1 -t -f %{event}    | --timestamps has no effect on --format                       | %{time} in the template
                    tail :1 -s -v             | --silent and --verbose exclude each other                    | one of them
                    tail :1 --lifecycle       | --lifecycle needs --json                                     | -v shows the connection on standard error
                    tail :1 -u name           | --user takes NAME:PASSWORD, but has no colon            | --user name:
                    serve --engine-only -n /a | --namespace has no effect with --engine-only                 | one of them
                    serve --key k.pem         | --key needs --cert                                           | --cert FILE
                    serve --key-pass p        | --key-pass needs --cert                                      | --cert FILE
                    emit :1 [1,2]             | the event name looks like JSON: [1,2]                 | put the name first: EVENT ARG…; a name in double quotes is used literally
                    emit :1 42["a"]           | the event name looks like a packet: 42["a"]           | put the name first: EVENT ARG…; a name in double quotes is used literally
                    emit :1 x --repeat 0      | --repeat takes a whole number from 1, not "0"                | --repeat 3
                    emit :1 x --rate ten      | --rate takes a whole number from 1, not "ten"                | --rate 3
                    tail :1 -c -1             | --count takes a whole number from 1, not "-1"                | --count 3
                    tail :1 -e hello          | --exec takes a line such as 'emit EVENT ARG…', not "hello"   | emit hello
                    tail :1 -e emit           | "emit" names no event                                        | emit EVENT ARG…
                    tail :1 --transport carrier | "carrier" is not a transport                               | polling, websocket, or both with a comma
                    tail :1 -n a,b            | "a,b" is not a valid namespace: it contains a comma | -n /one -n /two for several
                    tail :1 --reconnect 2 --no-reconnect | --reconnect and --no-reconnect exclude each other  | one of them
                    """)
    void explainsInvalidCommandLine(String line, String message, String hint) {
        String hintLine = hint.equals("--") ? "" : "     try: " + hint + "\n";
        assertThat(Sio.run(line.split(" ")))
                .isEqualTo(new Sio.Result(ExitCode.USAGE, "", "sio: " + message + "\n" + hintLine));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {token: x}    | -a token=…; or JSON
                    {"token":x-y} | -a token=…; or JSON
                    {a: b, c: d}  | JSON
                    token         | JSON
                    """)
    void hintsAtPairForAuthWithoutQuotes(String auth, String hint) {
        assertThat(Sio.run("emit", ":1", "x", "--auth", auth).err()).contains("\n     try: " + hint + " such as '");
    }

    @Test
    void refusesOptionWithoutEffectAtPrompt() {
        assertThat(Sio.with()
                        .terminal()
                        .run("connect", ":1", "--max-time", "5s")
                        .err())
                .contains("--max-time has no effect at a prompt");
        assertThat(Sio.with().terminal().run("connect", ":1", "--keep-going").err())
                .contains("--keep-going has no effect without lines");
    }

    @Test
    void refusesExecLineForUnconnectedNamespace() {
        assertThat(Sio.run("tail", ":1", "-e", "emit x -n /chat").err())
                .isEqualTo("sio: \"emit x -n /chat\" emits in /chat, which is not connected\n     try: -n /chat\n");
    }

    @Test
    void refusesInvalidFileName() {
        Sio.Result result = Sio.run("emit", ":1", "x", "@" + "\0");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).isEqualTo("sio: cannot read \\u0000: not a file name\n");
    }

    @Test
    void reportsInternalFaultWithStackIfVerboseTwice() {
        Clock broken = new Clock() {
            @Override
            public ZoneId getZone() {
                throw new IllegalStateException("no zone");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH;
            }
        };
        Sio.Result quiet = Sio.with().clock(broken).run("demo", "-t", "-e", "emit hello 1 --ack");
        assertThat(quiet.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(quiet.err()).endsWith("""
                sio: internal error: java.lang.IllegalStateException: no zone
                     try: please report it; -vv shows the stack trace
                """);
        assertThat(Sio.with()
                        .clock(broken)
                        .run("demo", "-t", "-e", "emit hello 1 --ack", "-vv")
                        .err())
                .contains("\tat io.github.siocli.");
    }

    @Test
    void reportsExceptionOfAnotherThreadAndExitsWithInternal() {
        for (Throwable fault :
                List.of(new IllegalStateException("no timer"), new OutOfMemoryError("Java heap space"))) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Environment environment = new Environment(
                    new StandardStreams(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err),
                    TerminalInfo.NONE,
                    Map.of(),
                    Path.of("target"),
                    Clock.systemUTC(),
                    new Interrupts() {
                        @Override
                        public void onInterrupt(Runnable action) {
                            // This run is not interrupted.
                        }

                        @Override
                        public Optional<Throwable> uncaughtException() {
                            return Optional.of(fault);
                        }
                    });
            assertThat(Main.run(environment, "--version")).isEqualTo(ExitCode.INTERNAL);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith(fault instanceof OutOfMemoryError ? "sio: " : "sio: internal error: " + fault + "\n")
                    .contains(
                            fault instanceof OutOfMemoryError
                                    ? "MiB of memory are not enough"
                                    : "-vv shows the stack trace");
        }
    }

    @ParameterizedTest
    @CsvSource({"-v,false", "-tv,false", "-kvmv,false", "-vv,true", "-vvv,true", "-kvv,true", "-v -kv,true"})
    void showsStackOfFailureIfVerboseTwice(String flags, boolean shown) {
        List<String> line = new ArrayList<>(List.of("emit", ":x", "y"));
        line.addAll(List.of(flags.split(" ")));
        assertThat(Sio.run(line.toArray(String[]::new)).err().contains("\tat io.github.siocli."))
                .isEqualTo(shown);
    }
}
