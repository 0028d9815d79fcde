/**
 * The parser of {@code socket.io-msgpack-parser}: Socket.IO packets as msgpack maps, with JSON text on our side.
 */
package io.github.siocli.protocol.msgpack;
