package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventSent;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.wire.Packet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutboxTest {

    private final List<Event> told = new ArrayList<>();
    private final ScheduledThreadPoolExecutor scheduler = Threads.scheduler();
    private final Acks acks = new Acks(told::add, Clock.systemUTC(), scheduler);
    private final Outbox outbox = new Outbox(told::add, acks, Clock.systemUTC());

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void aPacketIsToldAsSentWithItsLastFrame() throws InterruptedException {
        Packet packet = event("hello", "1");
        outbox.enter(packet);
        outbox.encoded(packet, 3);
        outbox.writing();
        outbox.writing();
        assertThat(told).isEmpty();
        assertThat(outbox.isDelivered()).isFalse();
        outbox.writing();
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        EventSent.class, sent -> assertThat(sent.name()).isEqualTo("hello"));
        assertThat(outbox.isDelivered()).isTrue();
    }

    @Test
    void whatALostConnectionTookWithItIsCounted() throws InterruptedException {
        Packet first = event("a", "1");
        Packet second = event("b", "2");
        outbox.enter(first);
        outbox.enter(second);
        outbox.encoded(first, 1);
        outbox.writing();
        outbox.encoded(second, 1);
        outbox.connectionLost();
        assertThat(outbox.lost()).isEqualTo(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void whatTheServerRefusedIsNotDelivered() throws InterruptedException {
        Packet packet = event("a", "1");
        outbox.enter(packet);
        outbox.encoded(packet, 1);
        outbox.writing();
        outbox.refused();
        assertThat(outbox.isDelivered()).isFalse();
        outbox.restart();
        assertThat(outbox.isDelivered()).isTrue();
    }

    @Test
    void aBrokenConnectionLeavesInDoubtOnlyWhatNobodyAcknowledges() throws InterruptedException {
        Packet acknowledged = new Packet.Event("/", "a", Arguments.NONE, OptionalLong.of(0));
        outbox.enter(acknowledged);
        outbox.encoded(acknowledged, 1);
        outbox.writing();
        outbox.broken();
        assertThat(outbox.isDelivered()).isTrue();

        Packet unacknowledged = event("b", "1");
        outbox.enter(unacknowledged);
        outbox.encoded(unacknowledged, 1);
        outbox.writing();
        outbox.broken();
        assertThat(outbox.isDelivered()).isFalse();
    }

    @Test
    void overPollingNoMoreIsTakenThanTheServerTakesInOnePayload() throws InterruptedException {
        outbox.sendingOver(Transport.POLLING, handshake(3_000));
        Packet packet = event("a", "\"" + "x".repeat(600) + "\"");
        outbox.enter(packet);
        CountDownLatch entered = new CountDownLatch(1);
        Thread second = new Thread(() -> {
            try {
                outbox.enter(packet);
                entered.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        second.start();
        assertThat(entered.await(100, TimeUnit.MILLISECONDS)).isFalse();
        outbox.encoded(packet, 1);
        outbox.writing();
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        second.join();
    }

    @Test
    void aClosedOutboxKeepsNobodyWaiting() throws InterruptedException {
        Packet large = event("a", "\"" + "x".repeat(3 << 20) + "\"");
        outbox.enter(large);
        outbox.close();
        outbox.enter(large);
        assertThat(outbox.isDelivered()).isFalse();
    }

    private static Packet event(String name, String json) {
        return new Packet.Event("/", name, Arguments.of(Json.literal(json)), OptionalLong.empty());
    }

    private static Handshake handshake(long maxPayload) {
        return new Handshake(
                "x", List.of(), Duration.ofSeconds(25), Duration.ofSeconds(20), OptionalLong.of(maxPayload));
    }
}
