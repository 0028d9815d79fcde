/**
 * Pure functions from an event, a failure or a report to text.
 *
 * <p>Nothing here writes to a stream, reads a clock or knows a terminal.
 */
package io.github.siocli.render;
