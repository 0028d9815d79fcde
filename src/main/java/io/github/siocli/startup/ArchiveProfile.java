package io.github.siocli.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Groups of commands that share an archive, each with the command lines of its training run.
 *
 * <p>There are several archives because the JVM links the whole archive before a command starts, so that every class that the
 * command does not need makes it slower.
 */
enum ArchiveProfile {
    /** {@code sio emit} without TLS, the most frequent command in scripts. */
    EMIT("emit", "") {
        @Override
        List<List<String>> lines(TrainingEnvironment servers) {
            return List.of(
                    List.of(
                            "emit",
                            TrainingEnvironment.withHostName(servers.http()),
                            "a",
                            "{\"b\":1}",
                            "text",
                            "--ack"),
                    // With the colours that a terminal gets.
                    List.of("emit", servers.http(), "a", "1", "--ack", "--transport", "websocket", "--color=always"),
                    // The server closes here; after a close by the client its last packets would be recorded or not by
                    // chance.
                    List.of("emit", servers.http(), "bye", "--ack", "--transport", "websocket"));
        }
    },

    /** {@code sio tail} without TLS, of few events and of many. */
    TAIL("tail", "") {
        @Override
        List<List<String>> lines(TrainingEnvironment servers) {
            List<String> flood = List.of("--transport", "websocket", "--until", EventFloodServer.END);
            return List.of(
                    List.of(
                            "tail",
                            TrainingEnvironment.withHostName(servers.http()),
                            "-e",
                            "emit a {b: 1}",
                            "--count",
                            "1",
                            "--color=always"),
                    List.of("tail", servers.http(), "-e", "emit a 1", "--count", "1", "--json"),
                    List.of("tail", servers.http(), "-e", "emit a 1", "--count", "1", "--raw"),
                    append(flood, "tail", servers.flood()),
                    append(flood, "tail", servers.flood(), "--json"),
                    append(flood, "tail", servers.flood(), "--raw"));
        }
    },

    /** The commands that check a server: {@code sio run} and {@code sio doctor}. */
    RUN("run", "") {
        @Override
        List<List<String>> lines(TrainingEnvironment servers) {
            String tests = servers.tests().toString();
            return List.of(
                    List.of("run", tests, "--url", TrainingEnvironment.withHostName(servers.http()), "--color=always"),
                    List.of("run", tests, "--url", servers.http(), "--junit", "report.xml"),
                    List.of("doctor", servers.http(), "--color=always"),
                    List.of(
                            "doctor",
                            servers.https(),
                            "--cacert",
                            servers.authority().toString()));
        }
    },

    /** All other commands in scripts, TLS and profiles included. */
    CLIENT("help", "") {
        @Override
        List<List<String>> lines(TrainingEnvironment servers) {
            List<String> trusted = List.of("--cacert", servers.authority().toString());
            return List.of(
                    List.of("emit", "--help"),
                    List.of("profile", "add", "training", servers.http(), "-a", "token=@env:PATH"),
                    List.of("profile", "ls"),
                    List.of("emit", "@training", "a", "1", "--ack"),
                    // Both fail: the port does not speak plain HTTP, and the system does not trust the certificate.
                    List.of("emit", servers.https().replace("https:", "http:"), "a"),
                    List.of("emit", servers.https(), "a"),
                    append(
                            trusted,
                            "emit",
                            TrainingEnvironment.withHostName(servers.https()),
                            "a",
                            "{\"b\":1}",
                            "text",
                            "--ack"),
                    append(trusted, "emit", servers.https(), "a", "1", "--ack", "--transport", "websocket"),
                    append(trusted, "emit", servers.https(), "bye", "--ack", "--transport", "websocket"),
                    append(trusted, "tail", servers.https(), "-e", "emit a {b: 1}", "--count", "1", "--color=always"),
                    append(trusted, "tail", servers.https(), "-e", "emit a 1", "--count", "1", "--json"));
        }
    },

    /** The prompt of {@code sio connect}. */
    PROMPT("connect", "stdin,stdout,stderr") {
        @Override
        List<List<String>> lines(TrainingEnvironment servers) {
            return List.of(
                    List.of("connect", TrainingEnvironment.withHostName(servers.http()), "-e", "emit a 1 --ack"),
                    List.of("connect", servers.http()));
        }
    },

    /** The commands that run a server, which needs Netty, with their prompts. */
    SERVER("demo", "stdin,stdout,stderr") {
        @Override
        List<List<String>> lines(TrainingEnvironment servers) {
            return List.of(
                    List.of("demo", "-e", "emit a 1 --ack"),
                    List.of("demo"),
                    // Standard input is at its end by now, so that this prompt leaves at once.
                    List.of("serve", "--port", "0"));
        }
    };

    private final String command;
    private final String terminal;

    ArchiveProfile(String command, String terminal) {
        this.command = command;
        this.terminal = terminal;
    }

    static List<String> append(List<String> options, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(options);
        return line;
    }

    /** Returns a command for which the launcher selects this archive. */
    String command() {
        return command;
    }

    /** Returns the standard streams that count as a terminal, in the format of the property {@code sio.terminal}. */
    String terminal() {
        return terminal;
    }

    /** Returns the file name of the archive without its extension. */
    String archive() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the command lines of the training run, each split into words. */
    abstract List<List<String>> lines(TrainingEnvironment servers);
}
