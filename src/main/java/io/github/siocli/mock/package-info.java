/**
 * Rules that say what {@code sio serve} does: their parser, the values that they define, and the engine that runs
 * them on the event loop of the server; and the parser of {@code --chaos}.
 *
 * <p>The random faults that {@code --chaos} configures are in {@code server.fault}.
 */
package io.github.siocli.mock;
