/**
 * Rules that say what {@code sio serve} does: their parser, their values and conditions, and the engine that runs
 * them on the event loop of the server.
 *
 * <p>Random faults ({@code --chaos}) are in {@code server.fault}.
 */
package io.github.siocli.mock;
