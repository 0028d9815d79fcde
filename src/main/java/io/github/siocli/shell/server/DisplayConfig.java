package io.github.siocli.shell.server;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.output.Display;
import io.github.siocli.shell.EventFilter;
import java.time.Clock;

/**
 * How a server shows events.
 *
 * @param display the display
 * @param output output options
 * @param clock the clock
 * @param watch filter for the events that are shown
 * @param onChange called after events, on the thread that shows them
 */
public record DisplayConfig(Display display, OutputConfig output, Clock clock, EventFilter watch, Runnable onChange) {}
