/**
 * The start of the process: {@code main}, standard streams, signals, and the composition of the program.
 *
 * <p>Only this package ends the process and touches the process streams. It contains no commands and no output
 * formats.
 */
package io.github.siocli.app;
