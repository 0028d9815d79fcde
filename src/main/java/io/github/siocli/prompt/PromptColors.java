package io.github.siocli.prompt;

import io.github.siocli.render.Palette;
import io.github.siocli.render.TextRole;
import io.github.siocli.render.TextStyle;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** Converts the colours of the output to styles of JLine. */
final class PromptColors {

    private PromptColors() {}

    /** Returns the style of text of a role; the default style if there are no colours. */
    static AttributedStyle of(TextRole role, TextStyle style) {
        Palette palette = style.palette();
        return palette == null
                ? AttributedStyle.DEFAULT
                : AttributedString.fromAnsi(palette.start(role) + "x").styleAt(0);
    }
}
