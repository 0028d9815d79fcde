/**
 * Engine.IO packets and polling payloads (protocols 3 and 4).
 *
 * <p>No transport and no session is here.
 */
package io.github.siocli.protocol.engineio;
