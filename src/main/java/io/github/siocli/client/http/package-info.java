/** Bodies of HTTP answers: the encodings that they come in (RFC 9110, section 8.4). */
package io.github.siocli.client.http;
