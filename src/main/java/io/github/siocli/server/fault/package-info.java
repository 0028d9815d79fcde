/**
 * Random and malformed packets that a mock server injects as faults, and their configuration.
 *
 * <p>The interface that the server asks for faults is {@code server.FaultInjector}; faults that rules inject and
 * the parser of {@code --chaos} are in {@code mock}.
 */
package io.github.siocli.server.fault;
