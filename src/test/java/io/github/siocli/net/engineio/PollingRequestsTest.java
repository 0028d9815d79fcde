package io.github.siocli.net.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PollingRequestsTest {

    private static final Request REQUEST =
            new Request.Builder().url("http://127.0.0.1/").build();

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private final OkHttpClient client = new OkHttpClient.Builder()
            .addInterceptor(chain -> countedResponse())
            .build();
    private final PollingRequests requests = new PollingRequests(this::newPing);

    @Test
    void runsOneRequestAtATime() throws Exception {
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int k = 0; k < 200; k++) {
                    requests.ping();
                    exchange();
                }
            }));
        }
        for (CompletableFuture<Void> thread : threads) {
            thread.get(15, TimeUnit.SECONDS);
        }
        requests.endPings();
        requests.awaitPosts(10_000);
        assertThat(mostRunning.get()).isEqualTo(1);
        assertThat(pings).hasPositiveValue();
    }

    @Test
    void pingsOnceAfterTheRunningRequest() throws Exception {
        requests.execute(() -> {
            requests.ping();
            requests.ping();
            assertThat(requests.isPosting()).isTrue();
            assertThat(pings).hasValue(0);
            return countedResponse();
        });
        assertThat(requests.isPosting()).isFalse();
        requests.awaitPosts(10_000);
        assertThat(pings).hasValue(1);
    }

    @Test
    void continuesAfterAFailedRequest() throws Exception {
        OkHttpClient broken = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throw new IOException("gone");
                })
                .build();
        PollingRequests failing = new PollingRequests(() -> broken.newCall(REQUEST));
        failing.ping();
        assertThat(failing.execute(PollingRequestsTest::response).code()).isEqualTo(200);
    }

    @Test
    void sendsNoPingAfterTheEnd() throws Exception {
        requests.execute(() -> {
            requests.ping();
            assertThat(requests.endPings()).isTrue();
            requests.ping();
            return countedResponse();
        });
        assertThat(requests.endPings()).isFalse();
        assertThat(pings).hasValue(0);
    }

    @Test
    void waitsForARunningRequestAtMostTheGivenTime() throws Exception {
        requests.execute(() -> {
            try {
                requests.awaitPosts(1);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return countedResponse();
        });
        assertThat(requests.isPosting()).isFalse();
    }

    private void exchange() {
        try {
            requests.execute(this::countedResponse).close();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Call newPing() {
        pings.incrementAndGet();
        return client.newCall(REQUEST);
    }

    private Response countedResponse() {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.onSpinWait();
        running.decrementAndGet();
        return response();
    }

    private static Response response() {
        return new Response.Builder()
                .request(REQUEST)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create("ok", null))
                .build();
    }
}
