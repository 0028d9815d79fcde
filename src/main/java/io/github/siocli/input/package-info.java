/**
 * Reads files and streams within size limits: whole inputs, lines, and strict UTF-8.
 *
 * <p>It does not interpret the content of an input.
 */
package io.github.siocli.input;
