package io.github.siocli.server;

/** Starts and stops a server in its own process, to observe the output of the JVM and the libraries. */
final class QuietServer {

    private QuietServer() {}

    public static void main(String[] args) {
        try (TestServer served = TestServer.start();
                RawClient client = RawClient.webSocket(served.port(), "/socket.io/?EIO=4&transport=websocket")) {
            client.text("40").text();
        }
    }
}
