package io.github.siocli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jline.utils.InfoCmp;
import org.jline.utils.InfoCmp.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinTerminfoTest {

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "xterm-256color", "screen-256color"})
    void matchesCapabilitiesOfJLine(String type) {
        Set<Capability> flags = EnumSet.noneOf(Capability.class);
        Map<Capability, Integer> numbers = new EnumMap<>(Capability.class);
        Map<Capability, String> strings = new EnumMap<>(Capability.class);
        InfoCmp.parseInfoCmp(InfoCmp.getDefaultInfoCmp(type), flags, numbers, strings);

        BuiltinTerminfo builtin = BuiltinTerminfo.of(type).orElseThrow();
        assertThat(flags).containsAll(builtin.flags());
        assertThat(numbers).containsEntry(Capability.max_colors, builtin.colors());
        assertThat(strings).containsAllEntriesOf(builtin.strings());
        assertThat(builtin.strings()).containsKeys(Capability.key_up, Capability.clr_eos, Capability.cursor_address);
    }

    @Test
    void hasNoEntryForOtherTerminals() {
        assertThat(BuiltinTerminfo.of("vt100")).isEmpty();
    }
}
