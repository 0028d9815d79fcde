/**
 * The commands of the program, one class each, and the loops that run a session or a server until the command is
 * done.
 *
 * <p>Options are read in {@code command.option}; how events look is decided in {@code output} and {@code render}.
 */
package io.github.siocli.command;
