package io.github.siocli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A Socket.IO server of python-socketio on a port of 127.0.0.1, without websocket. */
public final class PythonServer implements AutoCloseable {

    /** The Python of the system, because its package manager installs python-socketio for that one. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final Path SCRIPT = Path.of("src", "test", "python", "server.py");

    private final ListeningProcess process;

    private PythonServer(ListeningProcess process) {
        this.process = process;
    }

    /**
     * Starts a server. Skips the test if python-socketio is not installed.
     *
     * @param options a JSON object of options of {@code socketio.Server}
     */
    public static PythonServer start(String options) {
        Programs.required(PYTHON);
        if (!hasSocketIo()) {
            Programs.missing("install python3-socketio to run this test");
        }
        return new PythonServer(ListeningProcess.start(
                PYTHON,
                (directory, port) -> List.of(SCRIPT.toAbsolutePath().toString(), String.valueOf(port), options)));
    }

    private static boolean hasSocketIo() {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import socketio")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while starting " + PYTHON, e);
        }
    }

    /** Returns the address without a scheme. */
    public String hostAndPort() {
        return "127.0.0.1:" + process.port();
    }

    @Override
    public void close() {
        process.close();
    }
}
