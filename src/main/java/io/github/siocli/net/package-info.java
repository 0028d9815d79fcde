/**
 * Contains the address of a server.
 *
 * <p>The packages below contain the network layers, which know nothing of Socket.IO sessions: HTTP, cookies,
 * websockets, proxies, TLS and the trace.
 */
package io.github.siocli.net;
