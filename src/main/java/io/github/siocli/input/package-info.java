/**
 * Bounded and strict reading of files and streams: size limits, UTF-8 with the place of the first invalid byte,
 * lines.
 */
package io.github.siocli.input;
