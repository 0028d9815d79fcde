package io.github.siocli.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomIdsTest {

    /** One in 64 random ids would begin with a minus, and {@code kick ID} would take it for an option. */
    @Test
    void generatesDistinctIdsThatDoNotBeginLikeOptions() {
        RandomIds ids = new RandomIds();
        assertThat(Stream.generate(ids::next).limit(2_000))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("\\w[\\w-]{19}"));
    }
}
