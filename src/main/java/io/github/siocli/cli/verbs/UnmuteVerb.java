package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Watch;
import io.github.siocli.cli.options.Glob;
import java.util.List;

/** {@code unmute}: shows every event again. */
public final class UnmuteVerb extends FilterVerb {

    public UnmuteVerb() {
        super("unmute", "Take patterns of watch and mute back; without a pattern: all of them", "0..*");
    }

    @Override
    void change(Watch watch, List<Glob> globs) {
        watch.unmute(globs);
    }
}
