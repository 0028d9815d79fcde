/**
 * Streams and files that the program writes to, and the choice of the renderer for each of them.
 *
 * <p>The renderers themselves are in the package {@code render}.
 */
package io.github.siocli.output;
