package io.github.siocli.client.websocket;

import java.security.SecureRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Where keys come from. The JDK takes some milliseconds to set this up, for which nobody need wait. Any thread may call. */
final class Randomness {

    private final FutureTask<SecureRandom> source = new FutureTask<>(Randomness::create);

    /** Sets it up on another thread. */
    void warmUp() {
        Thread thread = new Thread(source, "sio-random");
        thread.setDaemon(true);
        thread.start();
    }

    /** The source; sets it up where nobody has begun to. */
    SecureRandom get() {
        source.run();
        try {
            return source.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("there are no random numbers", e.getCause());
        }
    }

    private static SecureRandom create() {
        SecureRandom random = new SecureRandom();
        // Only the first number has it set itself up.
        random.nextInt();
        return random;
    }
}
