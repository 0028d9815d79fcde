/**
 * Additions to the HTTP client: content encodings, kept connections that the server has closed, percent-encoding, and
 * a summary of a response for diagnosis.
 */
package io.github.siocli.net.http;
