/** Connections through proxies: HTTP CONNECT (RFC 9110, section 9.3.6), over TCP or TLS, and SOCKS5 (RFC 1928 and 1929). */
package io.github.siocli.client.proxy;
