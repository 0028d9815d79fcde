package io.github.siocli.shell.server;

import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.output.Display;
import io.github.siocli.shell.EventFilter;
import java.time.Clock;

/**
 * How a server shows itself.
 *
 * @param display where
 * @param output what is printed
 * @param clock the time
 * @param watch which events are shown
 * @param onChange called when something happened, by the thread that shows it
 */
public record DisplayConfig(Display display, OutputConfig output, Clock clock, EventFilter watch, Runnable onChange) {}
