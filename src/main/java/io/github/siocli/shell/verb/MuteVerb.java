package io.github.siocli.shell.verb;

import io.github.siocli.expression.EventCondition;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.text.Glob;
import java.util.List;
import java.util.Optional;

/** {@code mute GLOB…}: hides matching events. */
public final class MuteVerb extends FilterVerb {

    public MuteVerb() {
        super("mute", "Hide events whose name matches", "1..*");
    }

    @Override
    void change(EventFilter filter, List<Glob> globs, Optional<EventCondition> match) {
        filter.hide(globs);
    }
}
