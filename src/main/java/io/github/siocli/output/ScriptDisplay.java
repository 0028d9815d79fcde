package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.render.Renderer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Display of a script run: data on standard output or in a file, everything else on standard error. */
public final class ScriptDisplay extends StreamDisplay {

    private final Set<String> namespaces = new HashSet<>();
    private final Renderer trace;
    private List<Event> heldFailure = List.of();

    private ScriptDisplay(Environment environment, OutputConfig output) throws FailureException {
        super(environment, output);
        trace = renderers().trace();
    }

    /**
     * Creates a display, and opens the file if the data go to one.
     *
     * @throws FailureException if the file cannot be written
     */
    public static ScriptDisplay open(Environment environment, OutputConfig output) throws FailureException {
        ScriptDisplay display = new ScriptDisplay(environment, output);
        display.chooseRenderers();
        return display;
    }

    @Override
    void beforeFailure() {
        heldFailure = List.of();
    }

    @Override
    void chooseRenderers() {
        Renderers renderers = renderers();
        screen().setRenderers(
                        renderers.data(namespaces.size() > 1, false), renderers.quietStatus(namespaces.size() > 1));
    }

    @Override
    public synchronized void announceNamespace(String nsp) {
        if (namespaces.add(nsp) && namespaces.size() == 2) {
            chooseRenderers();
        }
    }

    @Override
    public synchronized void show(Event event, boolean matchesFilter) throws FailureException {
        Event content = event.withoutClient();
        if (content instanceof TraceEvent) {
            screen().showTrace(event, trace);
            return;
        }
        if (content instanceof NamespaceConnected connected) {
            announceNamespace(connected.nsp());
        }
        for (Event failure : heldFailure) {
            screen().showStatus(failure);
        }
        heldFailure = List.of();
        if (event.isAlwaysWritten() ? matchesFilter : output().data().lifecycle()) {
            screen().showData(event);
        }
        if (content instanceof ConnectFailed || content instanceof NamespaceRefused) {
            // The failure of the current line reports the same, unless another attempt follows.
            heldFailure = List.of(event);
        } else {
            screen().showStatus(event);
        }
    }
}
