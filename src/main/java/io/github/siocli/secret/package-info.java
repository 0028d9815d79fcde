/**
 * Secrets: names of members, header fields and parameters, values that the user has configured, and credentials in URLs and
 * typed lines. Masks them in text and in the payloads of events.
 */
package io.github.siocli.secret;
