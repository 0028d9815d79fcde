package io.github.siocli.command;

import java.time.Duration;

/** Runs an action after a delay. */
final class DelayedAction {

    private DelayedAction() {}

    /** Runs the action on a daemon thread of its own. */
    static void after(Duration delay, Runnable action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(delay.toMillis(), delay.toNanosPart() % 1_000_000);
                        action.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "sio-delay");
        thread.setDaemon(true);
        thread.start();
    }
}
