package io.github.siocli.output;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.ClientConnected;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Display of a server: events from clients on standard output, connects and disconnects on standard error. */
public final class ServerDisplay extends StreamDisplay {

    private final Predicate<Event> dataFilter;
    private final Set<String> namespaces = new HashSet<>();

    private ServerDisplay(Environment environment, OutputConfig output, Predicate<Event> dataFilter)
            throws FailureException {
        super(environment, output);
        this.dataFilter = dataFilter;
    }

    /**
     * Creates a display, and opens the file if the data go to one.
     *
     * @param dataFilter called for each event in order; returns true if the event is to be shown as data
     * @throws FailureException if the file cannot be written
     */
    public static ServerDisplay open(Environment environment, OutputConfig output, Predicate<Event> dataFilter)
            throws FailureException {
        ServerDisplay display = new ServerDisplay(environment, output, dataFilter);
        display.chooseRenderers();
        return display;
    }

    @Override
    void chooseRenderers() {
        boolean several = namespaces.size() > 1;
        screen().setRenderers(renderers().data(several, false), renderers().serverStatus(several));
    }

    @Override
    public synchronized void show(Event event, boolean matchesFilter) throws FailureException {
        if (event instanceof ClientConnected connected && namespaces.add(connected.nsp()) && namespaces.size() == 2) {
            chooseRenderers();
        }
        boolean shown = dataFilter.test(event);
        if (shown && (event.isAlwaysWritten() ? matchesFilter : output().data().lifecycle())) {
            screen().showData(event);
        }
        screen().showStatus(event);
    }
}
