package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomRegistryTest {

    private final RoomRegistry<String> rooms = new RoomRegistry<>();

    @Test
    void keepsMembersInTheOrderInWhichTheyJoined() {
        rooms.join("b", "kitchen");
        rooms.join("a", "kitchen");
        rooms.join("b", "kitchen");
        rooms.join("a", "hall");
        assertThat(rooms.members("kitchen")).containsExactly("b", "a");
        assertThat(rooms.names()).containsExactlyInAnyOrder("kitchen", "hall");
    }

    @Test
    void removesMembersThatLeave() {
        rooms.join("a", "kitchen");
        rooms.join("b", "kitchen");
        rooms.join("a", "hall");
        rooms.leave("a", "kitchen");
        assertThat(rooms.members("kitchen")).containsExactly("b");
        assertThat(rooms.members("hall")).containsExactly("a");
    }

    @Test
    void removesRoomsWithTheirLastMember() {
        rooms.join("a", "kitchen");
        rooms.leave("b", "kitchen");
        assertThat(rooms.names()).containsExactly("kitchen");
        rooms.leave("a", "kitchen");
        rooms.leave("a", "kitchen");
        assertThat(rooms.names()).isEmpty();
        assertThat(rooms.members("kitchen")).isEmpty();
    }
}
