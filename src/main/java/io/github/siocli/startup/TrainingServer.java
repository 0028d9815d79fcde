package io.github.siocli.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of sio's own, in another process, that answers what is rehearsed. */
final class TrainingServer implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on (\\S+) .*");

    private final Process process;
    private final String url;

    private TrainingServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts one at any port of this machine.
     *
     * @param sio the command to start
     * @param options of {@code sio serve}
     * @throws IOException where it does not come up
     */
    static TrainingServer start(String sio, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(sio, "serve", "--port", "0"));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.errorReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                drain(said);
                return new TrainingServer(process, listening.group(1));
            }
        }
        process.destroy();
        throw new IOException("the server for the rehearsal did not come up");
    }

    /** What nobody reads would hold the server up in the end. */
    private static void drain(BufferedReader said) {
        Thread reader = new Thread(
                () -> {
                    try {
                        said.transferTo(Writer.nullWriter());
                    } catch (IOException ended) {
                        // Nothing more is said.
                    }
                },
                "drain");
        reader.setDaemon(true);
        reader.start();
    }

    /** Where it listens. */
    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
