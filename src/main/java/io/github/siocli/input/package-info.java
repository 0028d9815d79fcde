/** Reads files and streams whole, within a limit, and as UTF-8 text. */
package io.github.siocli.input;
