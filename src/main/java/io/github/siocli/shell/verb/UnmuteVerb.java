package io.github.siocli.shell.verb;

import io.github.siocli.shell.EventFilter;
import io.github.siocli.text.Glob;
import java.util.List;

/** {@code unmute GLOB…}: removes patterns of watch and mute; without a pattern, all. */
public final class UnmuteVerb extends FilterVerb {

    public UnmuteVerb() {
        super("unmute", "Remove patterns of watch and mute; alone: all", "0..*");
    }

    @Override
    void change(EventFilter filter, List<Glob> globs) {
        filter.removePatterns(globs);
    }
}
