package io.github.siocli.shell.verb;

import io.github.siocli.shell.EventFilter;
import io.github.siocli.text.Glob;
import java.util.List;

/** {@code watch GLOB…}: shows only matching events. */
public final class WatchVerb extends FilterVerb {

    public WatchVerb() {
        super("watch", "Show only matching events; alone: print the filter", "0..*");
    }

    @Override
    void change(EventFilter filter, List<Glob> globs) {
        if (!globs.isEmpty()) {
            filter.showOnly(globs);
        }
    }
}
