/**
 * Contains Socket.IO packets, and the default parser that encodes them (Socket.IO protocol 5 and earlier revisions).
 */
package io.github.siocli.protocol.socketio;
