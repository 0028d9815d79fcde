/**
 * Rules that say what {@code sio serve} does: their parser, their values and conditions, and the engine that runs
 * them on the event loop of the server.
 *
 * <p>Random faults ({@code --chaos}) are configured here too.
 */
package io.github.siocli.mock;
