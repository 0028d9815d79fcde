package io.github.siocli.command;

import java.time.Duration;

/** Has something done after some time. */
final class DelayedAction {

    private DelayedAction() {}

    /** Calls the action on a thread of its own, unless the process has ended by then. */
    static void in(Duration time, Runnable action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
                        action.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "sio-alarm");
        thread.setDaemon(true);
        thread.start();
    }
}
