package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.text.Glob;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventFilterTest {

    private final EventFilter filter = new EventFilter(new FilterConfig(List.of(), List.of()));

    @Test
    void showsEverythingInitially() {
        assertThat(filter.passes("a")).isTrue();
        assertThat(filter.describe()).isEqualTo("shown: all events");
    }

    @Test
    void addsAndRemovesPatterns() {
        filter.showOnly(globs("order:*", "chat"));
        filter.hide(globs("*:debug"));
        filter.hide(globs("*:debug", "x"));
        assertThat(filter.passes("order:new")).isTrue();
        assertThat(filter.passes("order:debug")).isFalse();
        assertThat(filter.passes("other")).isFalse();
        assertThat(filter.describe()).isEqualTo("shown: events order:* chat except *:debug x");
        filter.removePatterns(globs("*:debug"));
        assertThat(filter.passes("order:debug")).isTrue();
        filter.removePatterns(List.of());
        assertThat(filter.passes("other")).isTrue();
    }

    private static List<Glob> globs(String... patterns) {
        return Stream.of(patterns).map(Glob::new).toList();
    }
}
