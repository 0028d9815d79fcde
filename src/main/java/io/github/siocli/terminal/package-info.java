/**
 * The width of the terminal, from the native library of JLine.
 *
 * <p>It loads no other part of JLine, so that commands without a prompt may use it.
 */
package io.github.siocli.terminal;
