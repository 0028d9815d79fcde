/**
 * HTTP for long polling: clients, content encodings, a check of kept connections, percent-encoding, and a summary of a
 * response for diagnosis.
 */
package io.github.siocli.net.http;
