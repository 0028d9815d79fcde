/** Packets as messages: Socket.IO protocol 5 packets in JSON, and the Engine.IO 4 frames that carry them. */
package io.github.siocli.wire;
