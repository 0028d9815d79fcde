package io.github.siocli.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {

    @Test
    void reportsAnExceptionOfATaskAndRunsTheOthers() throws Exception {
        BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
        ScheduledThreadPoolExecutor scheduler = DaemonThreads.scheduler();
        try {
            scheduler
                    .submit(() -> Thread.currentThread()
                            .setUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown)))
                    .get();
            RuntimeException fault = new IllegalStateException("a fault");
            scheduler.schedule(
                    () -> {
                        throw fault;
                    },
                    1,
                    TimeUnit.MILLISECONDS);
            assertThat(reported.poll(20, TimeUnit.SECONDS)).isSameAs(fault);
            assertThat(scheduler.schedule(() -> "on", 1, TimeUnit.MILLISECONDS).get())
                    .isEqualTo("on");
            assertThat(reported).isEmpty();
        } finally {
            scheduler.shutdownNow();
        }
    }
}
