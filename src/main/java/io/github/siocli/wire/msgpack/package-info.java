/** Packets as msgpack maps, each one binary message: what servers with socket.io-msgpack-parser speak. */
package io.github.siocli.wire.msgpack;
