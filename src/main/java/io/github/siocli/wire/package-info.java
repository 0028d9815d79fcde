/** Packets as text: Socket.IO protocol 5 packets and the Engine.IO 4 frames that carry them. */
package io.github.siocli.wire;
