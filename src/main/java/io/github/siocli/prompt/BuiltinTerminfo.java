package io.github.siocli.prompt;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jline.utils.InfoCmp.Capability;

/**
 * Terminfo entries of common terminals, with the capabilities that the line editor uses. JLine would run
 * {@code infocmp}, or search every jar for capability files, which delays the prompt noticeably.
 *
 * @param flags the boolean capabilities
 * @param colors the number of colours
 * @param strings the string capabilities (output sequences and keys), in terminfo notation
 */
record BuiltinTerminfo(Set<Capability> flags, int colors, Map<Capability, String> strings) {

    private static final String COMMON = """
            back_tab=\\E[Z
            bell=^G
            carriage_return=^M
            change_scroll_region=\\E[%i%p1%d;%p2%dr
            clr_bol=\\E[1K
            clr_eol=\\E[K
            clr_eos=\\E[J
            cursor_address=\\E[%i%p1%d;%p2%dH
            cursor_down=^J
            cursor_home=\\E[H
            cursor_invisible=\\E[?25l
            cursor_left=^H
            cursor_right=\\E[C
            delete_character=\\E[P
            delete_line=\\E[M
            enter_ca_mode=\\E[?1049h
            enter_insert_mode=\\E[4h
            exit_ca_mode=\\E[?1049l
            exit_insert_mode=\\E[4l
            insert_line=\\E[L
            key_backspace=^H
            key_btab=\\E[Z
            key_dc=\\E[3~
            key_down=\\EOB
            key_f1=\\EOP
            key_ic=\\E[2~
            key_left=\\EOD
            key_mouse=\\E[M
            key_npage=\\E[6~
            key_ppage=\\E[5~
            key_right=\\EOC
            key_up=\\EOA
            keypad_local=\\E[?1l\\E>
            keypad_xmit=\\E[?1h\\E=
            parm_dch=\\E[%p1%dP
            parm_delete_line=\\E[%p1%dM
            parm_down_cursor=\\E[%p1%dB
            parm_ich=\\E[%p1%d@
            parm_insert_line=\\E[%p1%dL
            parm_left_cursor=\\E[%p1%dD
            parm_right_cursor=\\E[%p1%dC
            parm_up_cursor=\\E[%p1%dA
            restore_cursor=\\E8
            save_cursor=\\E7
            scroll_forward=^J
            scroll_reverse=\\EM
            tab=^I
            """;

    private static final String XTERM = """
            acs_chars=``aaffggiijjkkllmmnnooppqqrrssttuuvvwwxxyyzz{{||}}~~
            clear_screen=\\E[H\\E[2J
            column_address=\\E[%i%p1%dG
            cursor_normal=\\E[?12l\\E[?25h
            cursor_up=\\E[A
            cursor_visible=\\E[?12;25h
            enter_alt_charset_mode=\\E(0
            exit_alt_charset_mode=\\E(B
            key_end=\\EOF
            key_enter=\\EOM
            key_home=\\EOH
            row_address=\\E[%i%p1%dd
            """;

    private static final String SCREEN = """
            acs_chars=++\\
            clear_screen=\\E[H\\E[J
            cursor_normal=\\E[34h\\E[?25h
            cursor_up=\\EM
            cursor_visible=\\E[34l
            enter_alt_charset_mode=^N
            exit_alt_charset_mode=^O
            key_end=\\E[4~
            key_home=\\E[1~
            """;

    /** Returns the entry for a value of {@code TERM}; empty if the terminal is not built in. */
    static Optional<BuiltinTerminfo> of(String type) {
        return switch (type) {
            case "xterm" -> Optional.of(xterm(8));
            case "xterm-256color" -> Optional.of(xterm(256));
            // tmux has the keys and cursor sequences of screen.
            case "screen-256color", "tmux-256color" ->
                Optional.of(new BuiltinTerminfo(
                        Set.of(Capability.auto_right_margin, Capability.eat_newline_glitch), 256, strings(SCREEN)));
            default -> Optional.empty();
        };
    }

    private static BuiltinTerminfo xterm(int colors) {
        return new BuiltinTerminfo(
                Set.of(Capability.auto_right_margin, Capability.eat_newline_glitch, Capability.back_color_erase),
                colors,
                strings(XTERM));
    }

    private static Map<Capability, String> strings(String specific) {
        Map<Capability, String> strings = new EnumMap<>(Capability.class);
        add(COMMON, strings);
        add(specific, strings);
        return strings;
    }

    private static void add(String lines, Map<Capability, String> strings) {
        int index = 0;
        while (index < lines.length()) {
            int sign = lines.indexOf('=', index);
            int end = lines.indexOf('\n', sign);
            strings.put(Capability.valueOf(lines.substring(index, sign)), lines.substring(sign + 1, end));
            index = end + 1;
        }
    }
}
