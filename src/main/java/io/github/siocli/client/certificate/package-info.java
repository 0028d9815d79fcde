/**
 * The certificate that we show to a server, and its key, from the files in which people keep them: PEM (RFC 7468) and
 * PKCS#12, by the JDK's own means.
 */
package io.github.siocli.client.certificate;
