/**
 * TLS for both sides: certificate and key files, trusted authorities, the server name, and the configuration of
 * client and server.
 */
package io.github.siocli.net.tls;
