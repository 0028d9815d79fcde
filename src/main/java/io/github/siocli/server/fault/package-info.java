/**
 * The faults that a mock server injects, of rules and at random, and the interface that the server asks for them.
 *
 * <p>The server applies them; {@code mock} parses them.
 */
package io.github.siocli.server.fault;
