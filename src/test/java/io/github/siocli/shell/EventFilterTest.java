package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.Glob;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventFilterTest {

    private final EventFilter watch = new EventFilter(new FilterConfig(List.of(), List.of()));

    @Test
    void showsEverythingInitially() {
        assertThat(watch.wants("a")).isTrue();
        assertThat(watch.describe()).isEqualTo("shown: all events");
    }

    @Test
    void addsAndRemovesPatterns() {
        watch.watch(globs("order:*", "chat"));
        watch.mute(globs("*:debug"));
        watch.mute(globs("*:debug", "x"));
        assertThat(watch.wants("order:new")).isTrue();
        assertThat(watch.wants("order:debug")).isFalse();
        assertThat(watch.wants("other")).isFalse();
        assertThat(watch.describe()).isEqualTo("shown: events order:* chat except *:debug x");
        watch.unmute(globs("*:debug"));
        assertThat(watch.wants("order:debug")).isTrue();
        watch.unmute(List.of());
        assertThat(watch.wants("other")).isTrue();
    }

    private static List<Glob> globs(String... patterns) {
        return Stream.of(patterns).map(Glob::new).toList();
    }
}
