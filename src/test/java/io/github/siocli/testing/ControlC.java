package io.github.siocli.testing;

import io.github.siocli.output.Interrupts;
import java.time.Duration;
import java.util.Optional;

/** Ctrl-C of a test. */
final class ControlC implements Interrupts {

    private Runnable action;

    @Override
    public synchronized void onInterrupt(Runnable action) {
        this.action = action;
        notifyAll();
    }

    /** Waits until the program handles interrupts; an earlier Ctrl-C would only end the JVM. */
    void press(Duration limit) {
        Runnable latest = Await.until(
                this, limit, () -> Optional.ofNullable(action), () -> "the program does not listen for interrupts");
        onItsOwnThread(latest);
    }

    synchronized void pressIfListening() {
        if (action != null) {
            onItsOwnThread(action);
        }
    }

    private static void onItsOwnThread(Runnable action) {
        Thread thread = new Thread(action, "Ctrl-C");
        thread.setDaemon(true);
        thread.start();
    }
}
