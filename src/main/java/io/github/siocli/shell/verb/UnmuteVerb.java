package io.github.siocli.shell.verb;

import io.github.siocli.expression.EventCondition;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.text.Glob;
import java.util.List;
import java.util.Optional;

/** {@code unmute GLOB…}: removes patterns of watch and mute; without a pattern, all. */
public final class UnmuteVerb extends FilterVerb {

    public UnmuteVerb() {
        super("unmute", "Remove patterns of watch and mute; alone: all", "0..*");
    }

    @Override
    void change(EventFilter filter, List<Glob> globs, Optional<EventCondition> match) {
        filter.removePatterns(globs);
    }
}
