package io.github.siocli.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ReusedConnectionsTest {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok";

    /** The reaction of the server to the next request: respond, respond and close, or close without a response. */
    private enum Reaction {
        ANSWER,
        ANSWER_AND_CLOSE,
        CLOSE
    }

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Reaction> deeds = new LinkedBlockingQueue<>();
    private final BlockingQueue<Socket> closed = new LinkedBlockingQueue<>();
    private final ReusedConnections connections = new ReusedConnections();
    private final OkHttpClient client = new OkHttpClient.Builder()
            .addInterceptor(new ReusedConnections.Retry())
            .addNetworkInterceptor(connections.check())
            .build();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void usesANewConnectionIfTheServerHasClosedTheOldOne(String method) throws Exception {
        deeds.addAll(List.of(Reaction.ANSWER_AND_CLOSE, Reaction.ANSWER_AND_CLOSE, Reaction.ANSWER));
        for (int i = 0; i < 3; i++) {
            assertThat(status(method)).isEqualTo(200);
            if (i < 2) {
                closed.poll(10, TimeUnit.SECONDS);
            }
        }
        assertThat(requests).containsExactly(method + " 1", method + " 2", method + " 3");
    }

    @Test
    void reusesAConnectionThatTheServerKeeps() throws Exception {
        deeds.addAll(List.of(Reaction.ANSWER, Reaction.ANSWER, Reaction.ANSWER));
        assertThat(status("POST")).isEqualTo(200);
        assertThat(status("GET")).isEqualTo(200);
        assertThat(status("POST")).isEqualTo(200);
        assertThat(requests).containsExactly("POST 1", "GET 1", "POST 1");
    }

    @Test
    void repeatsAGetWithoutAnyResponseByte() throws Exception {
        deeds.addAll(List.of(Reaction.ANSWER, Reaction.CLOSE, Reaction.ANSWER));
        assertThat(status("GET")).isEqualTo(200);
        assertThat(status("GET")).isEqualTo(200);
        assertThat(requests).containsExactly("GET 1", "GET 1", "GET 2");
    }

    @Test
    void doesNotRepeatAPostThatTheServerMayHaveProcessed() throws Exception {
        deeds.addAll(List.of(Reaction.ANSWER, Reaction.CLOSE, Reaction.ANSWER));
        assertThat(status("POST")).isEqualTo(200);
        assertThatThrownBy(() -> status("POST")).isInstanceOf(IOException.class);
        assertThat(requests).containsExactly("POST 1", "POST 1");
    }

    private int status(String method) throws IOException {
        Request.Builder request = new Request.Builder().url("http://127.0.0.1:" + server.getLocalPort() + "/");
        if (method.equals("POST")) {
            request.post(new OneShotBody(MediaType.get("text/plain"), ByteString.encodeUtf8("hi\n")));
        }
        try (Response response = client.newCall(request.build()).execute()) {
            response.body().bytes();
            return response.code();
        }
    }

    private void serve(Socket socket) throws Exception {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String method = line.split(" ")[0];
                while (!in.readLine().isEmpty()) {
                    // Skips a header field.
                }
                if (method.equals("POST")) {
                    in.readLine();
                }
                number = number == 0 ? connectionNumber() : number;
                requests.add(method + " " + number);
                Reaction deed = deeds.remove();
                if (deed != Reaction.CLOSE) {
                    socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                }
                if (deed != Reaction.ANSWER) {
                    break;
                }
            }
        }
        closed.add(socket);
    }

    private int connectionNumber() {
        return 1
                + (int) requests.stream()
                        .map(seen -> seen.split(" ")[1])
                        .distinct()
                        .count();
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception over) {
                // The test has its result already.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
