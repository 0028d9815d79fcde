/**
 * Contains TLS for client and server: certificate and key files, trusted authorities, the server name, and the
 * configuration.
 */
package io.github.siocli.net.tls;
