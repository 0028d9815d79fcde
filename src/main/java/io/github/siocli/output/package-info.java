/**
 * Streams and files that the program writes to, and the choice of the renderer for each of them.
 *
 * <p>How one event becomes text is in {@code render}.
 */
package io.github.siocli.output;
