package io.github.siocli.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The commands that share an archive. The JVM links all of an archive before a command begins, so that each class in it which
 * a command does not need makes it slower.
 */
enum ArchiveProfile {
    /** An event without TLS: what scripts do most. */
    EMIT("emit", "") {
        @Override
        List<List<String>> lines(TrainingEnvironment stage) {
            return List.of(
                    List.of("emit", TrainingEnvironment.named(stage.http()), "a", "{\"b\":1}", "text", "--ack"),
                    List.of("emit", stage.http(), "a", "1", "--ack", "--transport", "websocket"),
                    // What comes behind our own goodbye is not waited for, and would be seen by chance.
                    List.of("emit", stage.http(), "bye", "--ack", "--transport", "websocket"));
        }
    },

    /** Events without TLS, few of them and many. */
    TAIL("tail", "") {
        @Override
        List<List<String>> lines(TrainingEnvironment stage) {
            List<String> flood = List.of("--transport", "websocket", "--until", EventFloodServer.END);
            return List.of(
                    List.of("tail", TrainingEnvironment.named(stage.http()), "-e", "emit a {b: 1}", "--count", "1"),
                    List.of("tail", stage.http(), "-e", "emit a 1", "--count", "1", "--json"),
                    List.of("tail", stage.http(), "-e", "emit a 1", "--count", "1", "--raw"),
                    with(flood, "tail", stage.flood()),
                    with(flood, "tail", stage.flood(), "--json"),
                    with(flood, "tail", stage.flood(), "--raw"));
        }
    },

    /** What else scripts do. */
    CLIENT("help", "") {
        @Override
        List<List<String>> lines(TrainingEnvironment stage) {
            List<String> trusted = List.of("--cacert", stage.authority().toString());
            return List.of(
                    List.of("emit", "--help"),
                    // Refused, as it is no HTTP that is spoken there, and as nobody trusts the certificate.
                    List.of("emit", stage.https().replace("https:", "http:"), "a"),
                    List.of("emit", stage.https(), "a"),
                    with(trusted, "emit", TrainingEnvironment.named(stage.https()), "a", "{\"b\":1}", "text", "--ack"),
                    with(trusted, "emit", stage.https(), "a", "1", "--ack", "--transport", "websocket"),
                    with(trusted, "emit", stage.https(), "bye", "--ack", "--transport", "websocket"),
                    with(trusted, "tail", stage.https(), "-e", "emit a {b: 1}", "--count", "1"),
                    with(trusted, "tail", stage.https(), "-e", "emit a 1", "--count", "1", "--json"));
        }
    },

    /** The prompt on a server. */
    PROMPT("connect", "stdin,stdout,stderr") {
        @Override
        List<List<String>> lines(TrainingEnvironment stage) {
            return List.of(
                    List.of("connect", TrainingEnvironment.named(stage.http()), "-e", "emit a 1 --ack"),
                    List.of("connect", stage.http()));
        }
    },

    /** The prompt on a server of our own, which is a library more. */
    SERVER("demo", "stdin,stdout,stderr") {
        @Override
        List<List<String>> lines(TrainingEnvironment stage) {
            return List.of(
                    List.of("demo", "-e", "emit a 1 --ack"),
                    List.of("demo"),
                    // The keys have been read, so that it leaves at once.
                    List.of("serve", "--port", "0"));
        }
    };

    private final String command;
    private final String terminal;

    ArchiveProfile(String command, String terminal) {
        this.command = command;
        this.terminal = terminal;
    }

    static List<String> with(List<String> more, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(more);
        return line;
    }

    /** One of its commands, by which the launcher knows the kind. */
    String command() {
        return command;
    }

    /** Which of its streams are a terminal, as the launcher says it. */
    String terminal() {
        return terminal;
    }

    /** The name of its archive, without what says of which sort it is. */
    String archive() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command lines that are run for it, each as its words. */
    abstract List<List<String>> lines(TrainingEnvironment stage);
}
