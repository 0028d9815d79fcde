/**
 * Contains the parser of {@code socket.io-msgpack-parser}: it converts between msgpack maps and packets with JSON text.
 */
package io.github.siocli.protocol.msgpack;
