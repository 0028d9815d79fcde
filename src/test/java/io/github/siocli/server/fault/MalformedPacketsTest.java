package io.github.siocli.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MalformedPacketsTest {

    @Test
    void belongToTheNamespace() {
        assertThat(MalformedPackets.unterminated("/")).isEqualTo("42[\"malformed");
        assertThat(MalformedPackets.unterminated("/a")).isEqualTo("42/a,[\"malformed");
        assertThat(MalformedPackets.oversized("/a", 3)).isEqualTo("42/a,[\"oversized\",\"xxx\"]");
    }
}
