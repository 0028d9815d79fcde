package io.github.siocli.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.LifecycleEvent.ClientDisconnected;
import io.github.siocli.event.LifecycleEvent.PacketRejected;
import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventQueueTest {

    private static final long FOREVER = TimeUnit.MINUTES.toNanos(10);

    private final EventQueue queue = new EventQueue(1_000);
    private final List<Event> drained = new ArrayList<>();

    @Test
    void drainsAllEventsInOrder() throws InterruptedException {
        queue.accept(received("a", 10));
        queue.accept(sent("b"));
        queue.accept(received("c", 10));
        assertThat(queue.drainTo(drained, 0)).isTrue();
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(queue.drainTo(drained, 0)).isFalse();
    }

    @Test
    void offerReturnsFalseInsteadOfBlockingIfFull() throws InterruptedException {
        assertThat(queue.offer(received("a", 900), false)).isTrue();
        assertThat(queue.offer(received("b", 100), false)).isFalse();
        assertThat(queue.offer(sent("small"), false)).isFalse();
        assertThat(queue.offer(received("wanted", 100), true)).isTrue();
        queue.drainTo(drained, 0);
        assertThat(names()).containsExactly("a", "wanted");
        assertThat(queue.offer(received("again", 5_000), false)).isTrue();
        queue.close();
        assertThat(queue.offer(received("unread", 1), false)).isTrue();
        assertThat(queue.drainTo(new ArrayList<>(), 0)).isFalse();
    }

    @Test
    void offerKeepsRoomForConnectionsIfDataFillsQueue() throws InterruptedException {
        Event data = received("a", 900);
        assertThat(queue.offer(data, false)).isTrue();
        assertThat(queue.offer(received("b", 100), false)).isFalse();
        int offered = 0;
        while (queue.offer(new ClientDisconnected(Instant.EPOCH, "/", "sid" + offered, "gone", true), false)) {
            offered++;
        }
        assertThat(offered).isEqualTo((int) ((4 * 1_000 - 256 - data.payloadSize()) / 256));
        queue.drainTo(drained, 0);
        assertThat(drained).hasSize(1 + offered);
    }

    @Test
    void drainWaitsForFirstEvent() throws InterruptedException {
        Thread producer = start(() -> queue.accept(received("a", 1)));
        assertThat(queue.drainTo(drained, FOREVER)).isTrue();
        producer.join();
        assertThat(names()).containsExactly("a");
    }

    @Test
    void drainStopsWaitingAfterTimeout() throws InterruptedException {
        long start = System.nanoTime();
        assertThat(queue.drainTo(drained, TimeUnit.MILLISECONDS.toNanos(50))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void wakeEndsCurrentOrNextDrain() throws InterruptedException {
        queue.wake();
        assertThat(queue.drainTo(drained, FOREVER)).isFalse();
        Thread waker = start(queue::wake);
        assertThat(queue.drainTo(drained, FOREVER)).isFalse();
        waker.join();
    }

    @Test
    void blocksEventsFromTheNetworkIfFull() throws InterruptedException {
        queue.accept(received("a", 900));
        Thread producer = start(() -> queue.accept(received("b", 100)));
        awaitBlocked(producer);
        queue.drainTo(drained, 0);
        producer.join();
        queue.drainTo(drained, 0);
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void blocksRejectedPacketsIfFull() throws InterruptedException {
        queue.accept(received("a", 900));
        Thread producer = start(() -> queue.accept(new PacketRejected(Instant.EPOCH, "x".repeat(100), "broken")));
        awaitBlocked(producer);
        queue.drainTo(drained, 0);
        producer.join();
        assertThat(queue.drainTo(drained, 0)).isTrue();
    }

    @Test
    void neverBlocksSentEvents() throws InterruptedException {
        queue.accept(received("a", 5_000));
        IntStream.range(0, 100).forEach(i -> queue.accept(sent("b")));
        queue.drainTo(drained, 0);
        assertThat(drained).hasSize(101);
    }

    @Test
    void acceptsSingleEventLargerThanTheQueue() throws InterruptedException {
        queue.accept(received("a", 1_000_000));
        assertThat(queue.drainTo(drained, 0)).isTrue();
    }

    @Test
    void closeReleasesBlockedProducersAndDropsEvents() throws InterruptedException {
        queue.accept(received("a", 900));
        Thread producer = start(() -> queue.accept(received("b", 900)));
        awaitBlocked(producer);
        queue.close();
        producer.join();
        queue.accept(received("c", 1));
        assertThat(queue.drainTo(drained, 0)).isFalse();
        assertThat(drained).isEmpty();
    }

    @Test
    void losesNoEventsOfManyProducers() throws InterruptedException {
        int producers = 4;
        int each = 5_000;
        List<Thread> threads = IntStream.range(0, producers)
                .mapToObj(number -> start(() ->
                        IntStream.range(0, each).forEach(i -> queue.accept(received(number + "-" + i, 50)))))
                .toList();
        while (drained.size() < producers * each) {
            queue.drainTo(drained, FOREVER);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int number = 0; number < producers; number++) {
            String prefix = number + "-";
            assertThat(names().stream().filter(name -> name.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void blocksTraceEventsOnlyFarAboveCapacity() throws InterruptedException {
        queue.accept(received("a", 5_000));
        queue.accept(traced("b", TraceEvent.Direction.OUT, 5_000));
        queue.drainTo(drained, 0);
        queue.accept(traced("c", TraceEvent.Direction.IN, 2_000));
        queue.accept(traced("d", TraceEvent.Direction.IN, 1_000));
        Thread producer = start(() -> queue.accept(traced("e", TraceEvent.Direction.IN, 2_000)));
        awaitBlocked(producer);
        Thread event = start(() -> queue.accept(received("f", 1)));
        awaitBlocked(event);
        queue.drainTo(drained, 0);
        assertThat(names()).containsExactly("a", "b", "c", "d");
        producer.join();
        queue.drainTo(drained, 0);
        event.join();
    }

    @Test
    void keepsOnlyTraceEventsAfterLeave() throws InterruptedException {
        queue.accept(received("a", 900));
        queue.accept(traced("b", TraceEvent.Direction.IN, 10));
        Thread producer = start(() -> queue.accept(received("c", 900)));
        awaitBlocked(producer);
        queue.keepOnlyTraceAndSent();
        producer.join();
        queue.accept(received("d", 1));
        queue.accept(traced("e", TraceEvent.Direction.OUT, 1));
        IntStream.range(0, 100).forEach(i -> queue.accept(traced("f", TraceEvent.Direction.IN, 1_000)));
        queue.drainTo(drained, 0);
        assertThat(names()).startsWith("b", "e", "f", "f", "f").hasSizeLessThan(8);
    }

    @Test
    void wakesThreadThatIsFirstInsteadOfOthers() throws InterruptedException {
        List<Event> drainedByOther = new ArrayList<>();
        Thread other = start(() -> drain(drainedByOther));
        awaitBlocked(other);
        Thread first = start(() -> {
            awaitFirst();
            drain(drained);
        });
        awaitBlocked(first);
        queue.accept(received("a", 1));
        first.join();
        assertThat(names()).containsExactly("a");
        queue.accept(received("b", 1));
        other.join();
        assertThat(drainedByOther).hasSize(1);
    }

    @Test
    void wakeFirstEndsWait() throws InterruptedException {
        queue.wakeFirst();
        queue.awaitFirst(FOREVER);
        Thread first = start(this::awaitFirst);
        awaitBlocked(first);
        queue.wakeFirst();
        first.join();
        assertThat(queue.drainTo(drained, 0)).isFalse();
    }

    @Test
    void losesNoEventThatArrivesWhenTheFirstIsAboutToBlock() throws InterruptedException {
        AtomicInteger taken = new AtomicInteger();
        Thread producer = start(() -> {
            for (int i = 0; i < 2_000; i++) {
                while (taken.get() < i) {
                    Thread.onSpinWait();
                }
                LockSupport.parkNanos(i % 100 * 1_000);
                queue.accept(received("a", 1));
            }
        });
        while (taken.get() < 2_000) {
            queue.awaitFirst(FOREVER);
            assertThat(queue.drainTo(drained, 0)).isTrue();
            taken.incrementAndGet();
        }
        producer.join();
        assertThat(drained).hasSize(2_000);
    }

    private void awaitFirst() {
        try {
            queue.awaitFirst(FOREVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain(List<Event> target) {
        try {
            queue.drainTo(target, FOREVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitBlocked(Thread producer) {
        while (producer.getState() != Thread.State.WAITING && producer.getState() != Thread.State.TIMED_WAITING) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private List<String> names() {
        return drained.stream().map(EventQueueTest::name).toList();
    }

    private static String name(Event event) {
        if (event instanceof TraceEvent traced) {
            return ((TraceEvent.EngineTextPacket) traced.item()).packet().strip();
        }
        return event instanceof EventReceived received
                ? received.name().text()
                : ((EventSent) event).name().text();
    }

    private static Event traced(String name, TraceEvent.Direction direction, int size) {
        return new TraceEvent(Instant.EPOCH, direction, 1, new TraceEvent.EngineTextPacket(name + " ".repeat(size)));
    }

    private static Event received(String name, int size) {
        Json payload = Json.literal("\"" + "x".repeat(size) + "\"");
        return new EventReceived(Instant.EPOCH, "/", EventName.of(name), Arguments.of(payload), OptionalLong.empty());
    }

    private static Event sent(String name) {
        return new EventSent(Instant.EPOCH, "/", EventName.of(name), Arguments.NONE, OptionalLong.empty());
    }
}
