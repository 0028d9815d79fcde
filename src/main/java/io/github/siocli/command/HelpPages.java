package io.github.siocli.command;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.server.ServerVerbs;
import io.github.siocli.shell.verb.ClientVerbs;
import io.github.siocli.shell.verb.HelpVerb;
import io.github.siocli.text.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** The pages of {@code sio help}: the overview, commands, topics, and the verbs of both prompts. */
final class HelpPages {

    private static final String CLIENT_VERBS = "verbs";
    private static final String SERVER_VERBS = "server-verbs";
    private static final int WIDTH = 80;

    private final List<Command> commands;
    private final Ansi ansi;

    HelpPages(List<Command> commands, Ansi ansi) {
        this.commands = commands;
        this.ansi = ansi;
    }

    /** Returns the words that have a page, each once. */
    static List<String> topics(List<String> commands) {
        return Stream.of(commands, subjects(), names(clientVerbs()), names(serverVerbs()))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static List<String> subjects() {
        return Stream.concat(
                        Arrays.stream(HelpTopic.values()).map(HelpTopic::label), Stream.of(CLIENT_VERBS, SERVER_VERBS))
                .toList();
    }

    /** Returns the page that is shown without a topic. */
    String overview() {
        String list = commands.stream()
                .map(command -> String.format("  %-8s %s%n", command.name(), command.summary()))
                .collect(Collectors.joining());
        return String.format(
                "sio: the Socket.IO debugger for the terminal%n%n"
                        + "Usage: sio COMMAND [URL] [OPTIONS]%n%n"
                        + "Commands:%n%s%n"
                        + "Help:%n"
                        + "  sio COMMAND --help       purpose, options and examples of a command%n"
                        + "  sio COMMAND --help-all   the same with the options that commands share%n"
                        + "  sio help TOPIC           one of these topics:%n%s"
                        + "  sio help VERB            a verb of the prompt, such as join or wait%n"
                        + "  sio --version [-v]       the version; -v adds commit, Java and libraries%n%n"
                        + "Examples:%n"
                        + "  sio demo%n"
                        + "  sio connect :3000/chat%n"
                        + "  sio emit :3000 hello '{name: \"world\"}' --ack%n"
                        + "  sio tail :3000 --json | jq .args%n"
                        + "  sio doctor https://example.org%n"
                        + "  sio serve -e 'on hello ack \"hi\" $1'%n",
                list, wrapped(subjects()));
    }

    private static String wrapped(List<String> words) {
        String indent = " ".repeat(27);
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        for (String word : words) {
            if (line.length() + word.length() + 1 > WIDTH) {
                text.append(line.toString().stripTrailing()).append(System.lineSeparator());
                line.setLength(0);
                line.append(indent);
            }
            line.append(word).append(' ');
        }
        return text.append(line.toString().stripTrailing())
                .append(System.lineSeparator())
                .toString();
    }

    /**
     * Returns the page of a topic.
     *
     * @param words the topic; a verb may follow the topic of all verbs
     * @throws FailureException if there is no such page
     */
    String page(List<String> words) throws FailureException {
        String topic = words.get(0);
        boolean ofVerbs = topic.equals(CLIENT_VERBS) || topic.equals(SERVER_VERBS);
        if (words.size() > (ofVerbs ? 2 : 1)) {
            throw UsageErrors.error(
                    "unexpected argument \"" + words.get(words.size() - 1) + "\"", "sio help lists the topics");
        }
        if (ofVerbs) {
            List<? extends Verb<?>> verbs = topic.equals(CLIENT_VERBS) ? clientVerbs() : serverVerbs();
            return words.size() == 1 ? HelpVerb.overview(verbs, "sio help " + topic) : verb(words.get(1), verbs);
        }
        Optional<String> page = command(topic).or(() -> subject(topic)).or(() -> verbs(topic));
        return page.orElseThrow(() -> unknown(
                "there is no help topic \"" + topic + "\"",
                topic,
                topics(commands.stream().map(Command::name).toList()),
                "sio help lists the topics"));
    }

    private Optional<String> command(String name) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .map(command -> CommandModels.help(command.model(), ansi, false));
    }

    private Optional<String> subject(String name) {
        return Arrays.stream(HelpTopic.values())
                .filter(topic -> topic.label().equals(name))
                .findFirst()
                .map(topic -> topic.page(ansi));
    }

    /** Explains a verb of the client's prompt, and the verb of this name of the server's prompt if it is another one. */
    private Optional<String> verbs(String name) {
        Optional<Verb<?>> client = find(name, clientVerbs());
        Optional<Verb<?>> server = find(name, serverVerbs())
                .filter(verb -> client.isEmpty() || client.get().getClass() != verb.getClass());
        if (client.isEmpty()) {
            return server.map(verb -> "At the prompt of sio serve:" + System.lineSeparator() + help(verb));
        }
        String other = server.map(verb -> String.format("%nAt the prompt of sio serve:%n%s", help(verb)))
                .orElse("");
        return client.map(verb -> help(verb) + other);
    }

    private String verb(String name, List<? extends Verb<?>> verbs) throws FailureException {
        return find(name, verbs)
                .map(this::help)
                .orElseThrow(() ->
                        unknown("there is no verb \"" + name + "\"", name, names(verbs), "sio help lists the topics"));
    }

    private String help(Verb<?> verb) {
        return CommandModels.help(verb.model(), ansi, true);
    }

    private static FailureException unknown(String message, String name, List<String> names, String list) {
        return UsageErrors.error(
                message,
                NearestName.find(name, names).map(near -> "sio help " + near).orElse(list));
    }

    private static Optional<Verb<?>> find(String name, List<? extends Verb<?>> verbs) {
        for (Verb<?> verb : verbs) {
            if (verb.name().equals(name)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    private static List<String> names(List<? extends Verb<?>> verbs) {
        return verbs.stream().map(Verb::name).toList();
    }

    private static List<? extends Verb<?>> clientVerbs() {
        return ClientVerbs.ALL.stream().map(Supplier::get).toList();
    }

    private static List<? extends Verb<?>> serverVerbs() {
        return ServerVerbs.ALL.stream().map(Supplier::get).toList();
    }
}
