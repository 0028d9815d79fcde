package io.github.siocli.net.websocket;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** Records the calls of a listener as lines. */
class RecordingListener extends WebSocketListener {

    private static final int PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    /** Waits for the next line. */
    final String next() throws InterruptedException {
        String line = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nothing more was told");
        }
        return line;
    }

    /** Returns all lines up to the end. Fails if a line follows the end. */
    final String end() throws InterruptedException {
        StringBuilder all = new StringBuilder();
        while (true) {
            String line = next();
            all.append(line).append('\n');
            if (line.startsWith("closed") || line.startsWith("failed")) {
                if (told.poll(20, TimeUnit.MILLISECONDS) != null) {
                    throw new AssertionError("something is told behind the end");
                }
                return all.toString();
            }
        }
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
        told.add("open " + response.code());
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        told.add("text " + RecordingReader.shortened(text));
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
        told.add("binary " + RecordingReader.shortened(bytes.hex()));
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
        told.add("closing " + code + " " + reason);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
        told.add("closed " + code + " " + reason);
    }

    @Override
    public void onFailure(WebSocket socket, Throwable error, Response response) {
        told.add("failed " + error.getClass().getSimpleName() + ": " + error.getMessage() + text(response));
    }

    private static String text(Response response) {
        if (response == null) {
            return "";
        }
        try {
            String type = response.header("Content-Type", "");
            return " [" + response.code() + "|" + response.message() + "|" + type + "|"
                    + RecordingReader.shortened(response.body().string()) + "]";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
