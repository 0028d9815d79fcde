package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks the state that is kept for disconnected clients; the offset of the first event is {@code 0}, and so on. */
class RecoveryStoreTest {

    private final RecoveryStore.Budget budget = new RecoveryStore.Budget();
    private long now;

    private RecoveryStore recovery(RecoveryOptions options) {
        Iterator<String> ids =
                IntStream.iterate(0, i -> i + 1).mapToObj(Integer::toString).iterator();
        return new RecoveryStore(options, budget, ids::next, () -> now);
    }

    private static void record(RecoveryStore recovery, String event, Set<String> to, Set<String> except) {
        recovery.addEvent("/", EventName.of(event), Arguments.NONE, to, except);
    }

    private static List<String> missed(Optional<RecoveryStore.RestoredClient> returned) {
        return returned.orElseThrow().missed().stream()
                .map(packet -> ((Packet.Event) packet).name().text())
                .toList();
    }

    @Test
    void appendsOffsetToArguments() {
        Packet.Event event = (Packet.Event) recovery(RecoveryOptions.DEFAULT)
                .addEvent("/", EventName.of("x"), Arguments.of(Json.literal("1")), Set.of(), Set.of());
        assertThat(event.args().values()).containsExactly(Json.literal("1"), Json.literal("\"0\""));
    }

    @Test
    void returnsMissedEventsOfItsRooms() {
        RecoveryStore recovery = recovery(RecoveryOptions.DEFAULT);
        record(recovery, "seen", Set.of(), Set.of());
        recovery.addClient("secret", "sid", Set.of("sid", "kitchen"), null);
        record(recovery, "all", Set.of(), Set.of());
        record(recovery, "kitchen", Set.of("kitchen"), Set.of());
        record(recovery, "cellar", Set.of("cellar"), Set.of());
        record(recovery, "others", Set.of(), Set.of("sid"));
        record(recovery, "own", Set.of("sid"), Set.of("cellar"));
        Optional<RecoveryStore.RestoredClient> returned = recovery.restore("secret", "0");
        assertThat(missed(returned)).containsExactly("all", "kitchen", "own");
        assertThat(returned.orElseThrow().sid()).isEqualTo("sid");
        assertThat(returned.orElseThrow().rooms()).containsExactlyInAnyOrder("sid", "kitchen");
        assertThat(recovery.restore("secret", "0")).as("a second time").isEmpty();
        assertThat(recovery.isEmpty()).isTrue();
    }

    @Test
    void doesNotRestoreUnknownOrOutdatedClient() {
        RecoveryStore recovery = recovery(new RecoveryOptions(Duration.ofMinutes(1), 3, 1000, 2));
        IntStream.range(0, 4).forEach(i -> record(recovery, "event", Set.of(), Set.of()));
        for (String pid : List.of("first", "second", "third")) {
            recovery.addClient(pid, pid, Set.of(), null);
        }
        assertThat(recovery.restore("first", "3"))
                .as("too many have left since")
                .isEmpty();
        assertThat(recovery.restore("second", "0"))
                .as("its last event is not kept")
                .isEmpty();
        assertThat(recovery.restore("nobody", "3")).isEmpty();
        assertThat(missed(recovery.restore("second", "3"))).isEmpty();
        assertThat(missed(recovery.restore("third", "1"))).hasSize(2);
    }

    @Test
    void discardsTheOldestEventsAboveTheSizeOfAllNamespaces() {
        RecoveryOptions options = new RecoveryOptions(Duration.ofMinutes(1), 100, 10, 100);
        RecoveryStore recovery = recovery(options);
        recovery.addClient("secret", "sid", Set.of(), null);
        record(recovery, "12345", Set.of(), Set.of());
        record(recovery, "12345", Set.of(), Set.of());
        assertThat(missed(recovery.restore("secret", "0"))).hasSize(1);
        recovery.addClient("secret", "sid", Set.of(), null);
        record(recovery, "1", Set.of(), Set.of());
        assertThat(recovery.restore("secret", "0")).isEmpty();
        RecoveryStore other = recovery(options);
        record(other, "12345", Set.of(), Set.of());
        other.addClient("secret", "sid", Set.of(), null);
        assertThat(other.restore("secret", "0")).isEmpty();
        recovery.clear();
        record(other, "12345", Set.of(), Set.of());
        record(other, "12345", Set.of(), Set.of());
        assertThat(missed(other.restore("secret", "1"))).hasSize(1);
    }

    @Test
    void discardsStateThatIsOlderThanTheLimit() {
        RecoveryStore recovery = recovery(new RecoveryOptions(Duration.ofSeconds(10), 100, 1000, 100));
        record(recovery, "first", Set.of(), Set.of());
        recovery.addClient("early", "a", Set.of(), null);
        now += Duration.ofSeconds(4).toNanos();
        record(recovery, "second", Set.of(), Set.of());
        recovery.addClient("late", "b", Set.of(), null);
        now += Duration.ofSeconds(6).toNanos();
        assertThat(missed(recovery.restore("early", "0"))).containsExactly("second");
        recovery.addClient("early", "a", Set.of(), null);
        now += 1;
        assertThat(recovery.restore("early", "0"))
                .as("its last event is too old")
                .isEmpty();
        now += Duration.ofSeconds(4).toNanos();
        assertThat(recovery.restore("late", "1")).isEmpty();
        assertThat(recovery.isEmpty()).isFalse();
        now += Duration.ofSeconds(6).toNanos();
        assertThat(recovery.isEmpty()).isTrue();
    }
}
