package io.github.siocli.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs {@code sio serve} in another process, for the commands of a training run to connect to. */
final class TrainingServer implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on (\\S+) .*");

    private final Process process;
    private final String url;

    private TrainingServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts the server on a free port of this machine, and waits until it listens.
     *
     * @param sio the installed command
     * @param options options of {@code sio serve}
     * @throws IOException if the server ends before it listens
     */
    static TrainingServer start(String sio, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(sio, "serve", "--port", "0"));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader messages = process.errorReader();
        for (String line = messages.readLine(); line != null; line = messages.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                drain(messages);
                return new TrainingServer(process, listening.group(1));
            }
        }
        process.destroy();
        throw new IOException("the server for the training run did not start");
    }

    /** Reads the rest of the messages, because the server would block on a full pipe. */
    private static void drain(BufferedReader messages) {
        Thread reader = new Thread(
                () -> {
                    try {
                        messages.transferTo(Writer.nullWriter());
                    } catch (IOException ended) {
                        // The server has ended.
                    }
                },
                "drain");
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns the URL of the server. */
    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
