package io.github.siocli.server;

/** A server in a process of its own, which begins and ends; what it prints is what the JVM and the libraries do. */
final class QuietServer {

    private QuietServer() {}

    public static void main(String[] args) {
        try (TestServer served = TestServer.start();
                RawClient client = RawClient.webSocket(served.port(), "/socket.io/?EIO=4&transport=websocket")) {
            client.text("40").text();
        }
    }
}
