package io.github.siocli.cli.hosting;

import io.github.siocli.cli.dialogue.Display;
import io.github.siocli.cli.dialogue.Watch;
import io.github.siocli.cli.options.OutputOptions.Output;
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
public record Showing(Display display, Output output, Clock clock, Watch watch, Runnable onChange) {}
