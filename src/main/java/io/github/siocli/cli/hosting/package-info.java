/**
 * A server that lines of the tool's language are about, and what is remembered of it: the other side of
 * {@link io.github.siocli.cli.dialogue}.
 *
 * <p>The event loop of the server tells what happens and never waits: what does not fit into the queue is counted and
 * left out. One thread takes events out of it and shows them, another runs the lines.
 */
package io.github.siocli.cli.hosting;
