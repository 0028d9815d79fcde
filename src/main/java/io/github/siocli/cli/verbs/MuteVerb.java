package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Watch;
import io.github.siocli.cli.options.Glob;
import java.util.List;

/** {@code mute GLOB…}: hides some events. */
final class MuteVerb extends FilterVerb {

    MuteVerb() {
        super("mute", "Show no more events whose name fits", "1..*");
    }

    @Override
    void change(Watch watch, List<Glob> globs) {
        watch.mute(globs);
    }
}
