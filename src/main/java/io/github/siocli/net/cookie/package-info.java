/** Contains the cookie store of a session (RFC 6265), which HTTP requests and websocket handshakes share. */
package io.github.siocli.net.cookie;
