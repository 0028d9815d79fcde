/**
 * Encodes and decodes Engine.IO packets and polling payloads (protocols 3 and 4).
 *
 * <p>Transports and sessions are elsewhere.
 */
package io.github.siocli.protocol.engineio;
