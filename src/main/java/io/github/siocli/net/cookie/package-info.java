/**
 * The cookies of a session (RFC 6265), shared by HTTP requests and websocket handshakes.
 */
package io.github.siocli.net.cookie;
