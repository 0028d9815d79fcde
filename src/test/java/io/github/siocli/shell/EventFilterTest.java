package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.EventName;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.json.Json;
import io.github.siocli.text.Glob;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventFilterTest {

    private final EventFilter filter = new EventFilter(new FilterConfig(List.of(), List.of()));

    @Test
    void showsEverythingInitially() {
        assertThat(passes("a")).isTrue();
        assertThat(filter.describe()).isEqualTo("shown: all events");
    }

    @Test
    void addsAndRemovesPatterns() {
        filter.showOnly(globs("order:*", "chat"), Optional.empty());
        filter.hide(globs("*:debug"));
        filter.hide(globs("*:debug", "x"));
        assertThat(passes("order:new")).isTrue();
        assertThat(passes("order:debug")).isFalse();
        assertThat(passes("other")).isFalse();
        assertThat(filter.describe()).isEqualTo("shown: events order:* chat except *:debug x");
        filter.removePatterns(globs("*:debug"));
        assertThat(passes("order:debug")).isTrue();
        filter.removePatterns(List.of());
        assertThat(passes("other")).isTrue();
    }

    @Test
    void showsOnlyEventsThatMeetCondition() throws SyntaxException {
        ValueSources sources = ValueSources.of(Clock.systemUTC(), Map.of());
        EventCondition named = EventCondition.parse("$event ~ *b", word -> Arguments.of(Json.string(word)), sources);
        filter.showOnly(List.of(), Optional.of(named));
        filter.hide(globs("x*"));
        assertThat(passes("ab")).isTrue();
        assertThat(passes("a")).isFalse();
        assertThat(passes("xb")).isFalse();
        assertThat(filter.describe()).isEqualTo("shown: all events with '$event ~ *b' except x*");
        filter.removePatterns(List.of());
        assertThat(passes("a")).isTrue();
    }

    private boolean passes(String name) {
        return filter.passes(
                new EventReceived(Instant.EPOCH, "/", EventName.of(name), Arguments.NONE, OptionalLong.empty()));
    }

    private static List<Glob> globs(String... patterns) {
        return Stream.of(patterns).map(Glob::new).toList();
    }
}
