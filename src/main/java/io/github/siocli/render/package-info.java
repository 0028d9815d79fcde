/**
 * Renderers: functions from an event, a failure or a report to text.
 *
 * <p>Renderers do not write to streams, read the clock or detect terminals; the package {@code output} does.
 */
package io.github.siocli.render;
