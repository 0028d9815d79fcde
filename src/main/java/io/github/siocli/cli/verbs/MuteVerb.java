package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Watch;
import io.github.siocli.cli.options.Glob;
import java.util.List;

/** {@code mute GLOB…}: hides some events. */
public final class MuteVerb extends FilterVerb {

    public MuteVerb() {
        super("mute", "Show no more events whose name fits", "1..*");
    }

    @Override
    void change(Watch watch, List<Glob> globs) {
        watch.mute(globs);
    }
}
