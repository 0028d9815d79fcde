package io.github.siocli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UserDirectoriesTest {

    @Test
    void followsPlatform() {
        Map<String, String> variables = Map.of("HOME", "/home/u", "APPDATA", "/u/roaming", "LOCALAPPDATA", "/u/local");
        UserDirectories linux = UserDirectories.of(variables, "Linux");
        assertThat(linux.config().orElseThrow()).hasToString("/home/u/.config/sio");
        assertThat(linux.state().orElseThrow()).hasToString("/home/u/.local/state/sio");
        UserDirectories mac = UserDirectories.of(variables, "Mac OS X");
        assertThat(mac.config().orElseThrow()).hasToString("/home/u/Library/Application Support/sio");
        assertThat(mac.state()).isEqualTo(mac.config());
        UserDirectories windows = UserDirectories.of(variables, "Windows 11");
        assertThat(windows.config().orElseThrow()).hasToString("/u/roaming/sio");
        assertThat(windows.state().orElseThrow()).hasToString("/u/local/sio");
    }

    @Test
    void prefersAbsoluteDirectoriesOfXdg() {
        Map<String, String> variables =
                Map.of("HOME", "/home/u", "XDG_CONFIG_HOME", "/config", "XDG_STATE_HOME", "state");
        UserDirectories directories = UserDirectories.of(variables, "Linux");
        assertThat(directories.config().orElseThrow()).hasToString("/config/sio");
        assertThat(directories.state().orElseThrow()).hasToString("/home/u/.local/state/sio");
        assertThat(UserDirectories.of(Map.of(), "Linux").config()).isEmpty();
    }
}
