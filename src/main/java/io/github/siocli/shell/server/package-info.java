/**
 * The server side of the line language: the context of {@code sio serve}, the operations on its clients, its verbs,
 * and the options that configure it.
 *
 * <p>The Socket.IO server itself is in {@code server}; rules are in {@code mock}.
 */
package io.github.siocli.shell.server;
