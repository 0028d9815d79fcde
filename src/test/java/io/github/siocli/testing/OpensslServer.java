package io.github.siocli.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TLS server of OpenSSL that sends a fixed HTTP response. */
public final class OpensslServer implements AutoCloseable {

    private static final Pattern ACCEPT = Pattern.compile("ACCEPT .*:(\\d+)");

    private final Process process;
    private final int port;

    private OpensslServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the server. Skips the test if openssl is not installed. The options are those of {@code openssl
     * s_server}.
     */
    public static OpensslServer start(Certificates certificate, String... options) {
        Programs.required("openssl");
        List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-www", "-accept", "127.0.0.1:0"));
        command.addAll(List.of("-cert", certificate.certificate().toString()));
        command.addAll(List.of("-key", certificate.key().toString()));
        command.addAll(List.of(options));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            StringBuilder told = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher accept = ACCEPT.matcher(line);
                if (accept.matches()) {
                    drain(output);
                    return new OpensslServer(process, Integer.parseInt(accept.group(1)));
                }
                told.append(line).append('\n');
            }
            throw new AssertionError("openssl does not start:\n" + told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server would block if its output were not read. */
    private static void drain(BufferedReader output) {
        Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "output of openssl");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, closed) -> {});
        thread.start();
    }

    /** Returns the URL, with the host of the certificates. */
    public String url() {
        return "https://localhost:" + port;
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
