package io.github.siocli.shell.server;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.output.Display;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.StopCondition;
import java.time.Clock;

/**
 * Configures how a server's events are shown, and how long.
 *
 * @param display shows the events
 * @param output the output options
 * @param showsSent true if the display shows what the server sends
 * @param clock the clock for the times of events
 * @param filter selects the events that are shown
 * @param stopCondition interrupts the thread that started the server when it is reached
 * @param onChange called by the thread that shows events, after each batch
 */
public record DisplayConfig(
        Display display,
        OutputConfig output,
        boolean showsSent,
        Clock clock,
        EventFilter filter,
        StopCondition stopCondition,
        Runnable onChange) {}
