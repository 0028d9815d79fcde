package io.github.siocli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ClientEvent;
import io.github.siocli.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientLabelRendererTest {

    private static final int COLUMNS = 60;

    @Test
    void foldsLinesSoThatTheyFitBehindTheNameOfTheClient() {
        TextStyle style = new TextStyle(null, true, true, () -> COLUMNS);
        Renderer renderer = new ClientLabelRenderer(narrowed -> new StatusRenderer(narrowed, 1), style);
        List<Event> events = SampleEvents.lifecycle().stream()
                .<Event>map(event -> new ClientEvent("somebody", event))
                .toList();
        List<String> lines = SampleEvents.rendered(renderer, events).lines().toList();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("somebody: ") && line.length() > COLUMNS - 10)
                .allMatch(line -> DisplayWidth.of(line) <= COLUMNS || isOneWord(line));
    }

    /** Returns true if a line has only one word behind the name or the indentation, which is not folded. */
    private static boolean isOneWord(String line) {
        return line.strip().replace("somebody: ", "").indexOf(' ') < 0;
    }
}
