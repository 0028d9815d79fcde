package io.github.siocli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tasks of {@code sio cheat}, with lines for a server on port 3000. {@code src/docs/cookbook.md} has the same lines. */
enum CheatTask {
    EMIT(
            "Send events",
            recipe("An event; sio ends when the server has read it", "sio emit :3000 hello"),
            recipe(
                    "An event with JSON, and its acknowledgement on standard output",
                    "sio emit :3000 order:create '{sku: 7}' --ack"),
            recipe("To another namespace", "sio emit :3000/chat hello world"),
            recipe("JSON from a file", "sio emit :3000 order:create @order.json --ack"),
            recipe("Bytes", "sio emit :3000 upload '{name: \"a.png\"}' bin:@a.png"),
            recipe(
                    "An event, and the event that answers it",
                    "sio emit :3000 echo '{id: 7}' --until echo --match '$1.id == 7' --wait 3s"),
            recipe("Lines of a file, one event each", "sio emit :3000 --lines < events.txt"),
            recipe("A part of an acknowledgement", "sio emit :3000 order:create '{sku: 7}' --ack | jq .id")),
    RECEIVE(
            "See what arrives",
            recipe("All events", "sio tail :3000"),
            recipe("Of two namespaces", "sio tail :3000 -n / -n /chat"),
            recipe("By name and content", "sio tail :3000 --event 'order:*' --match '$1.total > 100'"),
            recipe("One event, or exit code 5 after ten seconds", "sio tail :3000 --count 1 --max-time 10s"),
            recipe("As JSON, one record per line", "sio tail :3000 --json --count 1 | jq -c .args"),
            recipe("In a format of your own", "sio tail :3000 --format '%{time} %{event} %{1}\\n'"),
            recipe(
                    "After an event that subscribes, with answers to the server's requests",
                    "sio tail :3000 -e 'emit subscribe {room: 7}' --auto-ack '{ok: true}'")),
    LOGIN(
            "Send credentials, and save them",
            recipe("An auth payload, with a token from a file", "sio emit :3000/admin hello -a token=@token.txt"),
            recipe("A token from a variable", "sio emit :3000/admin hello -a token=@env:TOKEN"),
            recipe(
                    "A header, a query parameter and a cookie",
                    "sio emit :3000 hello -H 'X-Tenant: 7' -q room=3 -b id=42"),
            recipe("Authorization: Bearer", "sio emit :3000 hello --bearer @env:TOKEN"),
            recipe("All of it under a name", "sio profile add local :3000/admin -a token=@env:TOKEN"),
            recipe("Used wherever a URL stands", "sio emit @local hello")),
    DEBUG(
            "Find out why a client does not connect",
            recipe("Every layer, and what to change", "sio doctor :3000/chat"),
            recipe("As a web page of another origin", "sio doctor :3000 --origin http://localhost:8080"),
            recipe("A report for an issue, without secrets", "sio doctor :3000 --report report.md"),
            recipe("With one transport only", "sio emit :3000 hello --transport websocket"),
            recipe("The packets", "sio emit :3000 hello --trace=eio,sio"),
            recipe("HTTP requests and responses too", "sio emit :3000 hello --trace")),
    SCRIPT(
            "Run several steps on one connection",
            recipe(
                    "Steps on the command line",
                    "sio connect :3000 -e 'emit login {user: \"ada\"} --ack' -e 'wait ready'"),
            recipe("Steps in a file", "sio connect :3000 < steps.sio"),
            recipe("Steps, then the prompt", "sio connect :3000 -e 'source steps.sio' --interactive")),
    TEST(
            "Test with several clients",
            recipe("Against sio serve with rules, on a free port", "sio run rooms.sio --serve rooms.rules"),
            recipe(
                    "Against your server, when it is up, with a report",
                    "sio run rooms.sio --url :3000 --wait-for-server 30s --junit out.xml"),
            recipe(
                    "Keep what each client of a failed test received",
                    "sio run rooms.sio --serve rooms.rules --record failed")),
    SERVE(
            "Be the server",
            recipe("Echo and acknowledge every event", "sio serve -p 3000"),
            recipe("Answer one event", "sio serve -p 3000 -e 'on order:create ack {id: 41}'"),
            recipe("Rules of a file, reloaded when it changes", "sio serve -p 3000 --rules chat.rules --watch"),
            recipe("Only for clients with a token", "sio serve -p 3000 --auth token=s3cret"),
            recipe("For pages of another origin", "sio serve -p 3000 --cors https://app.example"),
            recipe("With faults, the same in each run", "sio serve -p 3000 --chaos delay=100ms..2s,drop=5% --seed 7")),
    REPLAY(
            "Record and replay",
            recipe("Record a session", "sio connect :3000 --record session.ndjson -e 'emit ack {sku: 7} --ack'"),
            recipe("Send again what was sent", "sio emit :3000 --lines < session.ndjson"),
            recipe("Not faster than ten events per second", "sio emit :3000 --lines --rate 10 < session.ndjson"),
            recipe("Send what was received", "sio emit :3000 --lines --all < session.ndjson")),
    MEASURE(
            "Measure",
            recipe(
                    "The time of an acknowledgement, a hundred times",
                    "sio emit :3000 echo 1 --repeat 100 --ack -o /dev/null"),
            recipe(
                    "Without waiting for each answer",
                    "sio emit :3000 echo 1 --repeat 1000 --ack --pipeline -o /dev/null"),
            recipe(
                    "At a rate, with a number and an id in each event",
                    "sio emit :3000 tick '{n: $n, id: $uuid}' --repeat 10 --rate 50"));

    /**
     * A line to paste.
     *
     * @param purpose its effect, without a full stop
     * @param line a line of POSIX shell
     */
    record Recipe(String purpose, String line) {}

    private final String title;
    private final List<Recipe> recipes;

    CheatTask(String title, Recipe... recipes) {
        this.title = title;
        this.recipes = List.of(recipes);
    }

    private static Recipe recipe(String purpose, String line) {
        return new Recipe(purpose, line);
    }

    /** Returns the task with a label. */
    static Optional<CheatTask> of(String label) {
        return Arrays.stream(values())
                .filter(task -> task.label().equals(label))
                .findFirst();
    }

    /** Returns the labels of all tasks. */
    static List<String> labels() {
        return Arrays.stream(values()).map(CheatTask::label).toList();
    }

    /** Returns the pages of all tasks. */
    static String all() {
        return Arrays.stream(values()).map(CheatTask::page).collect(Collectors.joining(System.lineSeparator()));
    }

    /** Returns the word that names this task on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what the lines do together. */
    String title() {
        return title;
    }

    /** Returns the lines. */
    List<Recipe> recipes() {
        return recipes;
    }

    /** Returns the page. Comments are on lines of their own, because zsh passes a comment behind a command to the command. */
    String page() {
        return recipes.stream()
                .map(recipe -> String.format("  %s%n    %s%n", recipe.purpose(), recipe.line()))
                .collect(Collectors.joining("", String.format("%s (sio cheat %s)%n", title, label()), ""));
    }
}
