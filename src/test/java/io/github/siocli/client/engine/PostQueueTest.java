package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
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
class PostQueueTest {

    private static final Request REQUEST =
            new Request.Builder().url("http://127.0.0.1/").build();

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final BlockingQueue<List<String>> sent = new LinkedBlockingQueue<>();
    private final OkHttpClient client = new OkHttpClient.Builder()
            .addInterceptor(chain -> countedResponse())
            .build();

    @Test
    void runsOneRequestAtATime() throws Exception {
        PostQueue posts = new PostQueue(this::newCall);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int k = 0; k < 200; k++) {
                    posts.send("2");
                    exchange(posts);
                }
            }));
        }
        for (CompletableFuture<Void> thread : threads) {
            thread.get(15, TimeUnit.SECONDS);
        }
        posts.end(10_000);
        assertThat(mostRunning.get()).isEqualTo(1);
        assertThat(sent).isNotEmpty().allMatch(packets -> packets.equals(List.of("2")));
    }

    @Test
    void sendsWaitingPacketsInOneRequest() throws Exception {
        PostQueue posts = new PostQueue(this::newCall);
        posts.execute(() -> {
            posts.send("2");
            posts.send("40/chat,");
            posts.send("2");
            return countedResponse();
        });
        assertThat(sent.poll(10, TimeUnit.SECONDS)).containsExactly("2", "40/chat,");
    }

    @Test
    void continuesAfterAFailedRequest() throws Exception {
        OkHttpClient broken = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throw new IOException("gone");
                })
                .build();
        PostQueue posts = new PostQueue(packets -> broken.newCall(REQUEST));
        posts.send("2");
        assertThat(posts.execute(PostQueueTest::response).code()).isEqualTo(200);
    }

    @Test
    void returnsUnsentPacketsAtTheEnd() throws Exception {
        PostQueue posts = new PostQueue(this::newCall);
        List<String> left = new ArrayList<>();
        posts.execute(() -> {
            posts.send("40/chat,");
            try {
                left.addAll(posts.end(1));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            posts.send("2");
            return countedResponse();
        });
        assertThat(left).containsExactly("40/chat,");
        assertThat(sent).isEmpty();
    }

    private void exchange(PostQueue posts) {
        try {
            posts.execute(this::countedResponse).close();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Call newCall(List<String> packets) {
        sent.add(packets);
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
