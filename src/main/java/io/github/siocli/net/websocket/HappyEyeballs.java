package io.github.siocli.net.websocket;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A race of connection attempts, won by the first that succeeds. Any thread may call. */
final class HappyEyeballs {

    private final CompletableFuture<Socket> winner = new CompletableFuture<>();
    private int running;
    private Exception failure;

    /**
     * Creates a race.
     *
     * @param attempts the largest number of attempts; the race fails when this many have failed
     */
    HappyEyeballs(int attempts, Cancellation cancellation) throws SocketException {
        this.running = attempts;
        cancellation.closeOnCancel(() -> winner.completeExceptionally(new SocketException("Socket closed")));
    }

    /** Reports a successful attempt. Closes its socket if another attempt has won. */
    void connected(Socket socket) throws IOException {
        if (!winner.complete(socket)) {
            socket.close();
        }
    }

    /** Reports a failed attempt. If all attempts fail, the race fails with the first failure. */
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
     * Waits until the race is decided, the latest attempt ends or the time is over.
     *
     * @param latest completes when the latest attempt has ended
     * @return true if the race is decided, so that no further attempt is needed
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

    /** Returns the first connection; fails with the first failure if all attempts fail. */
    CompletableFuture<Socket> winner() {
        return winner;
    }
}
