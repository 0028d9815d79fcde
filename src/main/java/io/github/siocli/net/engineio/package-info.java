/**
 * Makes every server look like one of Engine.IO 4: finds the path and the generation with the handshake, and translates
 * the sessions of Engine.IO 3, below the client library and above HTTP and websockets.
 */
package io.github.siocli.net.engineio;
