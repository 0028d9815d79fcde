/**
 * The address of a server.
 *
 * <p>The packages below contain what is needed on the network and knows nothing of Socket.IO sessions: HTTP, cookies,
 * websockets, proxies, TLS and the trace.
 */
package io.github.siocli.net;
