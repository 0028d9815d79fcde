package io.github.siocli.net.websocket;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Several attempts to connect, of which the first that succeeds is taken. Any thread may call. */
final class HappyEyeballs {

    private final CompletableFuture<Socket> winner = new CompletableFuture<>();
    private int running;
    private Exception failure;

    /** A race of so many attempts, not all of which need to be made. */
    HappyEyeballs(int attempts, Cancellation cancellation) throws SocketException {
        this.running = attempts;
        cancellation.closes(() -> winner.completeExceptionally(new SocketException("Socket closed")));
    }

    /** An attempt succeeded. */
    void connected(Socket socket) throws IOException {
        if (!winner.complete(socket)) {
            socket.close();
        }
    }

    /** An attempt failed; where all have, the first failure is that of the race. */
    synchronized void failed(Exception e) {
        if (failure == null) {
            failure = e;
        } else {
            failure.addSuppressed(e);
        }
        if (--running == 0) {
            winner.completeExceptionally(failure);
        }
    }

    /**
     * Waits until another attempt is due.
     *
     * @param latest is complete once the latest attempt has ended
     * @return whether none is
     */
    boolean isDecidedWithin(long millis, CompletableFuture<Void> latest) {
        try {
            CompletableFuture.anyOf(winner, latest).get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException next) {
            return winner.isDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return winner.isDone();
    }

    /** The first connection, or the first failure where there is none. */
    CompletableFuture<Socket> winner() {
        return winner;
    }
}
