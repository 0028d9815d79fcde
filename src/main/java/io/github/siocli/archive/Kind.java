package io.github.siocli.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The commands that share an archive. The JVM links all of an archive before a command begins, so that each class in it which
 * a command does not need makes it slower.
 */
enum Kind {
    /** An event without TLS: what scripts do most. */
    EMIT("emit", "") {
        @Override
        List<List<String>> lines(Stage stage) {
            return List.of(
                    List.of("emit", stage.http(), "a", "{\"b\":1}", "text", "--ack"),
                    List.of("emit", stage.http(), "a", "1", "--ack", "--transport", "websocket"));
        }
    },

    /** What else scripts do. */
    CLIENT("tail", "") {
        @Override
        List<List<String>> lines(Stage stage) {
            List<String> trusted = List.of("--cacert", stage.certificate().toString());
            return List.of(
                    List.of("emit", "--help"),
                    List.of("tail", stage.http(), "-e", "emit a {b: 1}", "--count", "1"),
                    List.of("tail", stage.http(), "-e", "emit a 1", "--count", "1", "--json"),
                    List.of("tail", stage.http(), "-e", "emit a 1", "--count", "1", "--raw"),
                    // Refused, as it is no HTTP that is spoken there, and as nobody trusts the certificate.
                    List.of("emit", stage.https().replace("https:", "http:"), "a"),
                    List.of("emit", stage.https(), "a"),
                    with(trusted, "emit", stage.https(), "a", "1", "--ack"),
                    with(trusted, "emit", stage.https(), "a", "1", "--ack", "--transport", "websocket"),
                    List.of("emit", stage.http(), "a", "{\"b\":1}", "text", "--ack"));
        }
    },

    /** The prompt on a server. */
    PROMPT("connect", "stdin,stdout,stderr") {
        @Override
        List<List<String>> lines(Stage stage) {
            return List.of(List.of("connect", stage.http(), "-e", "emit a 1 --ack"), List.of("connect", stage.http()));
        }
    },

    /** The prompt on a server of our own, which is a library more. */
    SERVER("demo", "stdin,stdout,stderr") {
        @Override
        List<List<String>> lines(Stage stage) {
            return List.of(
                    List.of("demo", "-e", "emit a 1 --ack"),
                    List.of("demo"),
                    // The keys have been read, so that it leaves at once.
                    List.of("serve", "--port", "0"));
        }
    };

    private final String command;
    private final String terminal;

    Kind(String command, String terminal) {
        this.command = command;
        this.terminal = terminal;
    }

    private static List<String> with(List<String> more, String... words) {
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
    abstract List<List<String>> lines(Stage stage);
}
